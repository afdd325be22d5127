import { expect, test } from 'vitest';
import type { LevelProgress, SweepUpdate } from '../../../../src/core/sweep/runningSweep';
import type { SweepStep } from '../../../../src/messages/sweepTabMessages';
import { nextStep } from '../../../../src/ui/sweep/sweepSteps';
import { LEVEL_NOW } from '../../../webview/support/sweepStates';

const run = {
  type: 'run',
  index: 3,
  total: 9,
  wantedTokens: 256,
  isWarmup: false,
  elapsedMs: null,
  tokens: null,
} as const;
const level = { type: 'level', index: 1, total: 5, level: 2, progress: null } as const;
const progress = (LEVEL_NOW.step as { readonly progress: LevelProgress }).progress;
const news = { elapsedMs: 80, tokens: { count: 4 } } as Extract<SweepUpdate, { type: 'run-progress' }>['progress'];

test.each<[string, SweepStep, SweepUpdate, SweepStep]>([
  ['calibration', { type: 'starting' }, { type: 'calibrating', wantedTokens: 128 }, { type: 'calibrating' }],
  ['the probe', { type: 'calibrating' }, { type: 'fingerprinting' }, { type: 'fingerprinting' }],
  ['a wait', run, { type: 'waiting', forMs: 900 }, { type: 'waiting', forMs: 900 }],
  ['a run', { type: 'starting' }, { type: 'run-started', index: 3, total: 9, wantedTokens: 256, isWarmup: false }, run],
  ['news of a run', run, { type: 'run-progress', progress: news }, { ...run, elapsedMs: 80, tokens: 4 }],
  ['a level', { type: 'fingerprinting' }, { type: 'level-started', index: 1, total: 5, level: 2 }, level],
  ['news of a level', level, { type: 'level-progress', index: 1, progress }, { ...level, progress }],
  ['late news of the level before', level, { type: 'level-progress', index: 0, progress }, level],
])('%s', (_, step, update, after) => expect(nextStep(step, update)).toEqual(after));
