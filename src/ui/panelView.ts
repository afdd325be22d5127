import { Disposable, Uri, ViewColumn, env, window, type Event, type WebviewPanel } from 'vscode';
import type { RunReport } from '../core/runReport';
import type { Chunk } from '../core/runTrace';
import type { RunUpdate } from '../core/runUpdate';
import {
  PANEL_TABS,
  readFromPanel,
  readTab,
  type FromPanel,
  type PanelTab,
  type ToPanel,
} from '../messages/panelMessages';
import type { PanelWish, Priced, RunTabRequest } from '../messages/runTabMessages';
import type { FromCompareTab } from '../messages/compareTabMessages';
import type { FromSweepTab } from '../messages/sweepTabMessages';
import { panelHtml } from './panelHtml';
import { PanelMailbox } from './panelMailbox';
import { PanelMemory } from './panelMemory';
import { PanelRunLog } from './panelRunLog';
import { pastOrder, type OrderedPrompt, type PastOrder } from './pastOrder';

export interface PanelOptions {
  readonly extensionUri: Uri;
  /** Folder for the last run. */
  readonly storageUri: Uri;
  readonly runs: {
    readonly onUpdate: Event<RunUpdate>;
    /** What is known of a run of this window. */
    record(runId: string): { readonly order: { readonly request: OrderedPrompt } } | null;
  };
  readonly onWish: (wish: PanelWish, runId: string | null) => void;
  readonly onCompare: (message: FromCompareTab) => void;
  readonly onSweep: (message: FromSweepTab) => void;
  readonly onRequest: (request: RunTabRequest) => void;
  /** Name of the target that the next run would use. */
  readonly targetName: () => string;
  readonly readingWordsPerMinute: () => number;
  /** The cost of a run at the price that the person gave for its model, if they did. */
  readonly priced: (report: RunReport) => Priced;
}

const VIEW_TYPE = 'promptProfiler.panel';

/** The panel beside the editor. At most one; it may be closed, hidden and reborn at any time and then shows the same again. */
export class PanelView implements Disposable {
  readonly #options: PanelOptions;
  readonly #log = new PanelRunLog();
  readonly #memory: PanelMemory;
  readonly #owned: Disposable[];
  /** What belongs to the panel of now and ends with it. */
  #ofPanel: Disposable[] = [];
  #panel: WebviewPanel | null = null;
  #mailbox: PanelMailbox | null = null;
  #tab: PanelTab = PANEL_TABS[0];

