import { describe, expect, test } from 'vitest';
import type { RunReport } from '../../../src/core/runReport';
import { renderMarkdown } from '../../../src/report/markdown';
import { phaseBar } from '../../../src/report/phaseBar';
import { renderText } from '../../../src/report/text';
import { SAMPLE_REPORTS } from './sampleReports';

const sample = (name: string): RunReport => {
  const report = SAMPLE_REPORTS[name];
  if (!report) throw new Error(`no sample ${name}`);
  return report;
};
const plain = (name: string, width = 100): string =>
  renderText(sample(name), { width, color: false }).replaceAll('\u202F', '_');

describe('text for a terminal', () => {
  test('of a full report', () => {
    expect(plain('full')).toMatchInlineSnapshot(`
      "sky.prompt.md:1-1 → local server (qwen), grade B

      First token after 312 ms, of which the server queued for 230 ms, followed by 446 ms of thinking. All
      in all 40.2 tokens/s for 2.17 s, with one stall of 446 ms.

      ░▒▒▒▒▒▒▒▒▒▒▒▒███████████████████████████████████████████████████████████████████████████████████████
      dns 1 ms, connect 3 ms, tls 5 ms, send 1 ms, wait 11.1 ms, queue 230 ms (reported), prefill 61.2 ms
      (reported), thinking 446 ms, decode 1.72 s, tail 12 ms

      Time to first token                    312.4 ms  measured
      TTFT without connection                303.4 ms  measured
      Time to first answer token             758.0 ms  measured
      Thinking time                          445.6 ms  measured
      Connection setup                        9.00 ms  measured
      Queue time                             230.1 ms  reported
      Prefill speed                    12_875.8 tok/s  reported
      Time per output token                   24.9 ms  derived (measured ÷ reported)
      Decode speed                         40.2 tok/s  derived (measured ÷ reported)
      Decode duration                      2_165.6 ms  measured
      Inter-chunk latency, p50                20.0 ms  measured, n 87
      … p95                                   20.0 ms  measured, n 87
      … max                                  445.6 ms  measured, n 87
      Inter-token latency                  — withheld
          The server does not say how many tokens each chunk holds.
      Stalls                      1, longest 445.6 ms  measured
      Characters per second               40.2 char/s  measured
      End-to-end latency                   2_478.0 ms  measured
      End-to-end speed                     35.5 tok/s  derived (measured ÷ reported)
      Stream tail                             12.0 ms  measured
      Input tokens                              1_812  reported, 1_024 of them cached
      Output tokens                                88  reported, 24 of them reasoning
      Counted locally                1_809 in, 88 out  o200k_base
      Cost                                   $0.00214  $2.14 per 1_000, price table, 2026-10-01

      cached-prompt
          1_024 of 1_812 input tokens came from the prompt cache. This TTFT is a warm number; use cold
          runs to see the full prefill.
      via-proxy
          The request went through the proxy http://127.0.0.1:3128. Connection times are those to the
          proxy, and it may hold text back.
      "
    `);
  });
  test('of a run that failed', () => {
    expect(plain('failed')).toMatchInlineSnapshot(`
      "sky.prompt.md:1-1 → local server (qwen), grade C

      Failed after 80 ms, before any text came. http://127.0.0.1:8000/v1 did not accept the key. Set it.

      ████░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░
      connect 2 ms, send 1 ms, wait 77 ms

      Connection setup  2.00 ms  measured
      Input tokens            —  not known
      Output tokens           —  not known
      Cost                    —  no price is known for qwen
      "
    `);
  });

  test.each(Object.keys(SAMPLE_REPORTS))('%s: fits the width, but for addresses', (name) => {
    for (const width of [60, 80, 120]) {
      const long = plain(name, width)
        .split('\n')
        .filter((line) => line.length > width && !/http/.test(line));
      expect(long).toEqual([]);
    }
  });

  test.each(Object.keys(SAMPLE_REPORTS))('%s: says no made-up number', (name) => {
    expect(plain(name)).not.toMatch(/NaN|undefined|null|Infinity/);
  });

  test('colours change no character', () => {
    // eslint-disable-next-line no-control-regex
    const bare = renderText(sample('full'), { width: 100, color: true }).replace(/\u001b\[\d+m/g, '');
    expect(bare.replaceAll('\u202F', '_')).toBe(plain('full'));
  });

  test('names of others move no cursor', () => {
    // eslint-disable-next-line no-control-regex
    expect(plain('hostile')).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/);
  });
});

