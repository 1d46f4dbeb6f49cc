import type { Model } from "@odoo/o-spreadsheet";
import { HostError } from "./hostError";
import { HostObject } from "./members";
import { OBJECT_MODEL } from "./objects/objectModel";
import { ReferenceTable } from "./references";
import { processRequest, type RichApiHost } from "./richApi";
import type { RichApiRequest, RichApiResponse } from "./richApiRequest";
import { SERVICE_MODEL, type ServiceHandlers, servicesFor } from "./services";
import { Spreadsheet } from "./spreadsheet";
import { type MessageEntry, WorkbookEvents } from "./workbookEvents";

/** What a request says of itself in its flags; the first bit: it writes. */
const WRITES = 1;

export interface OfficeHostOptions {
  readonly model: Model;
  /** Sends events and calls of functions to the add-in. */
  readonly send: (entries: readonly MessageEntry[]) => void;
  readonly onDocumentSelectionChanged?: () => void;
  /** Whether the user is typing into a cell: Excel refuses every request meanwhile. */
  readonly isEditing?: () => boolean;
  readonly services?: ServiceHandlers;
  /** The most a request or its answer may hold, in bytes; no limit where left out. */
  readonly mostBytes?: number;
}

/** Excel, as far as an add-in can tell: it answers requests on the workbook in the grid, whoever carries them here. */
export class OfficeHost {
  readonly book: Spreadsheet;
  readonly references = new ReferenceTable();
  private readonly events: WorkbookEvents;
  private readonly api: RichApiHost;

  constructor(private readonly options: OfficeHostOptions) {
    this.book = new Spreadsheet(options.model);
    this.events = new WorkbookEvents(
      this.book,
      (range) => this.references.keep(range),
      (entry) => options.send([entry]),
      () => options.onDocumentSelectionChanged?.(),
    );
    this.api = {
      objectModel: new Map([...OBJECT_MODEL, ...SERVICE_MODEL]),
      root: new HostObject("Workbook", { book: this.book }),
      services: servicesFor(options.services ?? {}),
      references: this.references,
      onEventRegistration: (object, event, isRegistered) => this.events.register(object, event, isRegistered),
    };
  }

  /** The answer to a request as it travels, if neither is too long to. */
  answerText(request: string, flags: number): RichApiResponse | "editing" {
    const { mostBytes = Infinity } = this.options;
    if (bytesOf(request) > mostBytes) return refusal("RequestPayloadSizeLimitExceeded");
    const answer = this.answer(JSON.parse(request) as RichApiRequest, flags);
    const isTooLong = answer !== "editing" && bytesOf(JSON.stringify(answer)) > mostBytes;
    return isTooLong ? refusal("ResponsePayloadSizeLimitExceeded") : answer;
  }

  /** The answer to one `context.sync()`, or "editing" while a cell is being edited. */
  answer(request: RichApiRequest, flags: number): RichApiResponse | "editing" {
    const isAboutWorkbook = Object.values(request.ObjectPaths).some(
      (path) => path.Name !== "" && !this.api.services.has(path.Name),
    );
    if (isAboutWorkbook && this.options.isEditing?.()) return "editing";
    if ((flags & WRITES) === 0) return processRequest(request, this.api);
    let response: RichApiResponse | undefined;
    this.events.whileAddInWrites(() => this.book.asOneStep(() => (response = processRequest(request, this.api))));
    return response as RichApiResponse;
  }
}

/** No character has more than three bytes, so that short texts are not written out. */
const bytesOf = (text: string): number => (text.length < 1_000_000 ? text.length : new TextEncoder().encode(text).length);

function refusal(code: "RequestPayloadSizeLimitExceeded" | "ResponsePayloadSizeLimitExceeded"): RichApiResponse {
  const { message, httpStatusCode } = new HostError(code);
  return {
    Results: [],
    TraceIds: [],
    Error: { Code: code, Message: message, Location: "", ActionIndex: 0, HttpStatusCode: httpStatusCode },
  };
}
