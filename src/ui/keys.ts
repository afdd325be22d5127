import * as l10n from '@vscode/l10n';
import { window, type Memento, type SecretStorage } from 'vscode';
import { originOf } from '../config/resolveTarget';
import { keySourceOf } from '../core/headerTemplate';
import { isHttpTarget, type HttpTarget, type Target } from '../core/target';
import { Consents } from './consents';
import { Passphrases } from './passphrases';

/** The key for a target, or why there is none. `null`: the target wants no key. */
export type KeyLookup =
  { readonly key: string | null } | { readonly missing: 'secret' | 'environment'; readonly name: string };

/** Names only, so that the editor can list what is stored; the keys themselves are in the secret storage. */
const ORIGINS = 'keyOrigins';

/** API keys in the editor's secret storage, each bound to the origin (scheme, host, port) that it was set for. */
export class Keys {
  readonly #secrets: SecretStorage;
  readonly #memory: Memento;
  /** Where keys may go, as far as that has to be asked. */
  readonly consents: Consents;
  readonly passphrases: Passphrases;

  constructor(secrets: SecretStorage, memory: Memento) {
    this.#secrets = secrets;
    this.#memory = memory;
    this.consents = new Consents(memory);
    this.passphrases = new Passphrases(secrets, memory);
  }

  /** Origins that a key is stored for. */
  get origins(): readonly string[] {
    return this.#memory.get<string[]>(ORIGINS, []);
  }

  async lookUp(target: Target): Promise<KeyLookup> {
    const source = keySourceOf(target);
    if (!isHttpTarget(target) || source === null) return { key: null };
    if (source.startsWith('env:')) {
      const name = source.slice('env:'.length);
      const key = process.env[name]?.trim();
      return key ? { key } : { missing: 'environment', name };
    }
    const origin = originOf(target.url);
    const key = await this.#secrets.get(storageName(origin));
    return key ? { key } : { missing: 'secret', name: origin };
  }

  async set(origin: string, key: string): Promise<void> {
    await this.#secrets.store(storageName(origin), key);
    await this.#memory.update(ORIGINS, [...new Set([...this.origins, origin])].sort());
  }

  async delete(origin: string): Promise<void> {
    await this.#secrets.delete(storageName(origin));
    await this.#memory.update(
      ORIGINS,
      this.origins.filter((known) => known !== origin),
    );
  }

  /** Asks for the key of a target and stores it. False when the user changed their mind. */
  async ask({ name, url }: Pick<HttpTarget, 'name' | 'url'>): Promise<boolean> {
    const origin = originOf(url);
    const key = await window.showInputBox({
      title: l10n.t('API Key for {0}', name),
      prompt: l10n.t("Sent to {0} only, and kept in the editor's secret storage.", origin),
      password: true,
      ignoreFocusOut: true,
      validateInput: (value) => (value.trim() === '' ? l10n.t('The key is empty.') : null),
    });
    if (key === undefined) return false;
    await this.set(origin, key.trim());
    return true;
  }
}

const storageName = (origin: string): string => `promptProfiler.key:${origin}`;
