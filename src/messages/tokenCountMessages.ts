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

/**
 * A piece of what the next question asks about, in order: a text is sent in many, as a long one would keep the editor's thread. With
 * a newer id, it ends an older question, which gets no answer.
 */
export interface TextPiece {
  readonly type: 'piece';
  readonly id: number;
  /** `document`: what stands at the top of the prompt file of which the text is a part. */
  readonly of: 'text' | 'document';
  readonly piece: string;
}

/** The tokens of the text with this id are asked for; all its pieces have come. */
export interface CountQuestion {
  readonly type: 'count';
  readonly id: number;
  readonly form: PromptForm;
  /** The text is a part of a prompt file. */
  readonly isPart: boolean;
  readonly targets: readonly CountedTarget[];
  /** Index of the target in use; -1: none. */
  readonly preferred: number;
}

export type ToTokenCounter = TextPiece | CountQuestion;

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