  constructor(options: PanelOptions) {
    this.#options = options;
    this.#memory = new PanelMemory(options.storageUri);
    this.#owned = [
      options.runs.onUpdate((update) => {
        this.#take(update);
      }),
      window.registerWebviewPanelSerializer(VIEW_TYPE, {
        deserializeWebviewPanel: async (panel, memory: unknown) => {
          this.#tab = tabOf(memory) ?? this.#tab;
          await this.#recall();
          this.#adopt(panel);
        },
      }),
    ];
  }

  /** Opens the panel or brings it to the front, with the tab that is given or the one of last time; the person keeps typing where they are. */
  show(tab = this.#tab): void {
    this.#tab = tab;
    if (this.#panel !== null) {
      this.#mailbox?.send({ type: 'tab', tab });
      this.#panel.reveal(undefined, true);
      return;
    }
    const where = { viewColumn: ViewColumn.Beside, preserveFocus: true };
    this.#adopt(window.createWebviewPanel(VIEW_TYPE, 'Prompt Profiler', where));
  }

  /** Shows a run that was made elsewhere, such as one of a series. */
  showReport(report: RunReport): void {
    this.#log.restore(report);
    const shown = this.#log.snapshot();
    if (shown) this.tell({ type: 'started', run: shown.run });
    this.tell({ type: 'finished', runId: report.id, report });
    this.show('run');
    this.#keep(report);
  }

  /** How the run on show was ordered, if it was kept by an earlier window. */
  async orderOf(runId: string | null): Promise<PastOrder | null> {
    const report = this.reportOf(runId);
    const ordered = report && (await this.#memory.recallPrompt(report.id));
    return ordered && pastOrder(report, ordered);
  }

  get shownRunId(): string | null {
    return this.#log.snapshot()?.run.runId ?? null;
  }

  /** The chunks of a run that is on show, as far as they have come; none of another one. */
  chunksOf(runId: string): readonly Pick<Chunk, 'atMs' | 'tokens'>[] {
    const shown = this.#log.snapshot();
    if (shown?.run.runId !== runId) return [];
    return shown.report?.chunks ?? shown.progress?.chunks ?? [];
  }

  /** Says something to the page, if there is one. */
  tell(message: ToPanel): void {
    this.#mailbox?.send(message);
  }

  /** Says what the run on show costs, when that may have changed. */
  tellPrice(): void {
    const report = this.#log.snapshot()?.report;
    if (report) this.tell(this.#options.priced(report));
  }

  /** The report on show, which may be of an earlier window; `null` when it is another run's. */
  reportOf(runId: string | null): RunReport | null {
    const shown = this.#log.snapshot();
    return shown && (runId === null || shown.run.runId === runId) ? shown.report : null;
  }

  dispose(): void {
    this.#panel?.dispose();
    Disposable.from(...this.#owned).dispose();
  }

  #take(update: RunUpdate): void {
    if (!this.#log.take(update)) return;
    this.#mailbox?.send(update);
    if (update.type !== 'finished') return;
    this.#tellOwnPrice();
    this.#keep(update.report);
  }

  #keep(report: RunReport): void {
    void this.#memory.keep(report, this.#options.runs.record(report.id)?.order.request ?? null);
  }

  async #recall(): Promise<void> {
    const report = await this.#memory.recall();
    // A run that was started meanwhile is newer than any memory.
    if (report !== null && this.#log.isEmpty) this.#log.restore(report);
  }

  #adopt(panel: WebviewPanel): void {
    // A second one can only come from a window that was restored while ours was just opened.
    this.#panel?.dispose();
    const { extensionUri } = this.#options;
    const mailbox = new PanelMailbox((message) => panel.webview.postMessage(message));
    this.#panel = panel;
    this.#mailbox = mailbox;
    this.#ofPanel = [
      panel.webview.onDidReceiveMessage((message: unknown) => {
        this.#hear(message);
      }),
      // A hidden page is thrown away by the editor; it asks again when it is made anew.
      panel.onDidChangeViewState(() => {
        if (!panel.visible) mailbox.close();
      }),
      panel.onDidDispose(() => {
        this.#forget(panel);
      }),
    ];
    const icon = (theme: 'light' | 'dark'): Uri => Uri.joinPath(extensionUri, 'media', 'icons', `panel-${theme}.svg`);
    panel.iconPath = { light: icon('light'), dark: icon('dark') };
    panel.webview.options = { enableScripts: true, localResourceRoots: [Uri.joinPath(extensionUri, 'dist')] };
    panel.webview.html = panelHtml(panel.webview, extensionUri);
  }

  #forget(panel: WebviewPanel): void {
    if (this.#panel !== panel) return;
    this.#panel = null;
    this.#mailbox = null;
    Disposable.from(...this.#ofPanel).dispose();
    this.#ofPanel = [];
  }

  #hear(message: unknown): void {
    const known = readFromPanel(message);
    if (known !== null) this.#obey(known);
  }

  /** A report holds the price that it was made with. */
  #tellOwnPrice(): void {
    const report = this.#log.snapshot()?.report;
    const priced = report && this.#options.priced(report);
    if (priced?.ownPrice) this.tell(priced);
  }

  #obey(message: FromPanel): void {
    switch (message.type) {
      case 'ready':
        this.#mailbox?.open({
          tab: this.#tab,
          locale: env.language,
          run: this.#log.snapshot(),
          targetName: this.#options.targetName(),
          readingWordsPerMinute: this.#options.readingWordsPerMinute(),
        });
        this.#tellOwnPrice();
        return;
      case 'tab':
        this.#tab = message.tab;
        return;
      case 'wish':
        this.#options.onWish(message.wish, message.runId);
        return;
      case 'compareOpen':
      case 'comparePlan':
      case 'compareWish':
      case 'compareShowRun':
      case 'compareAsk':
      case 'compareSavePicture':
        this.#options.onCompare(message);
        return;
      case 'sweepOpen':
      case 'sweepForm':
      case 'sweepWish':
      case 'sweepCard':
      case 'sweepSavePicture':
        this.#options.onSweep(message);
        return;
      default:
        this.#options.onRequest(message);
    }
  }
}

/** The tab that a page of an earlier window showed last. */
const tabOf = (memory: unknown): PanelTab | null =>
  typeof memory === 'object' && memory !== null && 'tab' in memory ? readTab(memory.tab) : null;
