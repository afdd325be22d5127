import * as l10n from '@vscode/l10n';
import path from 'node:path';
import { window } from 'vscode';
import type { GgufTarget } from '../core/target';

/** A target for a model file that somebody picked, named after the file. */
export const modelFileTarget = (file: string): GgufTarget => ({
  name: path.basename(file, path.extname(file)),
  protocol: 'gguf',
  model: path.basename(file),
  path: file,
});

/** Lets the user pick a `.gguf` file; `null` when they changed their mind. */
export async function pickModelFile(): Promise<string | null> {
  const picked = await window.showOpenDialog({
    title: l10n.t('Choose a GGUF Model File'),
    openLabel: l10n.t('Use This Model'),
    filters: { [l10n.t('GGUF models')]: ['gguf'] },
  });
  return picked?.[0]?.fsPath ?? null;
}
