import * as l10n from '@vscode/l10n';
import {
  MarkdownString,
  ThemeColor,
  window,
  type DecorationRenderOptions,
  type TextEditorDecorationType,
} from 'vscode';
import type { Format } from '../core/format';
import { HEAT_LEVELS, type HeatScale } from '../core/gapHeat';

type Shade = (typeof HEAT_LEVELS)[number];

/** Each shade has a line of its own under the text, so that it can be told without seeing colours. */
const LINES: Readonly<Record<Shade, Pick<DecorationRenderOptions, 'borderStyle' | 'borderWidth'>>> = {
  1: { borderStyle: 'dotted', borderWidth: '0 0 1px 0' },
  2: { borderStyle: 'dashed', borderWidth: '0 0 1px 0' },
  3: { borderStyle: 'solid', borderWidth: '0 0 1px 0' },
  4: { borderStyle: 'double', borderWidth: '0 0 3px 0' },
};

const colorOf = (shade: Shade): string => `promptProfiler.heat${shade}`;

/** One decoration for each shade. */
export const heatDecorations = (): Readonly<Record<Shade, TextEditorDecorationType>> => {
  const made = HEAT_LEVELS.map((shade) => [
    shade,
    window.createTextEditorDecorationType({
      backgroundColor: new ThemeColor(colorOf(shade)),
      borderColor: new ThemeColor(`${colorOf(shade)}Line`),
      ...LINES[shade],
    }),
  ]);
  return Object.fromEntries(made) as Record<Shade, TextEditorDecorationType>;
};

/** What the shades mean, for the status bar. */
export function heatLegend({ medianMs, fromMs }: HeatScale, format: Format): MarkdownString {
  // A number and its unit stay on one line.
  const ms = (value: number): string => format.duration(value, 'card').replaceAll(' ', '\u00A0');
  const head = l10n.t(
    '**Token heat**: how long each piece of the answer let you wait. The median is {0}.',
    ms(medianMs),
  );
  const shades = [
    l10n.t('No shade: up to {0}', ms(fromMs[1])),
    l10n.t('Dotted line: over {0}', ms(fromMs[1])),
    l10n.t('Dashed line: over {0}', ms(fromMs[2])),
    l10n.t('Solid line: over {0}', ms(fromMs[3])),
    l10n.t('Double line: over {0}, a stall', ms(fromMs[4])),
  ];
  return new MarkdownString([head, shades.join('  \n'), l10n.t('Click to take the shades away.')].join('\n\n'));
}
