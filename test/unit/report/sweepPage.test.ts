import { mkdirSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { inProject } from '../../../scripts/lib/project.mjs';
import type { SweepReport } from '../../../src/core/sweep/sweepReport';
import { askedCard } from '../../../src/core/sweep/askedCard';
import { renderSweepHtml } from '../../../src/report/sweepHtml';
import { closedLevels, fingerprint, lengthReport, loadReport } from '../../webview/support/sweeps';
import { simulatedLevel } from '../../webview/support/simulatedLevels';
import { deadReport } from '../../webview/support/sweepStates';

const HOSTILE = `</title><script>alert(1)</script><img src=x onerror="alert(1)">`;
const CLAIMS = [
  { metric: 'ttftMs', relation: 'at-most', value: 1000 },
  { metric: 'decodeTokensPerSecond', relation: 'at-least', value: 300 },
] as const;
const WORKLOAD = { inputTokens: 1750, outputTokens: 500, users: null, requestsPerSecond: null };

const bare = { length: lengthReport({ fails: (tokens, round) => tokens === 512 && round === 2 }), load: null };
const length: SweepReport = { ...bare.length, card: askedCard(bare, { workload: WORKLOAD, claims: CLAIMS }) };
const load = loadReport(
  [
    ...closedLevels(() => ({}), [1, 4, 8]),
    simulatedLevel({ users: 16, ending: 'failing', fails: (index) => (index % 3 === 0 ? 'overloaded' : null) }),
  ],
  { batching: fingerprint('continuous') },
);
const pages = { length: renderSweepHtml(length), load: renderSweepHtml(load), dead: renderSweepHtml(deadReport()) };
const titlesOf = (page: string) => [...page.matchAll(/<h2>(.*?)<\/h2>/g)].map(([, title]) => title);

// Kept to be looked at.
mkdirSync(inProject('artifacts', 'pages'), { recursive: true });
for (const [name, page] of Object.entries(pages))
  writeFileSync(inProject('artifacts', 'pages', `sweep-${name}.html`), page);

describe('a sweep as a page', () => {
  test.each(Object.entries(pages))('%s: needs nothing else: no script, no address of elsewhere', (_, page) => {
    expect(page).toContain(`default-src 'none'`);
    expect(page).not.toMatch(
      /<script|<link|<img|src=|href=|url\((?!#)|@import|https?:\/\/(?!127\.0\.0\.1|www\.w3\.org\/2000\/svg)/,
    );
  });

  test.each(Object.entries(pages))('%s: its pictures are well-formed and their names used once', (_, page) => {
    const ids = [...page.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const [svg] of page.matchAll(/<svg[\s\S]*?<\/svg>/g)) {
      expect(svg.split('<g').length).toBe(svg.split('</g>').length);
      expect(svg).not.toMatch(/NaN|undefined|Infinity|null/);
    }
    expect(page).not.toMatch(/NaN|undefined|\[object/);
  });

  test('over lengths has the card, both charts, the numbers, the curves, the runs and their sources', () => {
    expect(titlesOf(pages.length)).toEqual([
      'Workload: 1\u202f750 tokens in, 500 out',
      'Time to first token over input tokens',
      'Time per output token over context',
      'Lengths in numbers',
      'Time to first token, 41 runs',
      'Time per output token, 41 runs',
      'Runs',
      'Where the numbers come from',
      'Use and price',
    ]);
    expect(pages.length.match(/<svg /g)).toHaveLength(2);
    expect(pages.length).toMatch(/Claim &#34;decode speed at least 300\.0 tok\/s&#34;: refuted\./);
    expect(pages.length).toContain('43 runs, 1 of them warm-ups, which are left out. 41 of the others completed.');
    expect(pages.length).toContain('<li>Failed: 1 reset.</li>');
    expect(pages.length).toContain('Input tokens: reported.');
    const { ttftMs } = length.length!.points[3]!;
    expect(pages.length).toContain(`<td>${ttftMs!.median.toFixed(1)} ms</td>`);
  });

  test('under load has every chart, all percentiles, what follows, the requests and their sources', () => {
    expect(titlesOf(pages.load)).toEqual([
      'Time to first token against throughput',
      'How the server batches',
      'TTFT by users',
      'TPOT by users',
      'E2E by users',
      expect.stringMatching(/^Requests of one level: \d+ users$/),
      'What follows',
      'What limits it',
      'Batching',
      'Times of each level, in ms',
      'Throughput of each level',
      'Whether this machine was in the way',
      'Requests',
      'Where the numbers come from',
      'Use and price',
    ]);
    expect(pages.load.match(/<svg /g)).toHaveLength(6);
    const sent = load.load!.levels.flatMap(({ requests }) => requests);
    const failed = sent.filter(({ status }) => status === 'failed').length;
    expect(failed).toBeGreaterThan(2);
    expect(pages.load).toContain(`${sent.length} requests at 4 levels:`);
    expect(pages.load).toContain(`<li>Failed: ${failed} overloaded.</li>`);
    expect(pages.load).toContain('<th scope="row">8 users</th>');
    expect(pages.load).toContain('Budgets of a request: TTFT 2 s');
  });

  test('hatches what a server reports of itself', () => {
    const page = renderSweepHtml(loadReport([simulatedLevel({ users: 8, slots: 2, tells: true })]));
    const [timeline = ''] = /Requests of one level[\s\S]*?<\/svg>/.exec(page) ?? [];
    expect(timeline).toContain('queue, as the server says');
    expect(timeline.match(/<clipPath /g)!.length).toBeGreaterThan(2);
    writeFileSync(inProject('artifacts', 'pages', 'sweep-told.html'), page);
  });

  test('of a sweep that measured nothing has no picture and says why', () => {
    expect(pages.dead).not.toContain('<svg');
    expect(pages.dead).toContain('Nobody listens at');
  });

  test('names and sentences of others are text', () => {
    const target = { ...load.target, name: HOSTILE, model: HOSTILE };
    const batching = { ...fingerprint('continuous'), sentence: HOSTILE };
    for (const report of [
      { ...load, target, load: { ...load.load!, batching } },
      { ...length, target, endingSentence: HOSTILE },
    ]) {
      const page = renderSweepHtml(report);
      expect(page).not.toMatch(/<script|<img/);
      expect(page).toContain('&#60;script&#62;');
    }
  });

  test('holds no prompt and no answer', () => {
    expect(pages.length + pages.load).not.toMatch(/reads the whole|prefill phase/);
  });

  test('with thousands of requests stays a page that opens at once', () => {
    const level = simulatedLevel({ users: 200, slots: 64, wanted: 2000, inputTokens: 100, outputTokens: 20 });
    expect(renderSweepHtml(loadReport([level])).length).toBeLessThan(600_000);
  });
});
