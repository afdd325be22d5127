import { type Rgba } from './color';
import { HUES, type Palette } from './hues';
import { paletteOf, type ThemeColors } from './paletteOf';

/** Reads the theme from the page and hands the hues on to the style sheet as `--pp-<hue>`, so that legend and ink agree. */
export function readPalette(root: HTMLElement): Palette {
  const style = getComputedStyle(root);
  const read = colorReader();
  const text = read(style.getPropertyValue('--vscode-foreground')) ?? [204, 204, 204, 1];
  const find = (names: readonly string[]): Rgba =>
    names.map((name) => read(style.getPropertyValue(name))).find((color) => color !== null) ?? text;
  const hues = Object.entries(HUES).map(([hue, names]) => [hue, find(names)] as const);
  const ground = read(style.getPropertyValue('--vscode-editor-background')) ?? [30, 30, 30, 1];
  const palette = paletteOf({
    ground,
    raised: read(style.getPropertyValue('--vscode-editorWidget-background')) ?? ground,
    text,
    note: find(['--vscode-descriptionForeground']),
    hues: Object.fromEntries(hues) as ThemeColors['hues'],
    highContrast: document.body.classList.contains('vscode-high-contrast'),
  });
  for (const [hue, color] of Object.entries({ ...palette.hues, muted: palette.muted }))
    root.style.setProperty(`--pp-${hue}`, color);
  // Words of a hue have to be read, not only seen.
  for (const [hue, color] of Object.entries(palette.inks)) root.style.setProperty(`--pp-${hue}-ink`, color);
  return palette;
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
