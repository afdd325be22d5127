import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { ENVIRONMENT_ALONE } from '../../core/networkSettings';
import type { RunRequest } from '../../core/runRequest';
import { createTraceRecorder } from '../../core/traceRecorder';
import { createAgents } from './agents';
import { HttpRun } from './httpRun';

const FRAMES = 20;

const answer = (response: http.ServerResponse): void => {
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  for (let index = 0; index < FRAMES; index++)
    response.write('data: {"model":"m","choices":[{"index":0,"delta":{"content":" word"},"finish_reason":null}]}\n\n');
  response.end('data: {"choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}\n\ndata: [DONE]\n\n');
};

const request = (port: number): RunRequest => ({
  target: { name: 'rehearsal', protocol: 'openai-chat', url: `http://127.0.0.1:${String(port)}`, model: 'm' },
  prompt: { messages: [{ role: 'user', content: 'rehearsal' }], source: '' },
  parameters: {},
  cache: 'as-is',
  apiKey: null,
  network: { ...ENVIRONMENT_ALONE, useProxies: false },
});

/**
 * Runs twice against a server in this very thread, so that the first real run is not measured with code that runs for the first
 * time. Without it, the connection of a thread's first run took 4 to 5 ms over loopback; later ones take 0.5 ms.
 */
export async function rehearse(): Promise<void> {
  const server = http.createServer((_, response) => answer(response));
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(0, '127.0.0.1', resolve));
  const agents = createAgents();
  try {
    const { port } = server.address() as AddressInfo;
    const tools = { agents, concessions: new Map(), now: () => performance.now() };
    for (let round = 0; round < 2; round++) {
      const recorder = createTraceRecorder(() => 'rehearsal');
      await new HttpRun(tools, request(port), recorder, new AbortController().signal).run();
      // Each round makes its connection anew.
      agents.destroy();
    }
  } finally {
    agents.destroy();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
}
