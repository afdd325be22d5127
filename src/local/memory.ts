import os from 'node:os';

/** macOS calls only untouched pages free, and gives the file cache back on demand: free says nothing there, total does. */
const USABLE_SHARE_ON_MAC = 0.75;

/** Memory that a model may take, in this container when there is one. */
export function availableMemoryBytes(): number {
  if (process.platform === 'darwin') return os.totalmem() * USABLE_SHARE_ON_MAC;
  // Node 20 before 20.13 has no `availableMemory`.
  const { availableMemory } = process as { availableMemory?: () => number };
  return availableMemory ? availableMemory() : os.freemem();
}

/** For sentences: `4.7 GB`, `310 MB`. Decimal units, as files and downloads are shown. */
export function formatBytes(bytes: number): string {
  return bytes >= 1e9 ? `${(bytes / 1e9).toFixed(1)} GB` : `${Math.max(1, Math.round(bytes / 1e6))} MB`;
}
