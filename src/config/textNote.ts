/** A change of a text that mends something. */
export interface TextFix {
  readonly title: string;
  readonly offset: number;
  readonly length: number;
  readonly text: string;
}

/** Something that its writer should know of a place in a text, with ways to mend it. */
export interface TextNote {
  readonly message: string;
  readonly severity: 'error' | 'warning' | 'info';
  readonly offset: number;
  readonly length: number;
  readonly fixes: readonly TextFix[];
}
