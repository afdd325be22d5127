import { isLoopbackHost } from '../core/loopback';
import type { RunsBeside } from '../core/runTrace';
import { isHttpTarget, placeOf, type Target } from '../core/target';
import { unixSocketOf } from '../core/unixSocket';

interface Stay {
  readonly where: string;
  near: number;
  elsewhere: number;
}

const THIS_MACHINE = 'this machine';

/** Tells each run how many others an engine had under way beside it: they are load that its numbers do not name. */
export class RunsUnderWay {
  readonly #stays = new Set<Stay>();

  /** Something begins. What comes back ends it, and gives the most that was under way beside it at once; `null`: nothing. */
  begin(target: Target): () => RunsBeside | null {
    const stay: Stay = { where: whereOf(target), near: 0, elsewhere: 0 };
    this.#stays.add(stay);
    for (const each of this.#stays) this.#count(each);
    return () => {
      this.#stays.delete(stay);
      const { near, elsewhere } = stay;
      return near + elsewhere === 0 ? null : { near, elsewhere };
    };
  }

  #count(stay: Stay): void {
    const near = [...this.#stays].filter(({ where }) => where === stay.where).length - 1;
    stay.near = Math.max(stay.near, near);
    stay.elsewhere = Math.max(stay.elsewhere, this.#stays.size - 1 - near);
  }
}

/** Servers on this machine share its processor and its graphics card, whatever their ports are. */
function whereOf(target: Target): string {
  if (target.protocol === 'gguf') return THIS_MACHINE;
  const place = placeOf(target);
  if (!isHttpTarget(target) || !URL.canParse(place)) return place;
  const { hostname, origin } = new URL(place);
  return isLoopbackHost(hostname) || unixSocketOf(place) ? THIS_MACHINE : origin;
}
