import * as l10n from '@vscode/l10n';
import type { GapBars } from '../layout/gapBars';
import type { LaneTitle } from '../layout/laneTitles';
import type { LanesScene } from '../layout/lanesScene';
import { drawGaps, GAP_CHART_HEIGHT } from './drawGaps';
import { drawLanes, type Ink } from './drawLanes';
import type { Pen } from './pen';

/** The charts of a run as one picture: the lanes with their titles, and the histogram of gaps below. */
export interface Picture {
  readonly lanes: LanesScene;
  readonly titles: readonly LaneTitle[];
  /** `null` with fewer than two chunks. */
  readonly gaps: GapBars | null;
  readonly stallMs: number;
  readonly gapText: (ms: number) => string;
  readonly gapCount: (gaps: number) => string;
  /** What is shown, above it. */
  readonly head: readonly string[];
}

const MARGIN = 16;
const LINE = 18;
const HEADING = 28;

const headHeight = ({ head }: Picture): number => (head.length === 0 ? 0 : head.length * LINE + 10);

/** Size of a picture, in pixels. */
export function pictureSize(picture: Picture): { readonly width: number; readonly height: number } {
  const { boxes, plotWidth } = picture.lanes;
  const gaps = picture.gaps === null ? 0 : HEADING + GAP_CHART_HEIGHT;
  return {
    width: boxes.gutter + plotWidth + 2 * MARGIN,
    height: 2 * MARGIN + headHeight(picture) + boxes.height + gaps,
  };
}

export function drawPicture(pen: Pen, picture: Picture, ink: Ink): void {
  const { width, height } = pictureSize(picture);
  const { boxes } = picture.lanes;
  pen.fillStyle = ink.palette.ground;
  pen.fillRect(0, 0, width, height);
  pen.save();
  pen.translate(MARGIN, MARGIN);
  drawHead(pen, picture.head, ink);
  pen.translate(0, headHeight(picture));
  drawLanes(pen, picture.lanes, ink);
  drawTitles(pen, picture.titles, ink);
  if (picture.gaps !== null) {
    pen.translate(0, boxes.height + HEADING);
    pen.font = ink.boldFont;
    pen.fillStyle = ink.palette.text;
    pen.fillText(l10n.t('Gaps between chunks'), 0, -8);
    drawGaps(pen, picture.gaps, {
      palette: ink.palette,
      font: ink.font,
      stallMs: picture.stallMs,
      text: picture.gapText,
      count: picture.gapCount,
    });
  }
  pen.restore();
}

function drawHead(pen: Pen, head: readonly string[], ink: Ink): void {
  head.forEach((text, line) => {
    pen.font = line === 0 ? ink.boldFont : ink.font;
    pen.fillStyle = line === 0 ? ink.palette.text : ink.palette.muted;
    pen.fillText(text, 0, LINE * line + 12);
  });
}

const TITLE_LINE = 16;

function drawTitles(pen: Pen, titles: readonly LaneTitle[], ink: Ink): void {
  for (const { top, name, scale, notes } of titles) {
    pen.font = ink.boldFont;
    pen.fillStyle = ink.palette.text;
    pen.fillText(name, 0, top + 12);
    pen.font = ink.font;
    pen.fillStyle = ink.palette.muted;
    if (scale !== null) pen.fillText(scale, SCALE_RIGHT - pen.measureText(scale).width, top + 12);
    notes.forEach(({ text }, index) => pen.fillText(text, 0, top + 12 + TITLE_LINE * (index + 1)));
  }
}

/** Right border of the numbers of scales, a little before the plot. */
const SCALE_RIGHT = 100;
