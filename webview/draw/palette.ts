import { contrast, css, mix, over, readable, withAlpha, type Rgba } from './color';
import { GREYS, HUES, type Hue, type Palette } from './hues';

/** Needed against the background by forms (WCAG 1.4.11) and by text (1.4.3). */
const FORM_CONTRAST = 3;
const TEXT_CONTRAST = 4.5;

/** Reads the theme from the page and hands the hues on to the style sheet as `--pp-<hue>`, so that legend and ink agree. */
export function readPalette(root: HTMLElement): Palette {
  const style = getComputedStyle(root);
  const read = colorReader();
  const ground = read(style.getPropertyValue('--vscode-editor-background')) ?? [30, 30, 30, 1];
  const text = read(style.getPropertyValue('--vscode-foreground')) ?? [204, 204, 204, 1];
  const find = (names: readonly string[]): Rgba =>
    names.map((name) => read(style.getPropertyValue(name))).find((color) => color !== null) ?? text;
  // The orange of the modern themes is made to shine through; a bar of it has to be as full as the others.
  const full = (names: readonly string[]): Rgba => withAlpha(find(names), 1);
  const table = (shade: (color: Rgba) => Rgba): Record<Hue, string> => {
    const colored = Object.entries(HUES).map(([hue, names]) => [hue, css(shade(full(names)))] as const);
    const grey = GREYS.map((hue) => [hue, css(shade(mix(text, ground, 0.45)))] as const);
    return Object.fromEntries([...colored, ...grey]) as Record<Hue, string>;
  };
  const form = (color: Rgba): Rgba => readable(color, ground, text, FORM_CONTRAST);
  const hues = table(form);
  const muted = quieter(find(['--vscode-descriptionForeground']), ground, text);
  for (const [hue, color] of Object.entries({ ...hues, muted: css(muted) }))
    root.style.setProperty(`--pp-${hue}`, color);
  const highContrast = document.body.classList.contains('vscode-high-contrast');
  return {
    hues,
    inks: table((color) => readable(color, ground, text, TEXT_CONTRAST)),
    onHues: table((color) => (contrast(form(color), ground) >= contrast(form(color), text) ? ground : text)),
    ground: css(ground),
    text: css(text),
    muted: css(muted),
    grid: highContrast ? css(mix(ground, text, 0.45)) : css(mix(ground, over(text, ground), 0.13)),
    highContrast,
  };
}

/** Some themes write side notes in the colour of the text. Here they have to stand back from the numbers. */
function quieter(note: Rgba, ground: Rgba, text: Rgba): Rgba {
  const same = contrast(over(note, ground), text) < 1.2;
  return readable(same ? mix(text, ground, 0.3) : note, ground, text, TEXT_CONTRAST);
}

/** Turns any CSS colour into numbers by painting one pixel with it: themes may use every notation there is. */
function colorReader(): (value: string) => Rgba | null {
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = 1;
  const context = canvas.getContext('2d', { willReadFrequently: true });
  return (value) => {
    if (context === null || !CSS.supports('color', value.trim())) return null;
    context.clearRect(0, 0, 1, 1);
    context.fillStyle = value.trim();
    context.fillRect(0, 0, 1, 1);
    const [red = 0, green = 0, blue = 0, alpha = 255] = context.getImageData(0, 0, 1, 1).data;
    return [red, green, blue, alpha / 255];
  };
}

/** Calls back when the theme changed: the editor then rewrites the style and the classes of the page. */
export function onThemeChange(callback: () => void): () => void {
  let last = '';
  const observer = new MutationObserver(() => {
    // Our own `--pp-…` variables land in the same attribute, so only a change of the theme's own counts.
    const now = fingerprint();
    if (now === last) return;
    last = now;
    callback();
  });
  last = fingerprint();
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['style', 'class'] });
  observer.observe(document.body, { attributes: true, attributeFilter: ['class', 'data-vscode-theme-id'] });
  return () => {
    observer.disconnect();
  };
}

function fingerprint(): string {
  const style = getComputedStyle(document.documentElement);
  const names = ['--vscode-editor-background', '--vscode-foreground', ...Object.values(HUES).flat()];
  const values = names.map((name) => style.getPropertyValue(name));
  return [document.body.className, style.getPropertyValue('--vscode-font-size'), ...values].join('|');
}
