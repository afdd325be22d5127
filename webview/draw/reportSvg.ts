import { READING_WORDS_PER_MINUTE, readingSpeed } from '../../src/core/readingSpeed';
import type { RunReport } from '../../src/core/runReport';
import { gapBars } from '../layout/gapBars';
import { stallThresholdMs } from '../layout/gapScale';
import { laneTitles } from '../layout/laneTitles';
import { lanesScene } from '../layout/lanesScene';
import { reportLanes } from '../layout/reportLanes';
import { ChunkSeries } from '../state/chunkSeries';
import { titleWords, wordsFor } from '../view/words';
import type { Ink } from './drawLanes';
import { drawPicture, pictureSize, type Picture } from './drawPicture';
import { BOLD, FONT, svgElement, widthOf, type SvgLook } from './svgElement';

/** Columns per pixel in which ticks are gathered: pages are looked at on screens that are finer than that. */
const FINENESS = 2;

/** The charts of a report as an `svg` element, with the geometry and the ink of the panel. `null`: nothing to draw. */
export function reportSvg(report: RunReport, look: SvgLook): string | null {
  if (report.phases.length === 0) return null;
  const series = new ChunkSeries();
  series.append(report.chunks ?? []);
  const picture = pictureOf(report, series, look);
  const words = wordsFor(look.locale);
  const ink: Ink = {
    palette: look.palette,
    font: FONT,
    boldFont: BOLD,
    axisText: words.axisTime,
    stallText: ({ stall }) => words.stallText(stall),
    decodes: series.channel(series.firstAnswer ?? 0),
    faded: report.outcome.status !== 'completed',
  };
  return svgElement({ ...pictureSize(picture), draw: (pen) => drawPicture(pen, picture, ink) }, 'charts');
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
    gapCount: words.count,
    head: [],
  };
}
