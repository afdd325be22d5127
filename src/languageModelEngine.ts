import path from 'node:path';
import type { LanguageModelAccessInformation } from 'vscode';
import type { Engine } from './core/engine';
import { AccountingClient } from './engine/accountingClient';
import { createEngine } from './engine/createEngine';
import { createObjectSource } from './engine/objectSource';
import { startThread } from './engine/threadPort';
import type { EngineSetup } from './messages/engineMessages';
import { lmAccounting } from './ui/languageModels/lmAccounting';
import { lmModels } from './ui/languageModels/lmModels';

/** The engine for the editor's language models, which can only be called in its own thread: a parts list. */
export function createLanguageModelEngine(setup: EngineSetup, access: LanguageModelAccessInformation): Engine {
  const usual = new AccountingClient(() => startThread(path.join(setup.distFolder, 'accounting.mjs')));
  const engine = createEngine({
    setup,
    sources: { 'vscode-lm': createObjectSource(lmModels(access)) },
    accounting: lmAccounting(usual),
  });
  return {
    run: (...run) => engine.run(...run),
    async dispose() {
      await engine.dispose();
      await usual.dispose();
    },
  };
}
