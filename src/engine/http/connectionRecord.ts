import type { Socket } from 'node:net';
import type { Connection, FailedAddress } from '../../core/connection';
import type { TraceSink } from '../../core/traceSink';
import type { Route } from '../network/route';

/** Tells a run's record which way its requests take, and what was met on it. */
export class ConnectionRecord {
  readonly #route: Route;
  readonly #sink: TraceSink;
  readonly #isTls: boolean;
  readonly #failed: FailedAddress[] = [];

  constructor(route: Route, isTls: boolean, sink: TraceSink) {
    this.#route = route;
    this.#sink = sink;
    this.#isTls = isTls;
    if (route.proxy) sink.proxy(route.proxy.address);
    this.#tell({ address: null, family: null });
  }

  failedAddress(failed: FailedAddress): void {
    this.#failed.push(failed);
    this.#tell({ address: null, family: null });
  }

  connected({ remoteAddress, remoteFamily }: Socket): void {
    const family = remoteFamily === 'IPv4' || remoteFamily === 'IPv6' ? remoteFamily : null;
    this.#tell({ address: this.#route.socketPath ?? remoteAddress ?? null, family });
  }

  #tell(seen: Pick<Connection, 'address' | 'family'>): void {
    const { proxy, socketPath, tls } = this.#route;
    const checked = tls?.isChecked ? 'checked' : 'unchecked';
    this.#sink.connection({
      path: socketPath !== null ? 'unix-socket' : proxy ? 'proxy' : 'direct',
      ...seen,
      failedAddresses: [...this.#failed],
      certificate: this.#isTls ? checked : null,
    });
  }
}
