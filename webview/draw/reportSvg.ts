import { READING_WORDS_PER_MINUTE, readingSpeed } from '../../src/core/readingSpeed';
import type { RunReport } from '../../src/core/runReport';
import { gapBars } from '../layout/gapBars';
import { stallThresholdMs } from '../layout/gapScale';
import { laneTitles } from '../layout/laneTitles';
import { lanesScene } from '../layout/lanesScene';
import { reportLanes } from '../layout/reportLanes';
import { ChunkSeries } from '../state/chunkSeries';
import { titleWords, wordsFor } from '../view/words';
import { drawPicture, pictureSize, type Picture } from './drawPicture';
import type { Palette } from './hues';
import { SvgPen } from './svgPen';

export interface SvgLook {
  readonly width: number;
  readonly palette: Palette;
  readonly locale: string;
}

const FONT = '12px sans-serif';
const BOLD = '600 12px sans-serif';
/** Columns per pixel in which ticks are gathered: pages are looked at on screens that are finer than that. */
const FINENESS = 2;

/** The charts of a report as an `svg` element, with the geometry and the ink of the panel. `null`: nothing to draw. */
export function reportSvg(report: RunReport, look: SvgLook): string | null {
  if (report.phases.length === 0) return null;
  const series = new ChunkSeries();
  series.append(report.chunks ?? []);
  const picture = pictureOf(report, series, look);
  const { width, height } = pictureSize(picture);
  const words = wordsFor(look.locale);
  const pen = new SvgPen('charts', widthOf);
  drawPicture(pen, picture, {
    palette: look.palette,
    font: FONT,
    boldFont: BOLD,
    axisText: words.axisTime,
    stallText: ({ stall }) => words.stallText(stall),
    decodes: series.channel(series.firstAnswer ?? 0),
    faded: report.outcome.status !== 'completed',
  });
  const box = `viewBox="0 0 ${width} ${height}" width="${width}" height="${height}"`;
  return `<svg xmlns="http://www.w3.org/2000/svg" ${box} font-family="sans-serif" aria-hidden="true">\n${pen.markup}\n</svg>`;
}

function pictureOf(report: RunReport, series: ChunkSeries, { width, locale }: SvgLook): Picture {
  const words = wordsFor(locale);
  const lanes = reportLanes(report, series);
  const reading = readingSpeed(READING_WORDS_PER_MINUTE);
  const scene = lanesScene(
    { ...lanes, reading, range: lanes.whole, width, pixelRatio: FINENESS },
    { phase: words.phaseText, stall: words.stallText, measure: (text) => widthOf(text, BOLD) },
    null,
  );
  return {
    lanes: scene,
    titles: laneTitles(scene, titleWords(words)),
    gaps: series.gaps.total > 0 ? gapBars(series.gaps, width) : null,
    stallMs: stallThresholdMs(series),
    gapText: words.duration,
    head: [],
  };
}

/** Without a browser nobody knows the width of a text; this is a little more than usual fonts take. */
function widthOf(text: string, font: string): number {
  const perCharacter = font.startsWith('600') ? 7.2 : 6.6;
  return [...text].reduce(
    (sum, sign) => sum + (sign > '\u2e80' ? 12 : /[.,:;il|' ]/.test(sign) ? 3.6 : perCharacter),
    0,
  );
}