describe('Markdown', () => {
  test('of a full report', () => {
    expect(renderMarkdown(sample('full')).replaceAll('\u202F', '_')).toMatchInlineSnapshot(`
      "## local server, qwen

      First token after **312 ms**, of which the server queued for 230 ms, followed by **446 ms** of thinking. All in all **40.2 tokens/s** for 2.17 s, with one stall of 446 ms.

      | Number | Value | Source |
      |---|---:|---|
      | Time to first token | 312.4 ms | measured |
      | TTFT without connection | 303.4 ms | measured |
      | Time to first answer token | 758.0 ms | measured |
      | Thinking time | 445.6 ms | measured |
      | Connection setup | 9.00 ms | measured |
      | Queue time | 230.1 ms | reported |
      | Prefill speed | 12_875.8 tok/s | reported |
      | Time per output token | 24.9 ms | derived (measured ÷ reported) |
      | Decode speed | 40.2 tok/s | derived (measured ÷ reported) |
      | Decode duration | 2_165.6 ms | measured |
      | Inter-chunk latency, p50 | 20.0 ms | measured, n 87 |
      | … p95 | 20.0 ms | measured, n 87 |
      | … max | 445.6 ms | measured, n 87 |
      | Inter-token latency | — withheld | The server does not say how many tokens each chunk holds. |
      | Stalls | 1, longest 445.6 ms | measured |
      | Characters per second | 40.2 char/s | measured |
      | End-to-end latency | 2_478.0 ms | measured |
      | End-to-end speed | 35.5 tok/s | derived (measured ÷ reported) |
      | Stream tail | 12.0 ms | measured |
      | Input tokens | 1_812 | reported, 1_024 of them cached |
      | Output tokens | 88 | reported, 24 of them reasoning |
      | Counted locally | 1_809 in, 88 out | o200k\\_base |
      | Cost | $0.00214 | $2.14 per 1_000, price table, 2026-10-01 |

      Phases: dns 1.00 ms → connect 3.00 ms → tls 5.00 ms → send 1.00 ms → wait 11.1 ms → queue 230.1 ms (reported) → prefill 61.2 ms (reported) → thinking 445.6 ms → decode 1_720.0 ms → tail 12.0 ms

      - \`cached-prompt\`: 1_024 of 1_812 input tokens came from the prompt cache. This TTFT is a warm number; use cold runs to see the full prefill.
      - \`via-proxy\`: The request went through the proxy http://127.0.0.1:3128. Connection times are those to the proxy, and it may hold text back.

      Grade B · 2026-11-20T09:00:00.000Z · sky.prompt.md:1-1 · cli · linux x64 · Prompt Profiler 0.1.0
      "
    `);
  });

  test('names of others open no tag, link, heading or cell', () => {
    // The codes of findings are ours and stand in backticks.
    const markdown = renderMarkdown(sample('hostile')).replace(/^- `[a-z-]+`/gm, '-');
    expect(markdown).not.toMatch(/(?<!\\)[<[`]/);
    // eslint-disable-next-line no-control-regex
    expect(markdown).not.toMatch(/[\u0000-\u0009\u000b-\u001f]/);
    expect(markdown.split('\n').filter((line) => line.startsWith('#'))).toHaveLength(1);
    for (const row of markdown.split('\n').filter((line) => line.startsWith('|')))
      expect(row.match(/(?<!\\)\|/g)).toHaveLength(4);
  });

  test.each(Object.keys(SAMPLE_REPORTS))('%s: holds neither prompt nor answer', (name) => {
    const markdown = renderMarkdown(sample(name));
    expect(markdown).not.toContain('secret prompt');
    expect(markdown).not.toContain('sky blue');
    expect(markdown).not.toMatch(/NaN|undefined|null|Infinity/);
  });
});

describe('phases as a bar', () => {
  test('have its width together', () => {
    for (const report of Object.values(SAMPLE_REPORTS)) {
      const bar = phaseBar(report.phases, 80)
        .map(({ text }) => text)
        .join('');
      expect(bar.length).toBe(report.phases.length === 0 ? 0 : 80);
    }
  });
  test('show what is measured, reported and waited for in different ink', () => {
    const phase = (name: 'wait' | 'queue' | 'decode', startMs: number, source: 'measured' | 'reported') => ({
      name,
      startMs,
      endMs: startMs + 10,
      source,
    });
    const bar = phaseBar(
      [phase('wait', 0, 'measured'), phase('queue', 10, 'reported'), phase('decode', 20, 'measured')],
      6,
    );
    expect(bar.map(({ text }) => text)).toEqual(['░░', '▒▒', '██']);
  });
  test('of nothing is nothing', () => expect(phaseBar([], 80)).toEqual([]));
});
