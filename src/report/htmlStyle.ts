import type { Hue, Palette } from '../../webview/draw/hues';
import { paletteOf, type ThemeColors } from '../../webview/draw/paletteOf';
import type { Rgba } from '../../webview/draw/color';

const rgb = (hex: string): Rgba => {
  const value = Number.parseInt(hex, 16);
  return [(value >> 16) & 255, (value >> 8) & 255, value & 255, 1];
};

type Base = 'blue' | 'green' | 'yellow' | 'orange' | 'cyan' | 'purple' | 'red';

const huesOf = (base: Readonly<Record<Base, string>>): ThemeColors['hues'] => ({
  connection: rgb(base.cyan),
  load: rgb(base.orange),
  queue: rgb(base.blue),
  prefill: rgb(base.yellow),
  thinking: rgb(base.purple),
  answer: rgb(base.green),
  tool: rgb(base.blue),
  refusal: rgb(base.orange),
  stall: rgb(base.red),
  speed: rgb(base.blue),
  written: rgb(base.green),
  input: rgb(base.blue),
});

/** The standard themes of the editor, light and dark. */
const LIGHT: ThemeColors = {
  ground: rgb('ffffff'),
  raised: rgb('ffffff'),
  text: rgb('3b3b3b'),
  note: rgb('616161'),
  hues: huesOf({
    blue: '1a85ff',
    green: '388a34',
    yellow: 'bf8803',
    orange: 'd18616',
    cyan: '0598bc',
    purple: '652d90',
    red: 'e51400',
  }),
  highContrast: false,
};
const DARK: ThemeColors = {
  ground: rgb('1f1f1f'),
  raised: rgb('1f1f1f'),
  text: rgb('cccccc'),
  note: rgb('9d9d9d'),
  hues: huesOf({
    blue: '59a4f9',
    green: '89d185',
    yellow: 'cca700',
    orange: 'd18616',
    cyan: '11a8cd',
    purple: 'b180d7',
    red: 'f14c4c',
  }),
  highContrast: false,
};

type Table = Readonly<Record<string, string>>;

/** One palette as variables: `--form-answer`, `--ink-answer`, `--on-answer`, `--ground`, … */
function variablesOf({ hues: forms, inks, onHues, ground, text, muted, grid }: Palette): Table {
  const named = (prefix: string, table: Readonly<Record<Hue, string>>) =>
    Object.entries(table).map(([hue, color]) => [`--${prefix}-${hue}`, color] as const);
  const all = [...named('form', forms), ...named('ink', inks), ...named('on', onHues)];
  return { ...Object.fromEntries(all), '--ground': ground, '--text': text, '--muted': muted, '--grid': grid };
}

const light = paletteOf(LIGHT);

/** The palette of exports: names of variables, so that one picture serves both schemes. */
export const EXPORT_PALETTE: Palette = {
  hues: referring('form', light.hues),
  inks: referring('ink', light.inks),
  onHues: referring('on', light.onHues),
  ground: 'var(--ground)',
  text: 'var(--text)',
  muted: 'var(--muted)',
  grid: 'var(--grid)',
  highContrast: false,
};

function referring(prefix: string, table: Readonly<Record<Hue, string>>): Record<Hue, string> {
  return Object.fromEntries(Object.keys(table).map((hue) => [hue, `var(--${prefix}-${hue})`])) as Record<Hue, string>;
}

const declared = (table: Table): string =>
  Object.entries(table)
    .map(([name, value]) => `${name}: ${value};`)
    .join(' ');

/** The style sheet of exported pages. */
export const htmlStyle = (): string => `:root { ${declared(variablesOf(light))} }
@media (prefers-color-scheme: dark) { :root { ${declared(variablesOf(paletteOf(DARK)))} } }
body { margin: 0; background: var(--ground); color: var(--text); font: 14px/1.45 system-ui, sans-serif; font-variant-numeric: tabular-nums; }
main { max-width: 940px; margin: 0 auto; padding: 24px 16px; }
header { display: flex; flex-wrap: wrap; gap: 4px 16px; justify-content: space-between; color: var(--muted); }
header strong { color: var(--text); }
p { margin: 0; overflow-wrap: anywhere; }
h1 { margin: 16px 0; font-size: 20px; font-weight: 400; overflow-wrap: anywhere; }
h2 { margin: 32px 0 8px; color: var(--muted); font-size: 13px; letter-spacing: 0.06em; text-transform: uppercase; }
figure { margin: 16px -16px; overflow-x: auto; }
figcaption, footer { padding: 0 16px; color: var(--muted); font-size: 13px; overflow-wrap: anywhere; }
figcaption ol { display: inline; padding: 0; }
figcaption li { display: inline; }
figcaption li + li::before { content: "→ "; }
svg { display: block; max-width: 100%; height: auto; font-family: system-ui, sans-serif; }
table { width: 100%; border-collapse: collapse; }
th, td { padding: 6px 0; border-bottom: 1px solid var(--grid); text-align: left; vertical-align: top; font-weight: 400; overflow-wrap: anywhere; }
th p { color: var(--muted); font-size: 12px; }
th p span { display: block; }
thead th { color: var(--muted); font-size: 12px; }
td:nth-child(2), th:nth-child(2) { padding: 6px 16px; text-align: right; white-space: nowrap; }
td:nth-child(3) { color: var(--muted); font-size: 13px; max-width: 16em; }
.figures { overflow-x: auto; }
.figures :is(th, td) { width: auto; max-width: 26em; padding: 6px 0 6px 14px; color: inherit; font-size: inherit; text-align: right; white-space: nowrap; }
.figures thead th { color: var(--muted); font-size: 12px; white-space: normal; vertical-align: bottom; }
.figures .words { min-width: 14em; color: var(--muted); text-align: left; white-space: normal; }
.figures:has(.words) thead th:last-child { text-align: left; }
.figures tr > :first-child { padding-left: 0; text-align: left; }
section li { margin: 4px 0; overflow-wrap: anywhere; }
footer { margin-top: 32px; padding: 0; }
/* Smaller, nobody could read what stands in them; they are moved along instead. */
@media screen and (max-width: 700px) { svg { max-width: none; } }
@media print { :root { ${declared(variablesOf(light))} } }`;
