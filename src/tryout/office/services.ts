import { HostError } from "./hostError";
import { type AnyMembers, HostObject, type Members, type ObjectModel } from "./members";

/*
 * What office.js asks of a host beside the workbook: whether the pane is seen, whether the runtime starts with the
 * document, that ribbon commands can be sent, and the results of custom functions.
 */

export type RuntimeState = "Inactive" | "Background" | "Visible";

/** One result of a custom function: [invocation id, succeeded, value, error code if it failed, timings]. */
export type InvocationResult = readonly [
  id: number,
  succeeded: boolean,
  value: unknown,
  errorCode?: number | readonly unknown[],
  timings?: unknown,
];

/** What a service is told or asks for; a page without a pane or without functions leaves it out. */
export interface ServiceHandlers {
  readonly getRuntimeState?: () => RuntimeState;
  readonly setRuntimeState?: (state: RuntimeState) => void;
  readonly getStartState?: () => RuntimeState;
  readonly setStartState?: (state: RuntimeState) => void;
  readonly onFunctionsReady?: () => void;
  readonly onFunctionResults?: (results: readonly InvocationResult[]) => void;
  readonly onActionsReady?: () => void;
}

type ServiceMembers = Members<ServiceHandlers, never>;

const given = <Handler>(handler: Handler | undefined): Handler => {
  if (!handler) throw new HostError("ApiNotFound");
  return handler;
};

const SERVICES: Readonly<Record<string, ServiceMembers>> = {
  "Microsoft.AppRuntime.AppRuntimeService": {
    internal: {
      call: {
        GetAppRuntimeState: (handlers) => given(handlers.getRuntimeState)(),
        SetAppRuntimeState: (handlers, state) => given(handlers.setRuntimeState)(state as RuntimeState),
      },
    },
  },
  "Microsoft.AppRuntime.AppRuntimePersistenceService": {
    internal: {
      call: {
        GetAppRuntimeStartState: (handlers) => given(handlers.getStartState)(),
        SetAppRuntimeStartState: (handlers, state) => given(handlers.setStartState)(state as RuntimeState),
      },
    },
  },
  "Microsoft.InternalService.AddinInternalService": {
    internal: { call: { NotifyActionHandlerReady: (handlers) => handlers.onActionsReady?.() } },
  },
  "Microsoft.ExcelServices.CustomFunctions": {
    internal: {
      call: {
        _SetOsfControlContainerReadyForCustomFunctions: (handlers) => handlers.onFunctionsReady?.(),
        // 1: results too large for one message are sent in parts; 3: a promise's time is taken when it settles.
        _GetEnabledFeatures: () => [1, 3],
        SetInvocationArrayResults: (handlers, results) => handlers.onFunctionResults?.(results as readonly InvocationResult[]),
      },
    },
  },
};

export const SERVICE_MODEL: ObjectModel = new Map(Object.entries(SERVICES) as [string, AnyMembers][]);

export function servicesFor(handlers: ServiceHandlers): ReadonlyMap<string, HostObject> {
  return new Map(Object.keys(SERVICES).map((name) => [name, new HostObject(name, handlers)]));
}
