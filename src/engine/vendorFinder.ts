import type { RunRequest } from '../core/runRequest';
import { isHttpTarget, type HttpTarget } from '../core/target';
import type { HttpProtocol, Vendor } from '../core/vocabulary';
import { askedOf } from '../protocols/vendors/askedOf';
import { profileOf } from '../protocols/vendors/profiles';
import { recognize, SIGN_PATHS, type ProbeAnswers } from '../protocols/vendors/recognize';
import { serverRoot } from '../protocols/vendors/serverRoot';
import { vendorOfTarget } from '../protocols/vendors/vendorOfTarget';
import { keyHeaders } from '../protocols/vendors/withKey';
import { askServer, type ServerToAsk } from './http/askServer';

/** Protocols that many kinds of servers speak, each with something of its own to ask for. */
const SHARED: readonly HttpProtocol[] = ['openai-chat', 'openai-completions', 'openai-responses'];

/** The list of models is the one thing among the signs that servers lock. */
const LOCKED_PATH = '/v1/models';

/** A server that was silent, busy or locked may have more to say later; asking it before each run would hold every run up. */
const ASK_AGAIN_AFTER_MS = 60_000;

/** What a server said of itself. */
interface Finding {
  readonly vendor: Vendor;
  /** It was recognized, or it gave an answer to every question and none was a sign. */
  readonly isSure: boolean;
}

/** One asking. */
interface Asking {
  /** What the server was shown to open what it locks. Secret. */
  readonly shown: string;
  readonly atMs: number;
  /** `null`: it was stopped in the middle of it, or nobody listened yet, so nothing was learned. */
  readonly finding: Promise<Finding | null>;
}

interface VendorFinderOptions {
  readonly now?: () => number;
}

/**
 * Puts a request as its vendor wants it. A server that nothing is known of is asked what it is before the first run there begins.
 * What it says is remembered; when it could not say all, it is asked again with another key, or after a while.
 */
export class VendorFinder {
  readonly #known = new Map<string, Asking>();
  readonly #now: () => number;

  constructor({ now = () => performance.now() }: VendorFinderOptions = {}) {
    this.#now = now;
  }

  async ask(request: RunRequest, signal: AbortSignal): Promise<RunRequest> {
    const { target } = request;
    if (!isHttpTarget(target)) return request;
    return askedOf(request, profileOf(vendorOfTarget(target) ?? (await this.#vendor(target, request, signal))));
  }

  /** Nobody listens there any more, so the next to do so may be another server. */
  forget({ url }: HttpTarget): void {
    if (URL.canParse(url)) this.#known.delete(serverRoot(url));
  }

  async #vendor(target: HttpTarget, { apiKey, network }: RunRequest, signal: AbortSignal): Promise<Vendor> {
    if (!SHARED.includes(target.protocol) || !URL.canParse(target.url)) return 'generic';
    const root = serverRoot(target.url);
    const own = { ...target.headers, ...keyHeaders('bearer', apiKey) };
    const server = { url: target.url, signal, way: { network, tls: target.tls } };
    const known = this.#known.get(root);
    const asking = known && (await this.#stillHolds(known, own)) ? known : this.#asking(server, own);
    this.#known.set(root, asking);
    const finding = await asking.finding;
    if (finding === null && this.#known.get(root) === asking) this.#known.delete(root);
    return finding?.vendor ?? 'generic';
  }

  async #stillHolds({ finding, shown, atMs }: Asking, own: Readonly<Record<string, string>>): Promise<boolean> {
    const found = await finding;
    if (!found || found.isSure) return found !== null;
    return shown === JSON.stringify(own) && this.#now() - atMs < ASK_AGAIN_AFTER_MS;
  }

  #asking(server: ServerToAsk, own: Readonly<Record<string, string>>): Asking {
    const answers = askServer(server, SIGN_PATHS, (path) => (path === LOCKED_PATH ? own : {}));
    const finding = answers.then((said) => (said === null ? null : findingIn(said, server.signal.aborted)));
    return { shown: JSON.stringify(own), atMs: this.#now(), finding };
  }
}

function findingIn(answers: ProbeAnswers, isStopped: boolean): Finding | null {
  const vendor = recognize(answers);
  if (vendor !== null) return { vendor, isSure: true };
  return isStopped
    ? null
    : { vendor: 'generic', isSure: SIGN_PATHS.every((path) => isLast(answers.get(path)?.status)) };
}

/** Statuses with which a server says that it might answer otherwise: to somebody else, or at another time. */
const NOT_LAST = [401, 403, 407, 408, 425, 429];

const isLast = (status: number | undefined): boolean =>
  status !== undefined && status < 500 && !NOT_LAST.includes(status);
