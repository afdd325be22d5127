import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { type Browser, type FrameLocator, type Locator, type Page, chromium } from 'playwright-core';
import { chromiumArguments, findChromium } from '../../scripts/lib/chromium.mjs';
import { artifacts, inProject, root } from '../../scripts/lib/project.mjs';
import { type OpenOptions, type VscodeServer, startServer } from '../../scripts/lib/vscodeServer.mjs';

export type Theme = 'light' | 'dark' | 'highContrast' | 'highContrastLight';

const themes: Record<Theme, string> = {
  light: 'Default Light Modern',
  dark: 'Default Dark Modern',
  highContrast: 'Default High Contrast',
  highContrastLight: 'Default High Contrast Light',
};

/** The box of a line is as wide as the editor; only a click on its text keeps a selection. */
const inText = { x: 12, y: 8 };

export interface WorkbenchOptions {
  readonly theme?: Theme;
  /** User settings beside the theme. */
  readonly settings?: Record<string, unknown>;
  /** Files of the workspace by name, beside a copy of samples/. */
  readonly files?: Record<string, string>;
  /** Opened at the start; below the workspace. */
  readonly open?: string;
  /** Run this installed package instead of the working tree. */
  readonly vsix?: string;
  /** Keep workspace trust on. */
  readonly restricted?: boolean;
  readonly env?: NodeJS.ProcessEnv;
  /** The editor's language; English without it. */
  readonly language?: 'zh-cn';
}

/** A real VS Code in a real browser, driven as a person would. */
export class Workbench {
  readonly page: Page;
  /** A copy of samples/, so that a test may write. */
  readonly workspace: string;
  readonly #server: VscodeServer;
  readonly #browser: Browser;
  /** What the window shows, but for the file that was opened at the start. */
  readonly #opened: OpenOptions;

  private constructor(page: Page, browser: Browser, server: VscodeServer, opened: OpenOptions) {
    this.page = page;
    this.workspace = opened.folder;
    this.#server = server;
    this.#browser = browser;
    this.#opened = opened;
  }

