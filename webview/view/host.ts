import type { FromPanel, PanelTab } from '../../src/messages/panelMessages';
import type { PanelWish } from '../../src/messages/runTabMessages';

/** What the editor keeps of a page and gives back when the window was reloaded. */
export interface PageMemory {
  readonly tab: PanelTab;
}

declare function acquireVsCodeApi(): { postMessage(message: FromPanel): void; setState(memory: PageMemory): void };

/** The editor on the other side, as the panel sees it. */
export interface Host {
  post(message: FromPanel): void;
  remember(memory: PageMemory): void;
}

/** May be asked for once in the life of a page. */
export function editorHost(): Host {
  const api = acquireVsCodeApi();
  return {
    post: (message) => {
      api.postMessage(message);
    },
    remember: (memory) => {
      api.setState(memory);
    },
  };
}

export type Wish = (wish: PanelWish) => void;
