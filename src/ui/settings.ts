import { workspace } from 'vscode';
import type { TargetDefaults } from '../config/resolveTarget';
import { READING_WORDS_PER_MINUTE } from '../core/readingSpeed';
import type { CacheMode } from '../core/vocabulary';
import type { OutputMode } from './output/placement';
import type { PromptPart } from './promptSource';

export const SECTION = 'promptProfiler';

/** The settings of this extension, read when they are needed: they may change at any time. */
export const settings = {
  /**
   * `auto`: an answer never becomes part of the next prompt, so below a selection and beside a whole document. A literal stands in a
   * program, which an answer would break.
   */
  outputMode(part: PromptPart): OutputMode {
    const mode = get<OutputMode | 'auto'>('output', 'auto');
    if (part === 'literal') return mode === 'none' ? mode : 'beside';
    if (mode !== 'auto') return mode;
    return part === 'selection' ? 'below' : 'beside';
  },

  showsTokenCount: (): boolean => get('tokenCount', true),

  showsCodeLens: (): boolean => get('codeLens', true),

  opensPanel: (): boolean => get('openPanelOnRun', true),

  readingWordsPerMinute: (): number => get('readingWordsPerMinute', READING_WORDS_PER_MINUTE),

  tokenHeat: (): boolean => get('tokenHeat', false),

  cacheMode: (): CacheMode => get<CacheMode>('cache', 'as-is'),

  defaultTarget(): string | undefined {
    return get('defaultTarget', '') || undefined;
  },

  targetDefaults(): TargetDefaults {
    const maxTokens = get<number | null>('maxTokens', null);
    return {
      parameters: maxTokens === null ? {} : { maxTokens },
      timeouts: {
        connectMs: get('timeouts.connectMs', 10_000),
        firstByteMs: get('timeouts.firstByteMs', 600_000),
        stallMs: get('timeouts.stallMs', 120_000),
      },
    };
  },

  /** Ports on this machine where servers are looked for, besides the usual ones. */
  localPorts(): number[] {
    return get<unknown[]>('localPorts', []).filter((port): port is number => Number.isInteger(port));
  },

  /** Targets of the user and of the workspace, apart: only the first are the user's own words. */
  targets(): { user: unknown[]; workspace: unknown[] } {
    const found = workspace.getConfiguration(SECTION).inspect<unknown[]>('targets');
    return { user: listOf(found?.globalValue), workspace: listOf(found?.workspaceValue) };
  },
};

const get = <T>(name: string, otherwise: T): T => workspace.getConfiguration(SECTION).get<T>(name, otherwise);

const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);
