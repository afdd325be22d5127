import type http from 'node:http';
import { createAgent, type Route } from '../network/route';

/** The pools of open connections: one for each origin and way to it, so that no target ever waits for another's sockets. */
export interface Agents {
  of(url: URL, route: Route): http.Agent;
  /** Closes the connections on this way that nobody uses at the moment. */
  closeIdle(route: Route): void;
  destroy(): void;
}

export function createAgents(): Agents {
  const agents = new Map<string, http.Agent>();
  return {
    of(url, route) {
      const known = agents.get(route.key);
      if (known) return known;
      const agent = createAgent(url, route, true);
      agents.set(route.key, agent);
      return agent;
    },
    closeIdle({ key }) {
      const idle = Object.values(agents.get(key)?.freeSockets ?? {});
      for (const socket of idle.flatMap((sockets) => sockets ?? [])) socket.destroy();
    },
    destroy() {
      for (const agent of agents.values()) agent.destroy();
      agents.clear();
    },
  };
}
