import * as l10n from '@vscode/l10n';
import { nothing, svg } from 'lit-html';
import type { SpanPhase } from '../../layout/sweep/requestSpans';

/** The parts of a request, as the Run tab names and colours them; what a server reports is hatched. */

export const PHASE_TITLES: Readonly<Record<SpanPhase, string>> = {
  late: l10n.t('due, but not yet sent by us'),
  connect: l10n.t('connecting'),
  queue: l10n.t('queue, as the server says'),
  wait: l10n.t('until the first token'),
  prefill: l10n.t('prefill, as the server says'),
  decode: l10n.t('decode'),
};

export const phaseClass = (phase: SpanPhase, isReported: boolean): string =>
  isReported ? `reported ${phase}` : `span-${phase}`;

/** Of what is reported; everything else has its fill from the style sheet, where addresses within a page are none. */
export const fillOf = (kind: string) => {
  const phase = /^reported (\w+)/u.exec(kind)?.[1];
  return phase === undefined ? nothing : `url(#hatch-${phase})`;
};

/** Fills of what is reported. They stand in the picture itself, so that a saved file has them too. */
export const hatches = () => svg`<defs>
  ${(['queue', 'prefill'] as const).map(
    (
      phase,
    ) => svg`<pattern id="hatch-${phase}" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
      <rect class="hatch-ground span-${phase}" width="6" height="6"></rect>
      <rect class="span-${phase}" width="2" height="6"></rect>
    </pattern>`,
  )}
</defs>`;
