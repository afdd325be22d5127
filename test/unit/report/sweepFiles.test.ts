import { describe, expect, test } from 'vitest';
import { askedCard } from '../../../src/core/sweep/askedCard';
import { renderSweepCsv } from '../../../src/report/sweepCsv';
import { renderSweepFigures } from '../../../src/report/sweepFigures';
import { renderSweepMarkdown } from '../../../src/report/sweepMarkdown';
import { deadReport, lengthReport, loadReport } from '../../webview/support/sweepStates';

const length = lengthReport();
const load = loadReport();
const lines = (text: string): string[] => text.split('\r\n').slice(0, -1);

describe('a sweep as CSV', () => {
  test('over lengths has a line for each run, warm-ups and failed ones too', () => {
    const [head, first, ...rest] = lines(renderSweepCsv(length));
    expect(head).toMatch(/^number,run,startedAt,target,kind,wantedTokens,round,status,error,inputTokens/);
    expect(first).toMatch(/^1,run-128-0-warm,.*,local vLLM,warm-up,128,0,completed,,128,/);
    expect(rest).toHaveLength(31);
    expect(lines(renderSweepCsv(deadReport()))[1]).toContain(',failed,refused,');
  });

  test('under load has a line for each request, with the level that it belongs to', () => {
    const [head, first, ...rest] = lines(renderSweepCsv(load));
    const sent = load.load!.levels.reduce((sum, { requests }) => sum + requests.length, 0);
    expect(head!.split(',')).toHaveLength(23);
    expect(first!.split(',')).toHaveLength(23);
    expect(first).toMatch(/^local vLLM,1,closed,1,,no,0,0,warm-up,0,completed,/);
    expect(rest).toHaveLength(sent - 1);
  });

  test('holds no formula that a name could bring in', () => {
    const target = { ...length.target, name: '=cmd|x' };
    const runs = length.length!.runs.slice(0, 1).map((each) => ({ ...each, run: { ...each.run, target } }));
    expect(renderSweepCsv({ ...length, length: { ...length.length!, runs } })).toContain(",'=cmd|x,");
  });
});

describe('the figures of a sweep as CSV', () => {
  const rows = (text: string) => lines(text).map((line) => line.split(','));
  const figure = (text: string, ...start: string[]) =>
    rows(text)
      .find((cells) => start.every((cell, at) => cells[at] === cell))
      ?.slice(start.length);
  const card = askedCard(
    { length, load: null },
    {
      workload: { inputTokens: 1750, outputTokens: 500, users: null, requestsPerSecond: null },
      claims: [{ metric: 'ttftMs', relation: 'at-most', value: 1 }],
    },
  );

  test('has one figure a line, with its interval and of how many it was made', () => {
    const text = renderSweepFigures(length);
    expect(lines(text)[0]).toBe('part,item,figure,value,low95,high95,runLow,runHigh,n,note');
    const { ttftMs } = length.length!.points[1]!;
    expect(figure(text, 'length', '256', 'ttftMs.median')).toEqual([
      ...[ttftMs!.median, ...ttftMs!.ci95!].map(String),
      ...['', '', String(ttftMs!.n), ''],
    ]);
    expect(figure(text, 'sweep', 'local vLLM', 'startedAt')![0]).toBe(length.startedAt);
  });

  test('holds the curves, and the workload card with what it was computed from and its claims', () => {
    const text = renderSweepFigures({ ...length, card });
    const { fixedMs, n } = length.length!.ttft!;
    expect(figure(text, 'curve', 'ttft', 'fixedMs')).toEqual([
      ...[fixedMs.value, ...fixedMs.ci95].map(String),
      ...['', '', String(n), ''],
    ]);
    expect(figure(text, 'workload', '', 'inputTokens')![0]).toBe('1750');
    const prediction = card.predictions.find(({ metric }) => metric === 'ttftMs')!;
    expect(figure(text, 'prediction', '', 'ttftMs')!.slice(0, 5)).toEqual(
      [prediction.value, ...prediction.ci95!, ...prediction.runInterval!].map(String),
    );
    expect(figure(text, 'claim', 'at-most', 'ttftMs')!.join()).toContain('refuted: The whole 95% interval breaks');
  });

  test('holds every level, what follows and its evidence', () => {
    const text = renderSweepFigures(load);
    const { levels, withinBudgets, bottleneck } = load.load!;
    for (const [index, name] of ['1 user', '2 users'].entries()) {
      const { ttftMs, outputTokensPerSecond } = levels[index]!;
      expect(figure(text, 'level', name, 'ttftMs.p50')![0]).toBe(String(ttftMs.p50));
      expect(figure(text, 'level', name, 'outputTokensPerSecond')![0]).toBe(String(outputTokensPerSecond));
    }
    expect(figure(text, 'finding', 'withinBudgets', 'load')![0]).toBe(String(levels[withinBudgets.level!]!.users));
    expect(figure(text, 'finding', 'bottleneck', 'kind')![0]).toBe(bottleneck!.kind);
    expect(figure(text, 'finding', 'bottleneck', bottleneck!.evidence[0]!.what)![0]).toBe(
      String(bottleneck!.evidence[0]!.value),
    );
  });

  test('of a sweep that measured nothing says how it ended, and never a zero for what is unknown', () => {
    const text = renderSweepFigures(deadReport());
    expect(figure(text, 'sweep', 'local vLLM', 'ending')![0]).toBe('failing');
    expect(text).not.toMatch(/NaN|undefined|null/);
  });
});

