import * as l10n from '@vscode/l10n';
import { window, type Memento } from 'vscode';
import { originOf } from '../config/resolveTarget';
import type { TargetEntry } from '../config/targetList';
import { headerVariables, keySourceOf } from '../core/headerTemplate';
import { isLoopbackHost } from '../core/loopback';
import { isHttpTarget, type HttpTarget } from '../core/target';

const GIVEN = 'consents';

/** What the user has allowed about secrets, asked once for each place that they would go to. */
export class Consents {
  readonly #memory: Memento;

  constructor(memory: Memento) {
    this.#memory = memory;
  }

  /** May this target be given its key and the variables in its headers? False when the user says no. */
  async mayHaveSecrets({ target, origin }: TargetEntry): Promise<boolean> {
    if (!isHttpTarget(target) || wants(target).length === 0) return true;
    if (!(await this.mayGoInPlain(target.url))) return false;
    return origin !== 'workspace' || this.#mayTakeVariables(target);
  }

  /** A key over plain HTTP can be read by everybody on the way, so that is asked for each place. */
  async mayGoInPlain(url: string): Promise<boolean> {
    const origin = originOf(url);
    if (!/^http:/i.test(url) || isLoopbackHost(hostOf(url))) return true;
    return this.#asked(`plain ${origin}`, {
      message: l10n.t('Send the API key to {0} without encryption?', origin),
      detail: l10n.t(
        'The address begins with http://, so everybody on the way there can read the key and the prompt. Use https:// if the server has it.',
      ),
      yes: l10n.t('Send It Unencrypted'),
    });
  }

  /** A file of the workspace may be a stranger's, and the environment holds keys for other places. */
  async #mayTakeVariables(target: HttpTarget): Promise<boolean> {
    const names = wants(target).filter((name) => name !== 'secret');
    if (names.length === 0) return true;
    const [origin, list] = [originOf(target.url), names.join(', ')];
    return this.#asked(`variables ${origin} ${list}`, {
      message: l10n.t('Send the environment variable {0} to {1}?', list, origin),
      detail: l10n.t(
        'The target "{0}" is written in this workspace, not in your own settings, and asks for this variable.',
        target.name,
      ),
      yes: l10n.t('Send It'),
    });
  }

  async #asked(what: string, { message, detail, yes }: Record<'message' | 'detail' | 'yes', string>): Promise<boolean> {
    const given = this.#memory.get<string[]>(GIVEN, []);
    if (given.includes(what)) return true;
    if ((await window.showWarningMessage(message, { modal: true, detail }, yes)) !== yes) return false;
    await this.#memory.update(GIVEN, [...given, what]);
    return true;
  }
}

/** Names of the variables that a target takes secrets from; `secret` for its own key. */
function wants(target: HttpTarget): string[] {
  const source = keySourceOf(target);
  return [...new Set([...(source === null ? [] : [source.replace(/^env:/, '')]), ...headerVariables(target)])];
}

/** As in an address: IPv6 in brackets. */
const hostOf = (url: string): string => (URL.canParse(url) ? new URL(url).hostname : '');