  static async open(options: WorkbenchOptions = {}): Promise<Workbench> {
    const { restricted = false, env = {}, vsix, theme = 'dark', files = {} } = options;
    const folder = await prepareWorkspace(files);
    const settings = { 'workbench.colorTheme': themes[theme], ...options.settings };
    const server = await startServer({ restricted, env, vsix: vsix ? [vsix] : [], settings });
    const browser = await chromium.launch({ executablePath: (await findChromium()) ?? '', args: chromiumArguments });
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, locale: options.language ?? 'en-US' });
    page.setDefaultTimeout(15_000);
    if (options.language) await page.addInitScript(speak, options.language);
    const opened = vsix ? { folder } : { folder, development: root };
    const workbench = new Workbench(page, browser, server, opened);
    try {
      await workbench.#show(options.open);
      return workbench;
    } catch (error) {
      await workbench.screenshot('failed-to-open');
      await workbench.close();
      throw error;
    }
  }

  async #show(fileName?: string): Promise<void> {
    const file = fileName ? { file: path.join(this.workspace, fileName) } : {};
    // The page loads what it likes for long after the window is there.
    await this.page.goto(this.#server.address({ ...this.#opened, ...file }), { waitUntil: 'commit', timeout: 60_000 });
    await this.page.locator('.monaco-workbench .statusbar').waitFor({ timeout: 60_000 });
    if (fileName) await this.lines.first().waitFor({ timeout: 30_000 });
  }

  /** Lines of the active editor that are on screen. */
  get lines(): Locator {
    return this.page.locator('.editor-group-container.active .monaco-editor .view-line');
  }

  /** Text on screen of the editor that shows a file of that name. Lines that are scrolled away are not in it. */
  async visibleText(fileName: string): Promise<string> {
    const lines = this.page.locator(`.editor-instance .monaco-editor[data-uri$="${fileName}"] .view-line`);
    const placed = await lines.evaluateAll((elements) =>
      elements.map((element) => ({ style: element.getAttribute('style'), text: element.textContent })),
    );
    const top = ({ style }: { style: string | null }) => Number(/top:\s*([\d.]+)px/.exec(style ?? '')?.[1] ?? 0);
    return placed
      .sort((a, b) => top(a) - top(b))
      .map(({ text }) => (text ?? '').replaceAll('\u00a0', ' '))
      .join('\n');
  }

  /** Whether the document differs from its file: the editor itself knows best if an undo took everything back. */
  async isDirty(fileName: string): Promise<boolean> {
    return this.page.locator(`.tab.dirty[data-resource-name="${fileName}"]`).isVisible();
  }

  /** Opens a file from the list of files, and waits until it has the focus. A list that is still moving loses a double click. */
  async openFromList(name: string): Promise<void> {
    await this.page.keyboard.press('Control+Shift+E');
    const row = this.page.locator('.explorer-viewlet').getByText(name, { exact: true });
    const tab = this.page.locator(`.tab.active[data-resource-name="${name}"]`);
    const isOpen = (): Promise<boolean> =>
      tab.waitFor({ timeout: 5_000 }).then(
        () => true,
        () => false,
      );
    for (let attempt = 0; attempt < 5; attempt++) {
      await row.dblclick();
      if (await isOpen()) return;
    }
    await tab.waitFor();
  }

  /** Selects a line of the active editor, as by mouse and keyboard. */
  async selectLine(index: number): Promise<void> {
    await this.lines.nth(index).click({ position: inText });
    await this.page.keyboard.press('Home');
    await this.page.keyboard.press('Shift+End');
  }

  /** Loads the window again, as after a restart of the editor. A file named in the address would keep the old tabs away. */
  async reload(): Promise<void> {
    await this.#show();
  }

  /** The same by the editor's own command, which keeps everything first. */
  async reloadWindow(): Promise<void> {
    const address = JSON.stringify(this.#server.address(this.#opened));
    await this.page.evaluate(`globalThis.isOfBefore = true; history.replaceState(history.state, '', ${address});`);
    await this.command('Developer: Reload Window');
    await this.page.waitForFunction('!globalThis.isOfBefore');
    await this.page.locator('.monaco-workbench .statusbar').waitFor({ timeout: 60_000 });
  }

  /** Runs a command by its title, as typed into the palette. Asked anew until it is there: extensions are read late. */
  async command(title: string): Promise<void> {
    const entry = this.page.locator('.quick-input-list .monaco-list-row', { hasText: title }).first();
    for (let attempt = 0; attempt < 20 && !(await entry.isVisible()); attempt++) {
      if (attempt > 0) await this.page.keyboard.press('Escape');
      await this.page.keyboard.press('F1');
      await this.page.locator('.quick-input-widget input').first().fill(`>${title}`);
      await entry.waitFor({ timeout: 2000 }).catch(() => undefined);
    }
    await entry.click();
  }

  /**
   * Right-clicks into the text of the active editor and picks from the menu. The menu is opened anew until the entry is in
   * it: extensions are read while the first lines are already on screen.
   */
  async contextMenu(title: string, line: Locator = this.lines.first()): Promise<void> {
    const entry = this.page.locator('.monaco-menu').getByRole('menuitem', { name: title });
    const menu = this.page.locator('.monaco-menu');
    for (let attempt = 0; attempt < 20 && !(await entry.isVisible()); attempt++) {
      // Without a menu, Escape would take the selection away.
      if (await menu.isVisible()) await this.page.keyboard.press('Escape');
      await line.click({ button: 'right', position: inText });
      await entry.waitFor({ timeout: 1000 }).catch(() => undefined);
    }
    // A menu that has only just opened takes no click.
    for (let attempt = 0; attempt < 5 && (await menu.isVisible()); attempt++) {
      await entry.click({ timeout: 5000 });
      await menu.waitFor({ state: 'hidden', timeout: 1000 }).catch(() => undefined);
    }
  }

  /** An item of the status bar, by the id that the extension gave it. */
  statusItem(id: string): Locator {
    return this.page.locator(`.statusbar-item[id$=".${id}"]`);
  }

  /** The document inside the webview that is on screen. */
  get panel(): FrameLocator {
    return this.page.frameLocator('iframe.webview.ready').frameLocator('iframe#active-frame');
  }

  /** The bell when something was told. */
  get unreadBell(): Locator {
    return this.page.locator('[id="status.notifications"] .codicon-bell-dot');
  }

  /**
   * A notification with its buttons. An editor that was started for tests shows no toasts (they would cover what is tested), so the
   * list behind the bell is opened.
   */
  async notice(text: string | RegExp): Promise<Locator> {
    const notice = this.page.locator('.notifications-center .notification-list-item', { hasText: text }).first();
    const center = this.page.locator('.notifications-center');
    for (let attempt = 0; attempt < 15 && !(await notice.isVisible()); attempt++) {
      // The list is made when it is opened, so an open one is opened anew.
      if (await center.isVisible()) await this.page.keyboard.press('Escape');
      await this.page.locator('[id="status.notifications"]').click();
      await notice.waitFor({ timeout: 2000 }).catch(() => undefined);
    }
    // Away from the bell, whose tooltip covers the buttons.
    await notice.hover({ position: { x: 40, y: 10 } });
    return notice;
  }

  /** Closes the list behind the bell, which would take the next Escape for itself. */
  async closeNotices(): Promise<void> {
    await this.page.keyboard.press('Escape');
    await this.page.locator('.notifications-center').waitFor({ state: 'hidden' });
  }

  /** Folder of settings, storage and logs. */
  get profile(): string {
    return this.#server.profile;
  }

  /** The text of the user's settings file. */
  userSettings(): Promise<string> {
    return readFile(path.join(this.profile, 'User', 'settings.json'), 'utf8');
  }

  /** Kept as a build artefact. */
  async screenshot(name: string): Promise<void> {
    await mkdir(artifacts, { recursive: true });
    await this.page.screenshot({ path: path.join(artifacts, `${name}.png`) });
  }

  async close(): Promise<void> {
    await this.#browser.close();
    await this.#server.stop();
    await rm(this.workspace, { recursive: true, force: true });
  }
}

/** Runs in the page. No language pack can be had here, so the editor's own words stay English; extensions speak the language. */
function speak(language: string): void {
  (globalThis as Record<string, unknown>)['_VSCODE_NLS_LANGUAGE'] = language;
}

async function prepareWorkspace(files: Record<string, string>): Promise<string> {
  const workspace = await mkdtemp(path.join(os.tmpdir(), 'prompt-profiler-workspace-'));
  await cp(inProject('samples'), workspace, { recursive: true });
  for (const [name, text] of Object.entries(files)) {
    await mkdir(path.dirname(path.join(workspace, name)), { recursive: true });
    await writeFile(path.join(workspace, name), text);
  }
  return workspace;
}
