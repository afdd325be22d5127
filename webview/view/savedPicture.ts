import type { RunReport } from '../../src/core/runReport';
import type { PictureFormat } from '../../src/messages/runTabMessages';
import { drawPicture, pictureSize, type Picture } from '../draw/drawPicture';
import type { Ink } from '../draw/drawLanes';
import type { Palette } from '../draw/hues';
import { SvgPen } from '../draw/svgPen';
import { textMeasure } from '../draw/surface';
import { gapBars } from '../layout/gapBars';
import { stallThresholdMs } from '../layout/gapScale';
import { laneTitles } from '../layout/laneTitles';
import { lanesScene } from '../layout/lanesScene';
import type { TimeRange } from '../layout/timeRange';
import { reportCards } from './reportCards';
import type { TimelineInput } from './timelineInput';
import { titleWords, type Words } from './words';

export interface PictureParts {
  readonly input: TimelineInput;
  readonly report: RunReport;
  readonly words: Words;
  readonly palette: Palette;
  /** The part in view. */
  readonly range: TimeRange;
  readonly width: number;
}

/** In a narrow panel the titles stand above the lanes; a picture has room for them at the side. */
const LEAST_WIDTH = 720;
/** Pixels per pixel of layout in a PNG, so that it is sharp on a slide. */
const FINENESS = 2;

/** The charts as they are on the page, with what they show above them: SVG as text, PNG as base64. */
export function savedPicture(parts: PictureParts, format: PictureFormat): string | null {
  const canvas = document.createElement('canvas');
  const context = canvas.getContext('2d');
  if (context === null) return null;
  const family = getComputedStyle(document.body).fontFamily;
  const ink = inkOf(parts, family);
  const measure = textMeasure(context, ink.boldFont);
  const picture = pictureOf(parts, measure);
  const { width, height } = pictureSize(picture);
  if (format === 'svg') {
    const pen = new SvgPen('charts', (text, font) => {
      context.font = font;
      return context.measureText(text).width;
    });
    drawPicture(pen, picture, ink);
    const size = `width="${width}" height="${height}" viewBox="0 0 ${width} ${height}"`;
    const fonts = family.replaceAll('"', "'");
    return `<svg xmlns="http://www.w3.org/2000/svg" ${size} font-family="${fonts}">\n${pen.markup}\n</svg>\n`;
  }
  canvas.width = width * FINENESS;
  canvas.height = height * FINENESS;
  context.scale(FINENESS, FINENESS);
  drawPicture(context, picture, ink);
  return canvas.toDataURL('image/png').split(',')[1] ?? null;
}

const inkOf = ({ input, words, palette }: PictureParts, family: string): Ink => ({
  palette,
  font: `12px ${family}`,
  boldFont: `600 12px ${family}`,
  axisText: words.axisTime,
  stallText: ({ stall }) => words.stallText(stall),
  decodes: input.series.channel(input.series.firstAnswer ?? 0),
  faded: input.faded,
});

function pictureOf(parts: PictureParts, measure: (text: string) => number): Picture {
  const { input, report, words, range } = parts;
  const width = Math.max(parts.width, LEAST_WIDTH);
  const texts = { phase: words.phaseText, stall: words.stallText, measure };
  const scene = lanesScene({ ...input, range, width, pixelRatio: FINENESS }, texts, null);
  const { target, prompt, startedAt } = report;
  return {
    lanes: scene,
    titles: laneTitles(scene, titleWords(words)),
    gaps: input.series.gaps.total > 0 ? gapBars(input.series.gaps, width) : null,
    stallMs: stallThresholdMs(input.series),
    gapText: words.duration,
    head: [
      short(`${target.name}, ${target.model}`),
      reportCards(report, words)
        .map(({ title, value }) => `${title} ${value}`)
        .join(' · '),
      short(`${prompt.source} · ${startedAt}`),
    ],
  };
}

/** Names may be as long as they like; pictures may not. */
const short = (text: string): string => (text.length > 100 ? `${text.slice(0, 99)}…` : text);
