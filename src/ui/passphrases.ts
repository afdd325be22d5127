import path from 'node:path';
import * as l10n from '@vscode/l10n';
import { window, type Memento, type SecretStorage } from 'vscode';
import { isHttpTarget, passphraseFileOf, type Target } from '../core/target';

/** Names only, so that the editor can list what is stored. */
const FILES = 'passphraseFiles';

/**
 * Passphrases of client certificates in the editor's secret storage, each for the file that it opens. They are sent nowhere: the
 * measuring thread opens the file with them.
 */
export class Passphrases {
  readonly #secrets: SecretStorage;
  readonly #memory: Memento;
  readonly #known = new Map<string, string>();

  constructor(secrets: SecretStorage, memory: Memento) {
    this.#secrets = secrets;
    this.#memory = memory;
  }

  /** Files that a passphrase is stored for. */
  get files(): readonly string[] {
    return this.#memory.get<string[]>(FILES, []);
  }

  /** By file, for those that were wanted since the start of the editor. */
  get known(): Readonly<Record<string, string>> {
    return Object.fromEntries(this.#known);
  }

  /** Has the passphrase of a target ready, and asks for one that is not stored. False when the user changed their mind. */
  async unlock(target: Target): Promise<boolean> {
    const file = isHttpTarget(target) ? passphraseFileOf(target.tls) : null;
    if (file === null) return true;
    const passphrase = (await this.#secrets.get(storageName(file))) ?? (await this.#ask(file));
    if (passphrase === undefined) return false;
    this.#known.set(file, passphrase);
    return true;
  }

  async delete(file: string): Promise<void> {
    this.#known.delete(file);
    await this.#secrets.delete(storageName(file));
    await this.#memory.update(
      FILES,
      this.files.filter((known) => known !== file),
    );
  }

  async #ask(file: string): Promise<string | undefined> {
    const passphrase = await window.showInputBox({
      title: l10n.t('Passphrase of {0}', path.basename(file)),
      prompt: l10n.t("Opens the client certificate {0}, and is kept in the editor's secret storage.", file),
      password: true,
      ignoreFocusOut: true,
    });
    if (passphrase === undefined) return undefined;
    await this.#secrets.store(storageName(file), passphrase);
    await this.#memory.update(FILES, [...new Set([...this.files, file])].sort());
    return passphrase;
  }
}

const storageName = (file: string): string => `promptProfiler.passphrase:${file}`;
