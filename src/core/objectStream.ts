import type { RunRequest } from './runRequest';
import type { Channel } from './vocabulary';

/** One piece of an answer, as a program hands it over. */
export interface ObjectPart {
  readonly channel: Channel;
  readonly text: string;
}

/** Models that are called within this very program and answer with objects, not with bytes. */
export interface ObjectModels {
  /**
   * Does all that may take time and is not the request (finding the model, asking the user for consent), and gives the call that
   * makes it. Both reject with `RunFailure`.
   */
  prepare(request: RunRequest): Promise<PreparedCall>;
}

/** The part of an `AbortSignal` that is needed to hear of a stop. */
export interface StopSignal {
  readonly aborted: boolean;
  addEventListener(type: 'abort', listener: () => void, options: { readonly once: true }): void;
}

export interface PreparedCall {
  /** Name of the model that will answer. */
  readonly model: string;
  /** Makes the request; resolves when it was taken. */
  send(stop: StopSignal): Promise<AsyncIterable<ObjectPart>>;
}
