import type { RunRequest } from '../core/runRequest';
import type { HttpTarget } from '../core/target';
import type { HttpProtocol, Vendor } from '../core/vocabulary';
import { askedOf } from '../protocols/vendors/askedOf';
import { profileOf } from '../protocols/vendors/profiles';
import { recognize, SIGN_PATHS } from '../protocols/vendors/recognize';
import { serverRoot } from '../protocols/vendors/serverRoot';
import { vendorOfTarget } from '../protocols/vendors/vendorOfTarget';
import { keyHeaders } from '../protocols/vendors/withKey';
import { askServer } from './http/askServer';

/** Protocols that many kinds of servers speak, each with something of its own to ask for. */
const SHARED: readonly HttpProtocol[] = ['openai-chat', 'openai-completions', 'openai-responses'];

/** The list of models is the one thing among the signs that servers lock. */
const LOCKED_PATH = '/v1/models';

/**
 * Puts a request as its vendor wants it. A server that nothing is known of is asked what it is: once, before the first run there
 * begins, and whatever comes of it is remembered, silence too.
 */
export class VendorFinder {
  readonly #known = new Map<string, Promise<Vendor | null>>();

  async ask(request: RunRequest, signal: AbortSignal): Promise<RunRequest> {
    const { target } = request;
    if (target.protocol === 'gguf') return request;
    return askedOf(request, profileOf(vendorOfTarget(target) ?? (await this.#asking(target, request, signal))));
  }

  async #asking(target: HttpTarget, request: RunRequest, signal: AbortSignal): Promise<Vendor> {
    if (!SHARED.includes(target.protocol) || !URL.canParse(target.url)) return 'generic';
    const root = serverRoot(target.url);
    const asked = this.#known.get(root) ?? this.#probe(target, request, signal);
    this.#known.set(root, asked);
    const vendor = await asked;
    if (vendor === null) this.#known.delete(root);
    return vendor ?? 'generic';
  }

  /** `null`: it was stopped in the middle of it, or nobody listened yet, so nothing was learned. */
  async #probe(
    { url, headers, tls }: HttpTarget,
    { apiKey, network }: RunRequest,
    signal: AbortSignal,
  ): Promise<Vendor | null> {
    const own = { ...headers, ...keyHeaders('bearer', apiKey) };
    const answers = await askServer({ url, signal, way: { network, tls } }, SIGN_PATHS, (path) =>
      path === LOCKED_PATH ? own : {},
    );
    return (answers && recognize(answers)) ?? (answers === null || signal.aborted ? null : 'generic');
  }
}
