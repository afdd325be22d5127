import type { PanelState, ToPanel } from '../messages/panelMessages';

/**
 * Posts news to a page that may be slow, hidden or not yet born. At most one message is on its way; progress that comes
 * meanwhile is joined into one, so a page that cannot keep up gets fewer and larger messages, never a growing queue.
 * Nothing is posted to a page that has not asked for its state: it gets all of it when it does.
 */
export class PanelMailbox {
  readonly #post: (message: ToPanel) => PromiseLike<unknown>;
  #open = false;
  #waiting: ToPanel[] = [];
  /** Counts openings, so that the answer to a post of an earlier page cannot release one of this page. */
  #page = 0;
  #busy = false;

  constructor(post: (message: ToPanel) => PromiseLike<unknown>) {
    this.#post = post;
  }

  /** The page is there and has asked: it gets the whole state. */
  open(state: PanelState): void {
    this.#page += 1;
    this.#open = true;
    this.#busy = false;
    this.#waiting = [{ type: 'hydrate', state }];
    this.#flush();
  }

  /** The page is gone or hidden; what comes now it will get with its next state. */
  close(): void {
    this.#open = false;
    this.#waiting = [];
  }

  send(message: ToPanel): void {
    if (!this.#open) return;
    const last = this.#waiting.at(-1);
    const joined = last && join(last, message);
    if (joined) this.#waiting[this.#waiting.length - 1] = joined;
    else this.#waiting.push(message);
    this.#flush();
  }

  #flush(): void {
    if (this.#busy) return;
    const next = this.#waiting.shift();
    if (next === undefined) return;
    this.#busy = true;
    const page = this.#page;
    const done = (): void => {
      if (page !== this.#page) return;
      this.#busy = false;
      this.#flush();
    };
    this.#post(next).then(done, done);
  }
}

/** Each of them says all that there is to say of its matter. */
const WHOLE: readonly ToPanel['type'][] = ['compareCurrent', 'compareDraft', 'sweepDraft', 'sweepNow', 'sweepReports'];

/** Two messages as one, where the second says all that the first did; `null` where both are needed. */
function join(first: ToPanel, second: ToPanel): ToPanel | null {
  if (first.type === 'progress' && second.type === 'progress' && first.runId === second.runId) {
    const chunks = [...first.progress.chunks, ...second.progress.chunks];
    return { ...second, progress: { ...second.progress, chunks } };
  }
  return first.type === second.type && WHOLE.includes(second.type) ? second : null;
}
