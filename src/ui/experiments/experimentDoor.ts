import { EventEmitter, type Disposable, type Event } from 'vscode';

/** What plans, measures and keeps: comparisons, or sweeps. */
interface Experiment {
  readonly isRunning: boolean;
  /** Settles when what ran is over. */
  stop(): Promise<void>;
}

/** Comparisons or sweeps as the start of the editor knows them: all of it is loaded when somebody asks for one for the first time. */
export class ExperimentDoor<Controller extends Experiment, Status> implements Disposable {
  readonly #load: (onStatus: (status: Status | null) => void) => Promise<Controller>;
  readonly #statuses = new EventEmitter<Status | null>();
  #opening: Promise<Controller> | null = null;
  #opened: Controller | null = null;

  /** `null`: nothing is under way. */
  readonly onStatus: Event<Status | null> = this.#statuses.event;

  constructor(load: (onStatus: (status: Status | null) => void) => Promise<Controller>) {
    this.#load = load;
  }

  /** `null` as long as nobody has asked for one. */
  get opened(): Controller | null {
    return this.#opened;
  }

  get isRunning(): boolean {
    return this.#opened?.isRunning ?? false;
  }

  /** An opening that failed is made anew for the next one who asks: what it lacked may be there by then. */
  open(): Promise<Controller> {
    this.#opening ??= this.#open().catch((error: unknown) => {
      this.#opening = null;
      throw error;
    });
    return this.#opening;
  }

  /** Settles when what ran is over. */
  async stop(): Promise<void> {
    await this.#opened?.stop();
  }

  dispose(): void {
    void this.stop();
    this.#statuses.dispose();
  }

  async #open(): Promise<Controller> {
    this.#opened = await this.#load((status) => this.#statuses.fire(status));
    return this.#opened;
  }
}
