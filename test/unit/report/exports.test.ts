import { execFileSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { renderCsv } from '../../../src/report/csv';
import { renderCurl, variableMark } from '../../../src/report/curl';
import { renderHtml } from '../../../src/report/html';
import {
  busyTrace,
  chunksOf,
  hugeTrace,
  refusedKeyTrace,
  traceOf,
  unreachableTrace,
} from '../../webview/support/traces';
import { reportOf } from '../../webview/support/reports';
import { SAMPLE_REPORTS } from './sampleReports';

describe('CSV', () => {
  test('holds a line for each chunk, the first without a gap, unknown tokens empty', () => {
    const lines = renderCsv(reportOf(busyTrace())).split('\r\n');
    expect(lines[0]).toBe('index,at_ms,gap_ms,read,channel,characters,tokens');
    expect(lines[1]).toMatch(/^0,312\.4,,0,reasoning,3,$/);
    expect(lines[2]).toMatch(/^1,[\d.]+,[\d.]+,1,reasoning,\d+,$/);
    expect(lines).toHaveLength(65 + 2);
  });

  test('without chunks it is a head', () => {
    expect(renderCsv(reportOf(unreachableTrace()))).toBe('index,at_ms,gap_ms,read,channel,characters,tokens\r\n');
  });
});

/** What a real shell makes of a command: the arguments of `curl`, with a key in the environment. */
function argumentsOf(command: string): string[] {
  const script = `curl() { printf '%s\\0' "$@"; }\n${command}`;
  const out = execFileSync('sh', ['-c', script], { env: { PROMPT_PROFILER_API_KEY: 'k e"y', VLLM_KEY: 'v' } });
  return out.toString().split('\0').slice(0, -1);
}

describe('curl', () => {
  const body = JSON.stringify({ messages: [{ role: 'user', content: `it's "$HOME" \`id\` \\ !x\n$(id) 'end` }] });

  test('a shell hands the very request on, with the key from its own variable', () => {
    const command = renderCurl({
      url: "http://127.0.0.1:8000/v1/chat?a=1&b='x'",
      headers: {
        'content-type': 'application/json',
        authorization: `Bearer ${variableMark('PROMPT_PROFILER_API_KEY')}`,
      },
      body,
      awsRegion: null,
    });
    expect(argumentsOf(command)).toEqual([
      '--no-buffer',
      "http://127.0.0.1:8000/v1/chat?a=1&b='x'",
      '--header',
      'content-type: application/json',
      '--header',
      'authorization: Bearer k e"y',
      '--data-raw',
      body,
    ]);
  });

  test('a mark in the prompt is text, not a variable', () => {
    const command = renderCurl({ url: 'http://x/', headers: {}, body: variableMark('VLLM_KEY'), awsRegion: null });
    expect(argumentsOf(command)).toContain(variableMark('VLLM_KEY'));
  });

  test('a request that the server sent on is followed as it was, with its prompt', () => {
    const request = { url: 'http://x/', headers: {}, body: '{}', awsRegion: null };
    expect(renderCurl(request)).not.toContain('--location');
    const found = argumentsOf(renderCurl({ ...request, isRedirected: true }));
    expect(found).toEqual(expect.arrayContaining(['--location', '--post301', '--post302']));
  });

  test('what Amazon wants signed is signed by curl', () => {
    const command = renderCurl({ url: 'https://x/', headers: {}, body: '{}', awsRegion: 'eu-west-1' });
    expect(command).toContain(`--aws-sigv4 'aws:amz:eu-west-1:bedrock'`);
    expect(command).toContain('--user "$AWS_ACCESS_KEY_ID:$AWS_SECRET_ACCESS_KEY"');
  });
});

describe('HTML', () => {
  const HOSTILE = `</title><script>alert(1)</script><img src=x onerror="alert(1)">`;

  test('stands alone: no script, nothing from elsewhere', () => {
    const page = renderHtml(reportOf(busyTrace()));
    expect(page).toContain(`default-src 'none'`);
    expect(page).not.toMatch(
      /<script|<link|<img|src=|url\((?!#)|@import|https?:\/\/(?!127\.0\.0\.1|www\.w3\.org\/2000\/svg)/,
    );
  });

  test('says the same numbers as the report, each with its formula', () => {
    const page = renderHtml(reportOf(busyTrace()));
    for (const text of [
      '312.4 ms',
      'TTFT 312.4 ms − connection 9.20 ms = 303.2 ms',
      '230.1 ms',
      'price table',
      '1 812'.replace(' ', '\u202f'),
    ])
      expect(page).toContain(text);
    expect(page).toContain('stall');
  });

  test('names and messages of others are text', () => {
    const chunks = chunksOf(100, [{ channel: 'answer', count: 3, gapMs: 20 }]);
    const report = reportOf(traceOf(chunks, { models: [HOSTILE] }), {
      targetName: HOSTILE,
      model: HOSTILE,
      source: HOSTILE,
    });
    const page = renderHtml(report);
    expect(page).not.toMatch(/<script|<img/);
    expect(page).toContain('&#60;script&#62;');
  });

  test('holds neither prompt nor answer', () => {
    expect(renderHtml(reportOf(busyTrace()))).not.toMatch(/Where does the time go|reads the whole/);
  });

  test('every kind of report has a page, and its picture is well-formed', () => {
    const all = { ...SAMPLE_REPORTS, refused: reportOf(refusedKeyTrace()), huge: reportOf(hugeTrace()) };
    for (const [name, report] of Object.entries(all)) {
      const page = renderHtml(report);
      const svg = /<svg[\s\S]*<\/svg>/.exec(page)?.[0] ?? '<svg></svg>';
      expect(svg.split('<g').length, name).toBe(svg.split('</g>').length);
      expect(svg, name).not.toMatch(/NaN|undefined|Infinity|null/);
      expect(page.length, name).toBeLessThan(600_000);
    }
  });
});
