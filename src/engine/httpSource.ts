import { RunFailure } from '../core/runError';
import type { RunRequest } from '../core/runRequest';
import type { TraceSink } from '../core/traceSink';
import { createAgents } from './http/agents';
import { HttpRun, type HttpRunTools } from './http/httpRun';
import { networkError } from './http/networkError';
import { rehearse } from './http/rehearsal';
import type { RunSource } from './runSource';
import { secretsOf } from './secrets';
import { shownUrl } from './shownUrl';
import { VendorFinder } from './vendorFinder';

export interface HttpSourceOptions {
  readonly now?: () => number;
}

/** Endpoints over HTTP(S): one pool of connections per origin, every read stamped before it is looked at. */
export function createHttpSource({ now = () => performance.now() }: HttpSourceOptions = {}): RunSource {
  const tools: HttpRunTools = { agents: createAgents(), concessions: new Map(), now };
  const vendors = new VendorFinder();
  const open = new Set<AbortController>();
  let rehearsal: Promise<void> | null = null;

  async function run(request: RunRequest, sink: TraceSink, signal: AbortSignal): Promise<void> {
    // Where no port may be opened, the first run is measured as it is.
    await (rehearsal ??= rehearse().catch(() => undefined));
    const closing = new AbortController();
    open.add(closing);
    try {
      const stop = AbortSignal.any([signal, closing.signal]);
      await new HttpRun(tools, await vendors.ask(request, stop), sink, stop).run();
    } catch (error) {
      const failure = maskedFailure(error, request);
      if (failure.error.kind === 'refused' && 'url' in request.target) vendors.forget(request.target);
      throw failure;
    } finally {
      open.delete(closing);
    }
  }

  return {
    run,
    dispose() {
      for (const closing of open) closing.abort();
      tools.agents.destroy();
      return Promise.resolve();
    },
  };
}

/** Whatever went wrong, as an error of the closed list that holds no secret. */
function maskedFailure(error: unknown, request: RunRequest): RunFailure {
  const address = 'url' in request.target ? shownUrl(request.target.url) : request.target.name;
  const known = error instanceof RunFailure ? error.error : networkError(error, address);
  return new RunFailure(secretsOf(request, 'errors').maskAll(known), { cause: error });
}
