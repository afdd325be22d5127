/** Red, green, blue as 0 … 255 and alpha as 0 … 1. */
export type Rgba = readonly [number, number, number, number];

export const css = ([red, green, blue, alpha]: Rgba): string =>
  `rgba(${Math.round(red)}, ${Math.round(green)}, ${Math.round(blue)}, ${alpha})`;

export const withAlpha = ([red, green, blue]: Rgba, alpha: number): Rgba => [red, green, blue, alpha];

/** `share` of the second colour in the first; the result is opaque. */
export function mix(a: Rgba, b: Rgba, share: number): Rgba {
  const part = (index: 0 | 1 | 2): number => a[index] * (1 - share) + b[index] * share;
  return [part(0), part(1), part(2), 1];
}

/** What a colour that lets something through looks like on an opaque ground. */
export const over = (color: Rgba, ground: Rgba): Rgba => mix(ground, color, color[3]);

/** Relative luminance, WCAG 2. */
function luminance([red, green, blue]: Rgba): number {
  const linear = (value: number): number => {
    const share = value / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
}

/** Contrast ratio of two opaque colours, 1 … 21, WCAG 2. */
export function contrast(a: Rgba, b: Rgba): number {
  const [light, dark] = [luminance(a), luminance(b)].sort((first, second) => second - first);
  return ((light ?? 0) + 0.05) / ((dark ?? 0) + 0.05);
}

/**
 * The colour itself when it stands out enough from its ground, otherwise the nearest mix with the text colour that does:
 * themes choose their chart colours for their own taste, and some are too pale for a tick of one pixel.
 */
export function readable(color: Rgba, ground: Rgba, text: Rgba, ratio: number): Rgba {
  for (let share = 0; share < 1; share += 0.1) {
    const candidate = mix(over(color, ground), text, share);
    if (contrast(candidate, ground) >= ratio) return candidate;
  }
  return text;
}
