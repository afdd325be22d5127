import { describe, expect, test } from 'vitest';
import { limitsOf } from '../../bench/accuracy/limits';
import type { Row } from '../../bench/accuracy/measureCase';
import type { AccuracyFigures } from '../../bench/accuracy/result';

/** The benchmark's judgement must be able to fail: each figure that breaks its promise is told, and so is one that could not be had. */

const row = (name: string, contestant: string, figures: Partial<Row> = {}): Row => ({
  case: name,
  contestant,
  chunks: 200,
  lost: 0,
  stampP50Ms: 0.1,
  stampP95Ms: 0.2,
  stampP99Ms: 0.3,
  stampMaxMs: 1,
  afterWriteP50Ms: 0.05,
  ttftErrorMs: 0.1,
  ttftErrorMaxMs: 0.2,
  tpotErrorPercent: 0.01,
  tpotErrorMaxPercent: 0.02,
  cpuMicrosecondsPerChunk: 50,
  ...figures,
});
const CASES = [50, 200, 1000, 5000].flatMap((pace) =>
  ['idle', 'host blocked'].map((host) => `${String(pace)} chunks/s, ${host}`),
);
const OURS = 'our engine, worker';
const stampsWith = (name: string, contestant: string, figures: Partial<Row>): Row[] =>
  CASES.flatMap((each) =>
    [OURS, 'bare socket, worker', 'openai package', 'ai package', 'fetch'].map((client) => {
      const usual = client === OURS || client.startsWith('bare') ? 0.3 : each.endsWith('idle') ? 0.5 : 148;
      const own = each === name && client === contestant ? figures : {};
      return row(each, client, { stampP99Ms: usual, ...own });
    }),
  );

const GOOD: AccuracyFigures = {
  stamps: stampsWith('', '', {}),
  scenarios: [row('1 token a chunk', OURS)],
  buffering: [
    { stream: 'until 4 KB came', isHeldBack: true, origin: 'generated trace', streams: 200, flagged: 200 },
    { stream: 'single tokens', isHeldBack: false, origin: 'generated trace', streams: 1000, flagged: 10 },
  ],
  claims: [
    {
      question: 'difference between equal targets',
      noise: 'normal',
      runs: 10,
      series: 1000,
      through: 'reports',
      inHundred: 5,
    },
    { question: '20 % difference', noise: 'normal', runs: 20, series: 1000, through: 'reports', inHundred: 90 },
    {
      question: 'interval holds the true median',
      noise: 'normal',
      runs: 10,
      series: 5000,
      through: 'statistics',
      inHundred: 97,
    },
  ],
  series: {
    targets: 16,
    runsPlanned: 320,
    measured: 161,
    inReport: 161,
    missing: 0,
    stoppedRuns: 1,
    ending: 'stopped',
    isValidReport: true,
    deadTarget: { failed: 3, kinds: ['refused'], gaveUp: true },
    stallingTarget: { failed: 3, kinds: ['stalled'], chunksKept: 15, gaveUp: true },
    targetsAccountedFor: 16,
  },
};

const missed = (figures: Partial<AccuracyFigures>): string[] =>
  limitsOf({ ...GOOD, ...figures }).flatMap(({ what, isMet }) => (isMet ? [] : [what]));

test('figures within their limits, some of them just', () => expect(missed({})).toEqual([]));

describe('is told:', () => {
  const series = (parts: Partial<NonNullable<AccuracyFigures['series']>>) => ({
    series: { ...GOOD.series!, ...parts },
  });
  const claim = (index: number, inHundred: number) => ({
    claims: GOOD.claims.map((each, at) => (at === index ? { ...each, inHundred } : each)),
  });
  const ours = (name: string, figures: Partial<Row>) => ({ stamps: stampsWith(name, OURS, figures) });
  const flagged = (index: number, count: number) => ({
    buffering: GOOD.buffering.map((each, at) => (at === index ? { ...each, flagged: count } : each)),
  });

  test.each<[string, Partial<AccuracyFigures>, RegExp]>([
    ['a late median', ours('200 chunks/s, idle', { stampP50Ms: 0.16 }), /idle: stamp p50/],
    ['a median that is not known', ours('200 chunks/s, idle', { stampP50Ms: null }), /idle: stamp p50/],
    ['a peer that is better', { stamps: stampsWith('200 chunks/s, idle', 'fetch', { stampP99Ms: 0.29 }) }, /best peer/],
    ['a blocked host that shows', ours('1000 chunks/s, host blocked', { stampP99Ms: 1.1 }), /stamp p99$/],
    [
      'a peer that hardly suffers',
      { stamps: stampsWith('50 chunks/s, host blocked', 'ai package', { stampP99Ms: 10 }) },
      /1\/50/,
    ],
    ['a lost chunk', ours('5000 chunks/s, idle', { lost: 1 }), /chunks lost/],
    ['stamps late at speed', ours('5000 chunks/s, host blocked', { stampP99Ms: 2.1 }), /stamp p99/],
    ['a false TTFT', { scenarios: [row('x', OURS, { ttftErrorMaxMs: 0.51 })] }, /TTFT/],
    ['a false TPOT', { scenarios: [row('x', OURS, { tpotErrorMaxPercent: 0.31 })] }, /TPOT/],
    ['one buffered stream not flagged', flagged(0, 199), /held back/],
    ['more than one in a hundred flagged for nothing', flagged(1, 11), /single tokens/],
    ['a difference claimed too often', claim(0, 5.1), /equal targets/],
    ['a difference found too seldom', claim(1, 89.9), /20 %/],
    ['an interval too narrow', claim(2, 92.9), /interval/],
    ['an interval too wide', claim(2, 97.1), /interval/],
    ['a run that is not in the report', series({ inReport: 160 }), /in the report/],
    ['a run lost', series({ missing: 1 }), /missing/],
    [
      'what a stalled run had brought',
      series({ stallingTarget: { ...GOOD.series!.stallingTarget, chunksKept: 14 } }),
      /chunks kept/,
    ],
  ])('%s', (_, figures, told) => {
    expect(missed(figures)).toEqual([expect.stringMatching(told)]);
  });
});

test('a part that was not measured is not judged', () => {
  const nothing = { stamps: [], scenarios: [], buffering: [], claims: [], series: null };
  expect(limitsOf(nothing)).toEqual([]);
});
