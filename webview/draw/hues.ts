/**
 * The hues of the panel, each a list of theme variables of which the first that the theme sets is taken. `charts` first,
 * because those are meant for this; cyan has none and comes from the terminal's colours, as does what stands in for orange
 * in the high contrast themes, which have none.
 */
export const HUES = {
  connection: ['--vscode-terminal-ansiCyan', '--vscode-charts-blue'],
  load: ['--vscode-charts-orange', '--vscode-terminal-ansiMagenta'],
  queue: ['--vscode-charts-blue'],
  prefill: ['--vscode-charts-yellow'],
  thinking: ['--vscode-charts-purple'],
  answer: ['--vscode-charts-green'],
  tool: ['--vscode-charts-blue'],
  refusal: ['--vscode-charts-orange', '--vscode-terminal-ansiMagenta'],
  stall: ['--vscode-charts-red', '--vscode-errorForeground'],
  speed: ['--vscode-charts-blue'],
  written: ['--vscode-charts-green'],
  input: ['--vscode-charts-blue'],
} as const satisfies Record<string, readonly string[]>;

/** What has no hue: waiting of unknown cause, input that cost nearly nothing. */
export const GREYS = ['wait', 'cached'] as const;

export type BaseHue = keyof typeof HUES;
export type Hue = BaseHue | (typeof GREYS)[number];

/** The theme's colours as the canvas needs them. */
export interface Palette {
  readonly hues: Readonly<Record<Hue, string>>;
  /** The same hues, dark or light enough to be read as text on the background. */
  readonly inks: Readonly<Record<Hue, string>>;
  /** Text colour on a filled form of that hue. */
  readonly onHues: Readonly<Record<Hue, string>>;
  readonly ground: string;
  readonly text: string;
  readonly muted: string;
  readonly grid: string;
  readonly highContrast: boolean;
}
