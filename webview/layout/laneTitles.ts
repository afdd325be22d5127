import * as l10n from '@vscode/l10n';
import { STALL_TEXT_HEIGHT } from './laneBoxes';
import type { LanesScene } from './lanesScene';

/** What stands beside a lane, or above it in a narrow panel. */
export interface LaneTitle {
  readonly top: number;
  readonly name: string;
  /** The number at the upper end of the lane's scale. */
  readonly scale: string | null;
  readonly notes: readonly TitleNote[];
}

export interface TitleNote {
  readonly text: string;
  /** A sample of a broken line stands before it. */
  readonly dashed?: boolean;
}

/** How the titles say numbers. */
export interface TitleWords {
  readonly duration: (ms: number) => string;
  readonly count: (value: number) => string;
  readonly decimal: (value: number, digits: number) => string;
}

/** Names, scales and notes of the lanes. */
export function laneTitles(scene: LanesScene, words: TitleWords): readonly LaneTitle[] {
  const { boxes } = scene;
  const isNarrow = boxes.gutter === 0;
  const phases: LaneTitle = {
    top: boxes.phases.top,
    name: l10n.t('Phases'),
    scale: null,
    notes: [
      { text: l10n.t('● measured') },
      ...(scene.bars.some(({ phase }) => phase.source === 'reported') ? [{ text: l10n.t('◆ reported') }] : []),
    ],
  };
  if (scene.phasesOnly) return [phases];
  const chunks: LaneTitle = {
    top: boxes.chunks.top + (isNarrow ? 0 : STALL_TEXT_HEIGHT),
    name: l10n.t('Chunks'),
    scale: scene.ticks.series.gaps.total > 0 ? words.duration(scene.gapTopMs) : null,
    notes: [{ text: l10n.t('height = gap') }],
  };
  return [phases, chunks, speedTitle(scene, words), writtenTitle(scene, words)];
}

function speedTitle({ boxes, speed, speedTop, speedUnit, ...scene }: LanesScene, words: TitleWords): LaneTitle {
  const title = { top: boxes.speed.top, name: l10n.t('Speed'), scale: null };
  if (scene.speedWithheld)
    return { ...title, notes: [{ text: l10n.t('— withheld') }, { text: l10n.t('held back on its way') }] };
  if (speed.length === 0) return { ...title, notes: [{ text: l10n.t('per second') }] };
  const unit = speedUnit.unit === 'tokens' ? l10n.t('tokens/s') : l10n.t('characters/s');
  const reading = l10n.t('reading, {0}/s', words.decimal(scene.readingPerSecond, 1));
  return {
    ...title,
    scale: words.count(speedTop),
    notes: [{ text: speedUnit.perCharacter === null ? unit : `≈ ${unit}` }, { text: reading, dashed: true }],
  };
}

function writtenTitle(
  { boxes, written, writtenTop, speedUnit, readingLine }: LanesScene,
  words: TitleWords,
): LaneTitle {
  const isTokens = speedUnit.unit === 'tokens';
  const soFar = speedUnit.perCharacter === null ? l10n.t('so far') : `≈ ${l10n.t('so far')}`;
  return {
    top: boxes.written.top,
    name: isTokens ? l10n.t('Tokens') : l10n.t('Characters'),
    scale: written.length > 0 ? words.count(writtenTop) : null,
    notes: [{ text: soFar }, ...(readingLine === null ? [] : [{ text: l10n.t('a reader'), dashed: true }])],
  };
}
