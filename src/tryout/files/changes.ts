import { LocalTransportService, type Model } from "@odoo/o-spreadsheet";

/* Whether the sheets were changed, and when: the grid sends each change to whoever works on the same workbook, here nobody. */

const CHANGES = new Set(["REMOTE_REVISION", "REVISION_UNDONE", "REVISION_REDONE"]);

export class Changes {
  private count = 0;
  private countInFile = 0;
  private listener: () => void = () => undefined;

  /** For the configuration of the grid's model. */
  readonly transport = new Listening((message) => {
    if (!CHANGES.has(message.type)) return;
    this.count++;
    this.listener();
  });

  onChange(listener: () => void): void {
    this.listener = listener;
  }

  /** The workbook as it is now is in a file. */
  markInFile(): void {
    this.countInFile = this.count;
  }

  /** Whether something of it is in no file. */
  areInNoFile(model: Model): boolean {
    // All undone since the page was opened is as it was opened.
    return this.count !== this.countInFile && (this.countInFile > 0 || model.getters.canUndo());
  }
}

type Transport = InstanceType<typeof LocalTransportService>;
type Message = Parameters<Transport["sendMessage"]>[0];

class Listening extends LocalTransportService {
  constructor(private readonly listen: (message: Message) => void) {
    super();
  }

  override async sendMessage(message: Message): Promise<void> {
    await super.sendMessage(message);
    this.listen(message);
  }
}
