import * as l10n from '@vscode/l10n';
import { html, nothing } from 'lit-html';
import type { Phase } from '../../src/core/runReport';
import { CHANNELS, type Channel } from '../../src/core/vocabulary';
import { channelHue } from '../draw/drawLanes';
import { phaseHue, type LanesScene } from '../layout/lanesScene';
import { CHANNEL_WORDS, type Words } from './words';

/** What the colours and forms mean; phases that have no text in the chart are named here with their length. */
export function timelineLegend(scene: LanesScene, words: Words) {
  const named = new Set(scene.labels.map(({ phase }) => phase));
  const unnamed = joined(scene.bars.map(({ phase }) => phase).filter((phase) => !named.has(phase)));
  const channels = channelsIn(scene);
  return html`
    <ul class="legend" aria-hidden="true">
      ${byLook(unnamed, channels).map(({ look, phases }) => phaseItem(look, phases, words))}
      ${channels.map(
        (channel) => html`<li><span class="swatch tick ${channelHue(channel)}"></span>${CHANNEL_WORDS[channel]}</li>`,
      )}
      ${scene.stalls.length > 0 ? html`<li><span class="swatch tick stall"></span>${l10n.t('stall')}</li>` : nothing}
    </ul>
  `;
}

const phaseItem = (look: string, phases: readonly Phase[], words: Words) => html`
  <li class="several">
    <span class="swatch ${look}"></span
    ><span>${phases.map((phase) => words.phaseText(phase).replaceAll(' ', '\u00a0')).join(' · ')}</span>
  </li>
`;

interface Alike {
  readonly look: string;
  readonly phases: readonly Phase[];
}

/** Phases that look the same share one swatch: those of the connection, for instance. */
function byLook(phases: readonly Phase[], channels: readonly Channel[]): readonly Alike[] {
  const answer = channels.find((channel) => channel !== 'reasoning') ?? 'answer';
  const groups = Map.groupBy(phases, (phase) => `${phaseHue(phase, answer)} ${phase.source}`);
  return [...groups].map(([look, alike]) => ({ look, phases: alike }));
}

/** Phases of one name as one: waiting, for instance, may come in several pieces. */
function joined(phases: readonly Phase[]): readonly Phase[] {
  const byName = new Map<string, Phase>();
  for (const phase of phases) {
    const before = byName.get(`${phase.name} ${phase.source}`);
    const endMs = phase.endMs + (before === undefined ? 0 : before.endMs - before.startMs);
    byName.set(`${phase.name} ${phase.source}`, { ...phase, endMs });
  }
  return [...byName.values()];
}

/** Channels in view, in the order of the vocabulary. */
function channelsIn({ ticks }: LanesScene): readonly Channel[] {
  const seen = new Set(ticks.filled.map((column) => ticks.series.channel(ticks.worstIndex[column] ?? 0)));
  return CHANNELS.filter((channel) => seen.has(channel));
}
