import { contrast, css, mix, over, readable, withAlpha, type Rgba } from './color';
import { GREYS, type BaseHue, type Hue, type Palette } from './hues';

/** Needed against the background by forms (WCAG 1.4.11) and by text (1.4.3). */
const FORM_CONTRAST = 3;
const TEXT_CONTRAST = 4.5;

/** The colours that a theme sets. */
export interface ThemeColors {
  readonly ground: Rgba;
  /** Behind cards and frames; side notes stand on it too. */
  readonly raised: Rgba;
  readonly text: Rgba;
  readonly note: Rgba;
  readonly hues: Readonly<Record<BaseHue, Rgba>>;
  readonly highContrast: boolean;
}

/** Every colour of the charts, made so that it can be told from the background. */
export function paletteOf(theme: ThemeColors): Palette {
  const { ground, text, hues, highContrast } = theme;
  const table = (shade: (color: Rgba) => Rgba): Record<Hue, string> => {
    // The orange of the modern themes is made to shine through; a bar of it has to be as full as the others.
    const colored = Object.entries(hues).map(([hue, color]) => [hue, css(shade(withAlpha(color, 1)))] as const);
    const grey = GREYS.map((hue) => [hue, css(shade(mix(text, ground, 0.45)))] as const);
    return Object.fromEntries([...colored, ...grey]) as Record<Hue, string>;
  };
  const form = (color: Rgba): Rgba => readable(color, ground, text, FORM_CONTRAST);
  return {
    hues: table(form),
    inks: table((color) => readable(color, ground, text, TEXT_CONTRAST)),
    onHues: table((color) => (contrast(form(color), ground) >= contrast(form(color), text) ? ground : text)),
    ground: css(ground),
    text: css(text),
    muted: css(quieter(theme)),
    grid: highContrast ? css(mix(ground, text, 0.45)) : css(mix(ground, over(text, ground), 0.13)),
    highContrast,
  };
}

/** Some themes write side notes in the colour of the text. Here they have to stand back from the numbers. */
function quieter({ note, ground, raised, text }: ThemeColors): Rgba {
  const same = contrast(over(note, ground), text) < 1.2;
  const onGround = readable(same ? mix(text, ground, 0.3) : note, ground, text, TEXT_CONTRAST);
  return readable(onGround, over(raised, ground), text, TEXT_CONTRAST);
}
