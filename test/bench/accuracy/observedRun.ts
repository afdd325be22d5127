/** What one client saw of one run, on the system's monotonic clock. */
export interface ObservedRun {
  readonly t0Ms: number;
  /** Arrival of each generated chunk. */
  readonly chunksMs: readonly number[];
  /** The client's own figures. */
  readonly ttftMs: number;
  readonly tpotMs: number;
}

/** What is to be asked of the truth server. */
export interface Order {
  readonly url: string;
  /** Where its length matters. */
  readonly prompt?: string;
}

/** A way to run a prompt against the truth server and to say when its chunks came. Makes exactly one request a run. */
export interface Contestant {
  readonly name: string;
  run(order: Order): Promise<ObservedRun>;
  close(): Promise<void>;
}
