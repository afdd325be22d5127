import { html, nothing } from 'lit-html';
import type { LoadPart } from '../../../src/core/sweep/loadReport';
import { chosenLevel } from '../../state/sweep/levelSpots';
import { levelTable } from './levelTable';
import type { SweepTools } from './parts';
import { probeChart } from './probeChart';
import { reading } from './reading';
import { stripCharts } from './stripChart';
import { timelineChart } from './timelineChart';
import { tradeoffChart } from './tradeoffChart';

/** Everything under load: what throughput costs, what follows, how it is spread, the requests of one level, the numbers. */
export function loadSection(part: LoadPart, tools: SweepTools) {
  const chosen = chosenLevel(part, tools.choices.level);
  return html`${tradeoffChart(part, tools)} ${reading(part, tools)}
  ${part.batching ? probeChart(part.batching, tools) : nothing} ${stripCharts(part, tools)}
  ${timelineChart(part.levels, chosen, tools)} ${levelTable(part, chosen, tools)}`;
}
