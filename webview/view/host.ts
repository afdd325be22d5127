import type { FromPanel, PanelWish } from '../../src/messages/panelMessages';

declare function acquireVsCodeApi(): { postMessage(message: FromPanel): void };

/** The editor on the other side, as the panel sees it. */
export interface Host {
  post(message: FromPanel): void;
}

/** May be asked for once in the life of a page. */
export function editorHost(): Host {
  const api = acquireVsCodeApi();
  return {
    post: (message) => {
      api.postMessage(message);
    },
  };
}

export type Wish = (wish: PanelWish) => void;
