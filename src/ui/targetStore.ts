import { EventEmitter, workspace, type Disposable, type Event, type Memento, type Uri } from 'vscode';
import { BUILT_IN_TARGET } from '../config/builtInTarget';
import { TARGETS_FILE_NAME } from '../config/targetsFileName';
import type { TargetEntry } from '../config/targetList';
import type { Target } from '../core/target';
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
}

const CHOSEN = 'chosenTarget';
const PICKED_FILES = 'pickedModelFiles';
const MOST_PICKED = 5;

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
    const renew = () => void this.find();
    const watcher = workspace.createFileSystemWatcher(`**/${TARGETS_FILE_NAME}`);
    // The first look reads files, so it comes after the start of the editor's other extensions, not within ours.
    const firstLook = setTimeout(renew);
    this.#listeners = [
      { dispose: () => clearTimeout(firstLook) },
      workspace.onDidChangeConfiguration((event) => event.affectsConfiguration(SECTION) && renew()),
      workspace.onDidGrantWorkspaceTrust(renew),
      workspace.onDidChangeWorkspaceFolders(renew),
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

  /** Says that something about the targets has changed which is written nowhere: a key, for instance. */
  renew(): void {
    this.#changes.fire();
  }

  async find(): Promise<TargetsFound> {
    const { findTargets } = await import('./findTargets');
    const found = await findTargets(this.#pickedFiles(), this.#chosen());
    this.#rename(found.preferred?.target.name ?? 'no target chosen');
    return found;
  }

  /** Remembers the choice for this workspace. */
  async choose(target: Target): Promise<void> {
    await this.#memory.update(CHOSEN, target.name);
    this.#rename(target.name);
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

  #pickedFiles(): string[] {
    return this.#memory.get<string[]>(PICKED_FILES, []);
  }

  #rename(name: string): void {
    if (name === this.#name) return;
    this.#name = name;
    this.#changes.fire();
  }
}
