import path from 'node:path';
import { build } from 'esbuild';
import { chromium, type Browser, type Page } from 'playwright-core';
import type { Uri, Webview } from 'vscode';
import type { FromPanel, PanelState, ToPanel } from '../../../src/messages/panelMessages';
import { panelHtml } from '../../../src/ui/panelHtml';
import { chromiumArguments, findChromium } from '../../../scripts/lib/chromium.mjs';
import { inProject } from '../../../scripts/lib/project.mjs';
import { THEMES, type ThemeName } from './themes';

const ORIGIN = 'http://panel.test';
const MOST_FRAMES = 600;

/** What the page may load, by path: the same files under the same policy as in the editor. */
type Files = ReadonlyMap<string, { readonly body: string; readonly contentType: string }>;

interface PanelWindow extends Window {
  posted: FromPanel[];
  remembered: unknown;
  acquireVsCodeApi(): {
    postMessage(message: FromPanel): void;
    getState(): unknown;
    setState(memory: unknown): void;
  };
}

export interface PageSetting {
  readonly theme?: ThemeName;
  readonly width?: number;
  readonly height?: number;
  readonly reducedMotion?: boolean;
  /** Draws no text on a canvas and takes each character for seven pixels wide: fonts differ between machines. */
  readonly withoutTexts?: boolean;
  /** What an earlier page has given the editor to keep. */
  readonly remembered?: unknown;
}

/** A browser that shows the panel outside of the editor. */
export class PanelBrowser {
  readonly #browser: Browser;
  readonly #files: Files;

  private constructor(browser: Browser, files: Files) {
    this.#browser = browser;
    this.#files = files;
  }

  static async start(): Promise<PanelBrowser> {
    const executablePath = await findChromium();
    const browser = await chromium.launch({ ...(executablePath && { executablePath }), args: [...chromiumArguments] });
    return new PanelBrowser(browser, await bundledPanel());
  }

  /** A fresh page with the panel on it, which has said `ready` and waits for its state. */
  async open({
    theme = 'dark',
    width = 940,
    height = 1400,
    reducedMotion = false,
    withoutTexts = false,
    remembered,
  }: PageSetting = {}): Promise<PanelPage> {
    const context = await this.#browser.newContext({
      viewport: { width, height },
      deviceScaleFactor: 1.5,
      locale: 'en-GB',
      timezoneId: 'UTC',
      reducedMotion: reducedMotion ? 'reduce' : 'no-preference',
    });
    const page = await context.newPage();
    const errors: string[] = [];
    page.on('pageerror', (error) => errors.push(String(error)));
    page.on('console', (message) => {
      if (message.type() === 'error') errors.push(message.text());
    });
    await page.route('**/*', (route) => {
      const file = this.#files.get(new URL(route.request().url()).pathname);
      return file === undefined ? route.abort() : route.fulfill(file);
    });
    await page.addInitScript(standInForEditor, { ...THEMES[theme], remembered });
    if (withoutTexts) await page.addInitScript(dropTexts);
    await page.goto(`${ORIGIN}/`);
    const panel = new PanelPage(page, errors);
    await panel.waitForPosted((message) => message.type === 'ready');
    return panel;
  }

  async close(): Promise<void> {
    await this.#browser.close();
  }
}

/** The panel in one page, with the editor's side of the conversation. */
export class PanelPage {
  readonly page: Page;
  /** Uncaught errors, errors on the console, breaches of the policy. */
  readonly errors: readonly string[];

  constructor(page: Page, errors: readonly string[]) {
    this.page = page;
    this.errors = errors;
  }

  async send(...messages: readonly ToPanel[]): Promise<void> {
    // As one text: Playwright takes objects apart piece by piece, which for 100 000 chunks takes longer than all else.
    await this.page.evaluate(async (all) => {
      for (const message of JSON.parse(all) as unknown[]) window.postMessage(message, '*');
      // Two frames: one in which the messages arrive, one in which they are drawn.
      for (let frame = 0; frame < 2; frame += 1) await new Promise((resolve) => requestAnimationFrame(resolve));
    }, JSON.stringify(messages));
  }

