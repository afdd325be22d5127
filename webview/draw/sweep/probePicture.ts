import type { BatchingFinding } from '../../../src/core/sweep/loadReport';
import { PROBE_BAR_PX, probeScene, type ProbeRole, type ProbeScene } from '../../layout/sweep/probeScene';
import { writeAt } from '../compare/chartPicture';
import type { Pen } from '../pen';
import { drawBars, phaseTitle } from './spanInk';
import { line, withLegend, type SweepChart, type SweepLook } from './sweepLook';

/** The requests from which the way of batching was told; `null` when none was answered. */
export function probePicture({ requests }: BatchingFinding, look: SweepLook): SweepChart | null {
  const scene = probeScene(requests, look.width);
  if (!scene) return null;
  const { caption } = look;
  const chart: SweepChart = {
    title: caption('How the server batches'),
    height: scene.height,
    draw: (pen) => {
      drawTime(pen, scene, look);
      drawRows(pen, scene, look);
    },
  };
  const key = { x: 0, y: 2, width: 14, height: 10 };
  const entries = (['wait', 'decode'] as const).map((phase) => ({
    text: phaseTitle(phase, look),
    draw: (pen: Pen) => drawBars(pen, { phase, bars: [key] }, look),
  }));
  return withLegend(chart, entries, look);
}

function drawTime(pen: Pen, { time, plot, height }: ProbeScene, { palette, font, words }: SweepLook): void {
  pen.font = font;
  pen.lineWidth = 1;
  pen.strokeStyle = palette.grid;
  pen.fillStyle = palette.muted;
  for (const { atMs, x } of time.ticks) {
    line(pen, { x: plot.x + x, y: 18 }, { x: plot.x + x, y: height });
    const align = x > plot.width - 20 ? 'right' : x < 20 ? 'left' : 'center';
    writeAt(pen, words.axisTime(atMs, time.stepMs), { x: plot.x + x, y: 12 }, align);
  }
}

function drawRows(pen: Pen, { rows, isNarrow }: ProbeScene, look: SweepLook): void {
  for (const [index, { role, y, parts }] of rows.entries()) {
    if (role !== rows[index - 1]?.role) {
      pen.font = look.font;
      pen.fillStyle = look.palette.muted;
      writeAt(pen, roleText(role, look), { x: 0, y: isNarrow ? y - 4 : y + PROBE_BAR_PX - 3 });
    }
    for (const { phase, x, width } of parts)
      drawBars(pen, { phase, bars: [{ x, y, width, height: PROBE_BAR_PX }] }, look);
  }
}

function roleText(role: ProbeRole, { caption }: SweepLook): string {
  switch (role) {
    case 'long':
      return caption('a long answer');
    case 'short':
      return caption('a short one in its middle');
    case 'equal':
      return caption('three equal ones at once');
    case 'steady':
      return caption('a long answer again');
    case 'reader':
      return caption('a long prompt in its middle');
  }
}
