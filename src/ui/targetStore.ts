import { EventEmitter, commands, window, workspace, type Disposable, type Event, type Memento, type Uri } from 'vscode';
import * as l10n from '@vscode/l10n';
import { BUILT_IN_TARGET } from '../config/builtInTarget';
import { TARGETS_FILE_NAME } from '../config/targetsFileName';
import type { TargetEntry } from '../config/targetList';
import type { LmTarget, Target } from '../core/target';
import { translated } from '../core/translated';
import { SECTION, settings } from './settings';

/** A broken place in a targets file or in the settings. */
export interface TargetFault {
  readonly message: string;
  /** `null`: in the settings. */
  readonly place: { readonly uri: Uri; readonly offset: number; readonly length: number } | null;
}

/** Everything that a prompt can be sent to now, and what is wrong with the rest. */
export interface TargetsFound {
  readonly entries: readonly TargetEntry[];
  readonly faults: readonly TargetFault[];
  /** The target to use without asking; `null`: there is a choice to make. */
  readonly preferred: TargetEntry | null;
  /** Name of the target that was chosen for the file in front of the user; `null`: none. */
  readonly forFile: string | null;
}

const CHOSEN = 'chosenTarget';
const PICKED_FILES = 'pickedModelFiles';
const PICKED_MODELS = 'pickedLanguageModels';
const MOST_PICKED = 5;
const FILE_TARGETS = 'fileTargets';
const MOST_FILES = 200;

/** Which targets there are, and which one is used. Reads settings and files anew each time: they are small. */
export class TargetStore implements Disposable {
  readonly #memory: Memento;
  readonly #changes = new EventEmitter<void>();
  readonly #listeners: readonly Disposable[];
  #name: string;

  readonly onDidChange: Event<void> = this.#changes.event;

  constructor(memory: Memento) {
    this.#memory = memory;
    this.#name = this.#chosen() ?? settings.defaultTarget() ?? BUILT_IN_TARGET.name;
    const renew = () => void this.find().then(() => this.renew());
    const watcher = workspace.createFileSystemWatcher(`**/${TARGETS_FILE_NAME}`);
    // The first look reads files, so it comes after the start of the editor's other extensions, not within ours.
    const firstLook = setTimeout(renew);
    this.#listeners = [
      { dispose: () => clearTimeout(firstLook) },
      workspace.onDidChangeConfiguration((event) => event.affectsConfiguration(SECTION) && renew()),
      workspace.onDidGrantWorkspaceTrust(renew),
      workspace.onDidChangeWorkspaceFolders(renew),
      window.onDidChangeActiveTextEditor(() => Object.keys(this.#fileTargets()).length > 0 && renew()),
      watcher,
      watcher.onDidChange(renew),
      watcher.onDidCreate(renew),
      watcher.onDidDelete(renew),
    ];
  }

  /** Name of the target that the next run would use, as far as is known now. */
  get name(): string {
    return this.#name;
  }

  /** Says that something about the targets has changed: what is written of them, a key, their numbers. */
  renew(): void {
    this.#changes.fire();
  }

  async find(): Promise<TargetsFound> {
    const { findTargets } = await import('./findTargets');
    const file = window.activeTextEditor?.document.uri.toString();
    const forFile = (file && this.#fileTargets()[file]) ?? null;
    const found = await findTargets({ files: this.#pickedFiles(), models: this.#pickedModels() }, [
      forFile ?? undefined,
      this.#chosen(),
    ]);
    void commands.executeCommand('setContext', 'promptProfiler.hasTarget', found.entries.length > 1);
    this.#rename(found.preferred?.target.name ?? l10n.t('no target chosen'));
    const faults = found.faults.map(({ message, place }) => ({ message: translated(message), place }));
    return { ...found, faults, forFile };
  }

  /** Remembers the choice for this workspace; a choice for the file in front of the user is forgotten. */
  async choose(target: Target): Promise<void> {
    await this.#setForFile(null);
    await this.#memory.update(CHOSEN, target.name);
    this.#name = target.name;
    this.#changes.fire();
  }

  /** Remembers the choice for the file in front of the user alone. */
  async chooseForFile(target: Target): Promise<void> {
    await this.#setForFile(target.name);
    this.#name = target.name;
    this.#changes.fire();
  }

  /** Adds a language model of the editor to the list. */
  async addModel(target: LmTarget): Promise<void> {
    const others = this.#pickedModels().filter(({ name }) => name !== target.name);
    await this.#memory.update(PICKED_MODELS, [target, ...others].slice(0, MOST_PICKED));
  }

  /** Adds a model file that was picked by hand to the list. */
  async addFile(path: string): Promise<void> {
    const others = this.#pickedFiles().filter((known) => known !== path);
    await this.#memory.update(PICKED_FILES, [path, ...others].slice(0, MOST_PICKED));
  }

  dispose(): void {
    for (const listener of this.#listeners) listener.dispose();
    this.#changes.dispose();
  }

  #chosen(): string | undefined {
    return this.#memory.get<string>(CHOSEN);
  }

  #fileTargets(): Readonly<Record<string, string>> {
    return this.#memory.get<Record<string, string>>(FILE_TARGETS, {});
  }

  async #setForFile(name: string | null): Promise<void> {
    const file = window.activeTextEditor?.document.uri.toString();
    if (file === undefined) return;
    const others = Object.entries(this.#fileTargets()).filter(([known]) => known !== file);
    const kept = name === null ? others : [...others, [file, name] as const].slice(-MOST_FILES);
    await this.#memory.update(FILE_TARGETS, Object.fromEntries(kept));
  }

  #pickedModels(): LmTarget[] {
    return this.#memory.get<LmTarget[]>(PICKED_MODELS, []);
  }

  #pickedFiles(): string[] {
    return this.#memory.get<string[]>(PICKED_FILES, []);
  }

  #rename(name: string): void {
    if (name === this.#name) return;
    this.#name = name;
    this.#changes.fire();
  }
}
