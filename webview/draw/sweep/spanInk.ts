import type { SpanPhase } from '../../layout/sweep/requestSpans';
import { hatch } from '../form';
import type { Hue } from '../hues';
import type { Pen } from '../pen';
import { faintly, type SweepLook } from './sweepLook';

/** The parts of a request, as the Run tab colours them; what a server reports is hatched. */

const HUES: Readonly<Record<SpanPhase, Hue>> = {
  late: 'stall',
  connect: 'connection',
  queue: 'queue',
  wait: 'wait',
  prefill: 'prefill',
  decode: 'answer',
};
const REPORTED_ALPHA = 0.22;

export const hueOfSpan = (phase: SpanPhase, { palette }: SweepLook): string => palette.hues[HUES[phase]];

/** A bar of a request. */
export interface Bar {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface PhaseBars {
  readonly phase: SpanPhase;
  readonly bars: readonly Bar[];
  /** 1 without it; those that are not in the figures stand back. */
  readonly strength?: number;
}

/** All bars of one phase at once: thousands one by one would make a file of many megabytes. */
export function drawBars(pen: Pen, { phase, bars, strength = 1 }: PhaseBars, look: SweepLook): void {
  if (bars.length === 0) return;
  const color = hueOfSpan(phase, look);
  pen.save();
  pen.beginPath();
  for (const { x, y, width, height } of bars) pen.rect(x, y, width, height);
  pen.fillStyle = color;
  if (phase === 'queue' || phase === 'prefill') {
    pen.clip();
    faintly(pen, REPORTED_ALPHA * strength, () => pen.fill());
    faintly(pen, strength, () => hatch(pen, frameOf(bars), color));
  } else faintly(pen, strength, () => pen.fill());
  pen.restore();
}

function frameOf(bars: readonly Bar[]): Bar {
  const left = bars.reduce((least, { x }) => Math.min(least, x), Infinity);
  const top = bars.reduce((least, { y }) => Math.min(least, y), Infinity);
  const right = bars.reduce((most, { x, width }) => Math.max(most, x + width), left);
  const bottom = bars.reduce((most, { y, height }) => Math.max(most, y + height), top);
  return { x: left, y: top, width: right - left, height: bottom - top };
}

export function phaseTitle(phase: SpanPhase, { caption }: SweepLook): string {
  switch (phase) {
    case 'late':
      return caption('due, but not yet sent by us');
    case 'connect':
      return caption('connecting');
    case 'queue':
      return caption('queue, as the server says');
    case 'wait':
      return caption('until the first token');
    case 'prefill':
      return caption('prefill, as the server says');
    case 'decode':
      return caption('decode');
  }
}