describe('a sweep as Markdown', () => {
  test('over lengths has a table of them, the curve with its intervals, and what was used', () => {
    const text = renderSweepMarkdown(length);
    expect(text).toContain('## local vLLM over the length of the prompt');
    expect(text).toContain('All of it was measured. It used 37 requests with 58\u202f312 tokens for $0.0312.');
    expect(text).toContain(
      '| Tokens | runs | first token | 95% interval | per output token |\n|---|---:|---:|---:|---:|',
    );
    expect(text).toMatch(/### Time to first token, 30 runs\n\n\| Part \| value \| 95% interval \|/);
    expect(text).not.toContain('prefill phase');
  });

  test('under load has a table of the levels and what follows from them', () => {
    const text = renderSweepMarkdown(load);
    expect(text).toContain('| Load | requests |');
    expect(text).toContain('\n| 16 users |');
    expect(text).toContain('- Up to 8 users the budgets are met');
    expect(text).toContain('### What limits it');
  });

  test('holds the workload that was asked for: every number with its interval and where it is from, and the claims', () => {
    const workload = {
      inputTokens: 1750,
      outputTokens: 500,
      users: 4,
      requestsPerSecond: null,
      requestsPerMonth: 9000,
    };
    const claims = [
      { metric: 'tpotMs', relation: 'at-most', value: 1 },
      { metric: 'usdPerMonth', relation: 'at-most', value: 1e6 },
    ] as const;
    const card = askedCard({ length, load }, { workload, claims });
    const text = renderSweepMarkdown({ ...length, card });
    expect(text).toContain('### Workload: 1\u202f750 tokens in, 500 out, 4 users, 9\u202f000 requests a month');
    expect(text).toContain('| Metric | value | 95% interval | single requests | computed from |');
    expect(text).toMatch(
      /\| Time to first token \| [\d.]+ ms \| [\d.]+ ms … [\d.]+ ms \| {2}\| \d levels of the load sweep \|/,
    );
    expect(text).toMatch(/\| Cost of a month \| \$[\d.]+ \| {2}\| {2}\| 9\u202f000 requests a month \|/);
    expect(text).toMatch(
      /- Claim "time per output token at most 1\.00 ms": refuted\. The whole 95% interval breaks the claim\./,
    );
    expect(text).toMatch(/- Claim "cost of a month at most \$1\D.*": supported\./);
  });

  test('of a sweep that failed says why, and opens no link of a server', () => {
    const text = renderSweepMarkdown({ ...deadReport(), endingSentence: 'No [x](command:evil) <b>' });
    expect(text).toContain('No \\[x\\](command:evil) \\<b\\>');
    expect(renderSweepMarkdown(deadReport())).toContain('Nobody listens at');
  });
});
