/** A strip across the chart, in pixels from its top. */
export interface Strip {
  readonly top: number;
  readonly height: number;
}

export interface LaneBoxes {
  /** Width of the column of titles; 0 in a narrow panel, where titles stand above their lanes. */
  readonly gutter: number;
  readonly axis: Strip;
  readonly phases: Strip;
  /** Rows for texts of phases that do not fit into their bar; height 0 where the legend names them. */
  readonly phaseTexts: Strip;
  /** The top of it is kept free of ticks, for the texts of stalls. */
  readonly chunks: Strip;
  readonly speed: Strip;
  /** Output so far. */
  readonly written: Strip;
  readonly height: number;
}

/** Below this width the titles leave the side and phases are named in the legend. */
export const NARROW_PX = 620;

export const PHASE_TEXT_ROWS = 2;
export const PHASE_TEXT_ROW_HEIGHT = 17;
export const STALL_TEXT_HEIGHT = 16;

/**
 * Where everything stands. Nothing moves while a run goes on. `phasesOnly` is for runs that ended before any text came:
 * their other lanes would be empty for ever.
 */
export function laneBoxes(width: number, phasesOnly: boolean): LaneBoxes {
  const narrow = width < NARROW_PX;
  let top = 0;
  const strip = (height: number, before: number): Strip => {
    const at = top + before;
    top = at + height;
    return { top: at, height };
  };
  const title = narrow ? 28 : 0;
  const axis = strip(20, 0);
  const phases = strip(28, narrow ? title : 8);
  const phaseTexts = strip(narrow ? 0 : PHASE_TEXT_ROWS * PHASE_TEXT_ROW_HEIGHT, narrow ? 0 : 4);
  const chunks = strip(phasesOnly ? 0 : 96, phasesOnly ? 0 : narrow ? title + 2 : 12);
  const speed = strip(phasesOnly ? 0 : 64, phasesOnly ? 0 : narrow ? title + 2 : 18);
  const written = strip(phasesOnly ? 0 : 64, phasesOnly ? 0 : narrow ? title + 2 : 18);
  return { gutter: narrow ? 0 : 108, axis, phases, phaseTexts, chunks, speed, written, height: top + 4 };
}
