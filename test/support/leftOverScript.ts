import { setImmediate } from 'node:timers/promises';
import { createTestEngine, requestTo, runOnce } from './testEngine';

/**
 * Runs against each URL twice with an engine of its own and says what is left when that engine is disposed of. A process of its
 * own, because a test runner keeps timers and sockets too; and it must end by itself, as nothing may keep it alive.
 */
const leftOver: Record<string, string[]> = {};
for (const url of process.argv.slice(2)) {
  const engine = createTestEngine();
  // One of them is asked what it is, too, and never says it.
  const vendor = url.includes('/server;') ? undefined : 'generic';
  const request = requestTo(url, { target: { vendor, timeouts: { firstByteMs: 100, stallMs: 100 } } });
  await runOnce(engine, request);
  await runOnce(engine, request);
  await engine.dispose();
  // A socket is gone one turn of the loop after it was destroyed.
  await setImmediate();
  await setImmediate();
  leftOver[url] = process.getActiveResourcesInfo().filter((name) => !/^(?:Pipe|TTY|FSReq|Immediate)/.test(name));
}
console.log(JSON.stringify(leftOver));
