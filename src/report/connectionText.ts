import type { RunReport } from '../core/runReport';

/** The way that a run took, in a few words; empty where there was no network. */
export function connectionText({ connection }: RunReport): string {
  if (!connection?.address) return '';
  const { path, proxy, address, family, failedAddresses } = connection;
  const tried = failedAddresses.map((failed) => `${failed.address} (${failed.reason})`).join(', ');
  const after = tried === '' ? '' : `, after ${tried}`;
  if (path === 'unix-socket') return `over the Unix socket ${address}`;
  const to = family === null ? address : `${address} (${family})`;
  return path === 'proxy' ? `through the proxy ${proxy ?? ''} at ${to}${after}` : `direct to ${to}${after}`;
}
