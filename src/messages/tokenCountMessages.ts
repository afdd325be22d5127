import type { PromptForm } from '../core/promptForm';
import type { TokenCount } from './accountingMessages';

/** As much of a target as decides on its tokenizer. */
export interface CountedTarget {
  readonly target: {
    readonly name: string;
    readonly model?: string | undefined;
    readonly contextWindow?: number | undefined;
  };
  readonly usable: boolean;
}

/** A text of which the editor wants to show the tokens. A newer question ends an older one, which gets no answer. */
export interface CountQuestion {
  readonly id: number;
  readonly text: string;
  readonly form: PromptForm;
  /** When a part of a prompt file is counted: what stands at its top. */
  readonly document: string | null;
  readonly targets: readonly CountedTarget[];
  /** Index of the target in use; -1: none. */
  readonly preferred: number;
}

/** A prompt with its tokens, as it would be sent now. */
export interface CountedPrompt extends TokenCount {
  /** The target that it would be sent to. */
  readonly target: CountedTarget['target'] | null;
  /** Variables that have no value yet, and so count as they stand. */
  readonly openVariables: number;
  /** Images, which are not counted. */
  readonly images: number;
}

export interface CountAnswer {
  readonly id: number;
  /** `null`: the text is no prompt that could be sent. */
  readonly counted: CountedPrompt | null;
}
