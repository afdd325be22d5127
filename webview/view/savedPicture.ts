import type { RunReport } from '../../src/core/runReport';
import type { PictureFormat } from '../../src/messages/pictures';
import { drawPicture, pictureSize, type Picture } from '../draw/drawPicture';
import type { Ink } from '../draw/drawLanes';
import type { Palette } from '../draw/hues';
import { FINENESS, pageFont, pictureFile } from '../draw/pictureFile';
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
/** The charts of a run as they are on the page, with what they show above them. */
export function savedPicture(parts: PictureParts, format: PictureFormat): string | null {
  const context = document.createElement('canvas').getContext('2d');
  if (context === null) return null;
  const ink = inkOf(parts, pageFont());
  const picture = pictureOf(parts, textMeasure(context, ink.boldFont));
  return pictureFile({ ...pictureSize(picture), draw: (pen) => drawPicture(pen, picture, ink) }, format);
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
    gapCount: words.count,
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
