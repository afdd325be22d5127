import * as l10n from '@vscode/l10n';
import { html, nothing, svg } from 'lit-html';
import type { BatchingFinding } from '../../../src/core/sweep/loadReport';
import { PROBE_BAR_PX, probeScene, type ProbeRole, type ProbeScene } from '../../layout/sweep/probeScene';
import { chartHead } from '../compare/chartHead';
import type { Words } from '../words';
import { pointedRing } from './axes';
import { legend } from './legend';
import type { SweepTools } from './parts';
import { pointArea, type Stop } from './pointing';
import { requestLines } from './requestLines';
import { phaseClass, PHASE_TITLES } from './spanInk';

const ROLES: Readonly<Record<ProbeRole, string>> = {
  long: l10n.t('a long answer'),
  short: l10n.t('a short one in its middle'),
  equal: l10n.t('three equal ones at once'),
  steady: l10n.t('a long answer again'),
  reader: l10n.t('a long prompt in its middle'),
};

/** The requests from which the way of batching was told: whether a short one had to wait can be seen in them. */
export function probeChart({ requests }: BatchingFinding, tools: SweepTools) {
  const scene = probeScene(requests, tools.width);
  if (!scene) return nothing;
  const { words } = tools;
  const area = {
    label: l10n.t('Requests that tell how the server batches. Arrow keys go from request to request.'),
    stops: () => probeStops(scene, words),
  };
  return html`<section class="chart-section" aria-labelledby="probe-title">
    ${chartHead('probe', l10n.t('How the server batches'), tools)} ${pointArea(area, ink(scene, words))}
    ${legend((['wait', 'decode'] as const).map((phase) => ({ ink: svg`<rect class="bars ${phaseClass(phase, false)}" y="2" width="14" height="10"></rect>`, text: PHASE_TITLES[phase] })))}
  </section>`;
}

function ink({ rows, plot, time, isNarrow, height }: ProbeScene, words: Words) {
  return html`<svg
    class="chart-svg"
    width=${plot.x + plot.width + 8}
    height=${height}
    aria-hidden="true"
    data-chart="probe"
  >
    ${time.ticks.map(
      ({ atMs, x }) => svg`<line class="grid" x1=${plot.x + x} x2=${plot.x + x} y1="18" y2=${height}></line>
      <text class="axis-label" x=${plot.x + x} y="12" text-anchor=${x > plot.width - 20 ? 'end' : x < 20 ? 'start' : 'middle'}>${words.axisTime(atMs, time.stepMs)}</text>`,
    )}
    ${rows.map(
      ({ role, y, parts }, index) => svg`
        ${role === rows[index - 1]?.role ? nothing : svg`<text class="axis-label halo" x="0" y=${isNarrow ? y - 4 : y + PROBE_BAR_PX - 3}>${ROLES[role]}</text>`}
        ${parts.map((part) => svg`<rect class="bars ${phaseClass(part.phase, false)}" x=${part.x} y=${y} width=${part.width} height=${PROBE_BAR_PX}></rect>`)}`,
    )}
    ${pointedRing(7)}
  </svg>`;
}

const probeStops = ({ rows }: ProbeScene, words: Words): Stop[] =>
  rows.map(({ role, request, x, y, parts }, index) => ({
    ...{ x, y: y + PROBE_BAR_PX / 2, key: `probe ${String(index)}`, group: index },
    half: { x: parts.reduce((sum, { width }) => sum + width, 0) / 2, y: PROBE_BAR_PX / 2 },
    // Who asked is a number of the script here, which says less than what it was asked for.
    lines: () => [ROLES[role], ...requestLines([{ ...request, user: null }], words)],
  }));
