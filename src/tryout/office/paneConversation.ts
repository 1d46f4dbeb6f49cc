/*
 * The conversation of a pane on the web with the page around it: text messages of JSON between two windows, each call
 * with a number under which it is answered. What is said is office.js's; nothing of it is documented.
 */

/** Kinds of messages and actions, by the numbers office.js gives them. */
const REQUEST = 0;
const RESPONSE = 1;
const INVOKE = 0;
const REGISTER_EVENT = 1;
const ANSWERS_CALL = 0;
const FIRES_EVENT = 1;

/** Methods of the older interface that travel as numbers. */
const LOAD_SETTINGS = 75;
const SAVE_SETTINGS = 76;
const RICH_API_REQUEST = 93;

const NOT_SUPPORTED = 5000;
const EDITING_CELL = 5004;

/** The page tells the pane that the keyboard comes in. */
const TAB_IN = 11;

/** What the pane tells the page about keys and focus. */
const CTRL_F6 = 5;
const CTRL_F6_BACK = 6;
const TAB_OUT = 13;
const TAB_OUT_BACK = 14;
const ESCAPE = 15;
const F2 = 16;
const NOTHING_TO_FOCUS = 17;
const NOTHING_TO_FOCUS_BACK = 18;

const RICH_API_MESSAGE = "richApiMessage";
const SELECTION_CHANGED = "documentSelectionChanged";

export interface PaneListener {
  /** The answer to a request of office.js, or "editing" while a cell is being edited. */
  answer(request: string, flags: number): object | "editing";
  loadSettings(): Readonly<Record<string, string>>;
  saveSettings(settings: Readonly<Record<string, string>>): void;
  /** The keyboard leaves the pane, forwards or backwards. */
  onFocusLeaves(direction: "forward" | "backward" | "escape"): void;
}

interface Message {
  readonly _messageType: number;
  readonly _actionName: string;
  readonly _actionType?: number;
  readonly _conversationId: string;
  readonly _correlationId: number;
  readonly _data: unknown;
}

interface MethodCall {
  readonly DdaMethod: { readonly DispatchId: number };
  readonly ArrayData?: readonly unknown[];
  readonly DdaSettingsMethod?: { readonly Properties: readonly (readonly [string, string])[] };
}

export class PaneConversation {
  readonly id = crypto.randomUUID();
  private readonly events = new Set<string>();
  private waiting: { event: string; data: unknown }[] = [];

  constructor(
    private readonly paneWindow: () => Window | null,
    private readonly appContext: () => object,
    private readonly listener: PaneListener,
  ) {
    window.addEventListener("message", this.receive);
  }

  close(): void {
    window.removeEventListener("message", this.receive);
  }

  /** Events and calls of functions, as entries of the one channel that carries them. */
  push(entries: readonly unknown[]): void {
    this.fire(RICH_API_MESSAGE, { ArrayData: entries });
  }

  selectionChanged(): void {
    if (this.events.has(SELECTION_CHANGED)) this.fire(SELECTION_CHANGED, {});
  }

  /** Puts the keyboard on the first control of the pane. */
  enter(): void {
    this.postMessage({
      _messageType: REQUEST,
      _actionType: INVOKE,
      _actionName: "Office_notifyAgave",
      _conversationId: `${this.id}_ntf`,
      _correlationId: 0,
      _data: [TAB_IN],
    });
  }

  private readonly receive = (event: MessageEvent<unknown>): void => {
    if (event.source !== this.paneWindow() || event.origin !== location.origin || typeof event.data !== "string") return;
    const message = JSON.parse(event.data) as Message;
    if (message._messageType !== REQUEST || message._conversationId !== this.id) return;
    if (message._actionType === INVOKE) this.reply(message, this.invoke(message));
    else {
      const isRegistered = message._actionType === REGISTER_EVENT;
      if (isRegistered) this.events.add(message._actionName);
      else this.events.delete(message._actionName);
      this.reply(message, { Error: 0 });
      if (isRegistered) this.sendWaiting(message._actionName);
    }
  };

  private invoke({ _actionName, _data }: Message): unknown {
    switch (_actionName) {
      case "ContextActivationManager_getAppContextAsync":
        return this.appContext();
      case "ContextActivationManager_notifyHost":
        this.notice((_data as readonly unknown[])[1]);
        return null;
      case "executeMethod":
        return this.execute(_data as MethodCall);
      default:
        return { Version: 1, Error: NOT_SUPPORTED };
    }
  }

  private execute(call: MethodCall): object {
    switch (call.DdaMethod.DispatchId) {
      case RICH_API_REQUEST: {
        const [, , , , body, , flags] = call.ArrayData ?? [];
        const answer = this.listener.answer(String(body), Number(flags));
        if (answer === "editing") return { Version: 1, Error: EDITING_CELL };
        return { Version: 1, Error: 0, Data: [200, [], JSON.stringify(answer)] };
      }
      case LOAD_SETTINGS: {
        const settings = Object.entries(this.listener.loadSettings()).map(([Name, Value]) => ({ Name, Value }));
        return { Version: 1, Error: 0, Properties: { Settings: settings } };
      }
      case SAVE_SETTINGS:
        this.listener.saveSettings(Object.fromEntries(call.DdaSettingsMethod?.Properties ?? []));
        return { Version: 1, Error: 0 };
      default:
        return { Version: 1, Error: NOT_SUPPORTED };
    }
  }

  private notice(action: unknown): void {
    switch (action) {
      case TAB_OUT:
      case CTRL_F6:
      case NOTHING_TO_FOCUS:
        return this.listener.onFocusLeaves("forward");
      case TAB_OUT_BACK:
      case CTRL_F6_BACK:
      case NOTHING_TO_FOCUS_BACK:
        return this.listener.onFocusLeaves("backward");
      case ESCAPE:
      case F2:
        return this.listener.onFocusLeaves("escape");
    }
  }

  private reply({ _actionName, _correlationId }: Message, data: unknown): void {
    this.post({ _actionName, _correlationId, _responseType: ANSWERS_CALL, _data: data });
  }

  private fire(event: string, data: unknown): void {
    if (this.events.has(event)) this.post({ _actionName: event, _correlationId: 0, _responseType: FIRES_EVENT, _data: data });
    // Functions are called before the pane's library has asked to be told.
    else this.waiting.push({ event, data });
  }

  private sendWaiting(event: string): void {
    const due = this.waiting.filter((each) => each.event === event);
    this.waiting = this.waiting.filter((each) => each.event !== event);
    for (const each of due) this.fire(each.event, each.data);
  }

  private post(message: object): void {
    this.postMessage({ _messageType: RESPONSE, _conversationId: this.id, _errorCode: 0, ...message });
  }

  private postMessage(message: object): void {
    const envelope = { _origin: location.origin, _serializerVersion: 1, ...message };
    this.paneWindow()?.postMessage(JSON.stringify(envelope), location.origin);
  }
}
