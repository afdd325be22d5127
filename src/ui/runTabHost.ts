import { Disposable, workspace } from 'vscode';
import type { RunReport } from '../core/runReport';
import type { PictureRequest, RunTabRequest } from '../messages/runTabMessages';
import { ChunkLink } from './chunkLink';
import type { OutputWriter } from './output/outputWriter';
import { WrittenTexts } from './output/writtenTexts';
import type { OwnPrices } from './ownPrices';
import type { PanelView } from './panelView';
import type { RunController } from './runController';
import { SECTION, settings } from './settings';
import { TokenHeat } from './tokenHeat';

export interface RunTabHostParts {
  readonly panel: Pick<PanelView, 'tell' | 'tellPrice' | 'shownRunId' | 'chunksOf'>;
  readonly runs: Pick<RunController, 'onUpdate'>;
  readonly output: Pick<OutputWriter, 'placeOf'>;
  readonly prices: OwnPrices;
  readonly reportOf: (runId: string | null) => RunReport | null;
  readonly savePicture: (request: PictureRequest) => Promise<void>;
}

/** What the Run tab and the rest of the editor have to do with each other, beside wishes. */
export class RunTabHost implements Disposable {
  readonly #parts: RunTabHostParts;
  readonly #link: ChunkLink;
  readonly #owned: Disposable;

  constructor(parts: RunTabHostParts) {
    this.#parts = parts;
    const { panel, output, prices, reportOf, runs } = parts;
    const texts = new WrittenTexts({ placeOf: (runId) => output.placeOf(runId), reportOf });
    this.#link = new ChunkLink({
      texts,
      shown: () => panel.shownRunId,
      tell: (message) => panel.tell(message),
    });
    this.#owned = Disposable.from(
      texts,
      this.#link,
      new TokenHeat({
        texts,
        shown: () => panel.shownRunId,
        chunksOf: (runId) => panel.chunksOf(runId),
        onUpdate: runs.onUpdate,
      }),
      prices.onDidChange(() => panel.tellPrice()),
      workspace.onDidChangeConfiguration((event) => {
        if (!event.affectsConfiguration(`${SECTION}.readingWordsPerMinute`)) return;
        panel.tell({ type: 'reading', readingWordsPerMinute: settings.readingWordsPerMinute() });
      }),
    );
  }

  async answer(request: RunTabRequest): Promise<void> {
    switch (request.type) {
      case 'select':
        return this.#link.select(request.runId, request.index);
      case 'reselect':
        return this.#link.reselect(request.runId, request.index);
      case 'price': {
        const report = this.#parts.reportOf(request.runId);
        return report ? this.#parts.prices.set(report, request.price) : undefined;
      }
      case 'picture':
        return this.#parts.savePicture(request);
    }
  }

  dispose(): void {
    this.#owned.dispose();
  }
}
