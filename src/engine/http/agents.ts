import http from 'node:http';
import https from 'node:https';
import type { SecureContextOptions } from 'node:tls';

/** The pools of open connections: one for each origin, so that no target ever waits for another's sockets. */
export interface Agents {
  of(url: URL): http.Agent;
  /** Closes the connections to this origin that nobody uses at the moment. */
  closeIdle(url: URL): void;
  destroy(): void;
}

export function createAgents(trust: SecureContextOptions = {}): Agents {
  const agents = new Map<string, http.Agent>();
  return {
    of({ origin, protocol }) {
      const known = agents.get(origin);
      if (known) return known;
      const agent =
        protocol === 'https:' ? new https.Agent({ keepAlive: true, ...trust }) : new http.Agent({ keepAlive: true });
      agents.set(origin, agent);
      return agent;
    },
    closeIdle({ origin }) {
      const idle = Object.values(agents.get(origin)?.freeSockets ?? {});
      for (const socket of idle.flatMap((sockets) => sockets ?? [])) socket.destroy();
    },
    destroy() {
      for (const agent of agents.values()) agent.destroy();
      agents.clear();
    },
  };
}