  async hydrate(state: Partial<PanelState>): Promise<void> {
    await this.send({
      type: 'hydrate',
      state: { tab: 'run', run: null, locale: 'en', targetName: 'local vLLM', readingWordsPerMinute: 238, ...state },
    });
  }

  async posted(): Promise<readonly FromPanel[]> {
    return this.page.evaluate(() => (window as unknown as PanelWindow).posted);
  }

  /** What the page has given the editor to keep. */
  async remembered(): Promise<unknown> {
    return this.page.evaluate(() => (window as unknown as PanelWindow).remembered);
  }

  /** Waits for a message to the editor; what came instead is told when it does not come. */
  async waitForPosted(isIt: (message: FromPanel) => boolean): Promise<void> {
    for (let frame = 0; frame < MOST_FRAMES; frame += 1) {
      if ((await this.posted()).some(isIt)) return;
      await this.page.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)));
    }
    throw new Error(`The panel did not say it. It said ${JSON.stringify(await this.posted())}.`);
  }

  /** What is on the page, with spaces that do not break as plain ones. */
  async text(): Promise<string> {
    return this.page.evaluate(() => document.body.innerText.replaceAll('\u00a0', ' '));
  }

  /** A picture of the whole panel, kept with the build's artefacts. */
  async picture(name: string): Promise<string> {
    const file = inProject('artifacts', 'panel', `${name}.png`);
    await this.page.screenshot({ path: file, fullPage: true });
    return file;
  }

  async close(): Promise<void> {
    await this.page.context().close();
  }
}

async function bundledPanel(): Promise<Files> {
  const bundle = await build({
    absWorkingDir: inProject(),
    entryPoints: { panel: 'webview/main.ts' },
    bundle: true,
    write: false,
    outdir: 'dist',
    platform: 'browser',
    format: 'iife',
    target: 'chrome134',
    minify: true,
  });
  const webview = { asWebviewUri: (uri: unknown) => uri } as unknown as Webview;
  const html = panelHtml(webview, ORIGIN as unknown as Uri);
  const types: Record<string, string> = { '.js': 'text/javascript', '.css': 'text/css' };
  return new Map([
    ['/', { body: html, contentType: 'text/html' }],
    ...bundle.outputFiles.map((file) => {
      const contentType = types[path.extname(file.path)] ?? 'text/plain';
      return [`/dist/${path.basename(file.path)}`, { body: file.text, contentType }] as const;
    }),
  ]);
}

/** Runs in the page too. */
function dropTexts(): void {
  const pen = CanvasRenderingContext2D.prototype;
  pen.fillText = () => undefined;
  pen.measureText = (text) => ({ width: text.length * 7 }) as TextMetrics;
}

/** Runs in the page before anything else: what the editor would have put there. */
function standInForEditor({ kind, variables, remembered }: (typeof THEMES)[ThemeName] & { remembered: unknown }): void {
  const page = window as unknown as PanelWindow;
  page.posted = [];
  page.remembered = remembered;
  page.acquireVsCodeApi = () => ({
    postMessage: (message) => page.posted.push(structuredClone(message)),
    getState: () => page.remembered,
    setState: (memory) => (page.remembered = memory),
  });
  document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) => {
    console.error(`policy: ${violatedDirective} ${blockedURI}`);
  });
  // The page does not exist yet. Its first elements are dressed as soon as they do, before any script of the page runs.
  new MutationObserver((_, observer) => {
    const { documentElement: root, body } = document as {
      documentElement: HTMLElement | null;
      body: HTMLElement | null;
    };
    if (root?.style.length === 0)
      for (const [name, value] of Object.entries(variables)) root.style.setProperty(`--vscode-${name}`, value);
    if (body === null) return;
    observer.disconnect();
    // The editor marks the light high contrast theme with both classes.
    body.classList.add(kind, ...(kind.startsWith('vscode-high-contrast') ? ['vscode-high-contrast'] : []));
    body.dataset.vscodeThemeKind = kind;
  }).observe(document, { childList: true, subtree: true });
}
