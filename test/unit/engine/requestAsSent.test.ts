import { describe, expect, test } from 'vitest';
import { requestAsSent } from '../../../src/engine/requestAsSent';
import { engineForTests, serverForTests } from '../../support/forTests';
import { requestTo, runOnce } from '../../support/testEngine';

/** What is shown of a request is held against what the server really got. */

const server = await serverForTests();
const engine = engineForTests();

const mark = (name: string): string => `<${name}>`;

const lastBody = async (): Promise<unknown> => JSON.parse((await server.log()).at(-1)?.body ?? '{}');

describe('the request as it is shown', () => {
  test('is the one that was answered, without the field that was refused, in that run and in later ones', async () => {
    const request = requestTo(server.url('refusesField', { field: 'temperature' }), {
      target: { parameters: { temperature: 0, maxTokens: 9 } },
    });
    for (const isFirst of [true, false]) {
      const { report } = await runOnce(engine, request);
      expect(report.attempts).toHaveLength(isFirst ? 1 : 0);
      expect(report.trace?.conceded).toEqual(['temperature']);
      const conceded = report.trace?.conceded ?? [];
      const shown = await requestAsSent(request, { mark, runId: report.id, conceded, isRedirected: false });
      expect(JSON.parse(shown?.body ?? '')).toEqual(await lastBody());
      expect(shown?.body).not.toContain('temperature');
    }
  });

  test('of a cold run begins with the digits that it began with, and each run has its own', async () => {
    const request = requestTo(server.url('steady'), { cache: 'cold' });
    const bodies = new Set<string>();
    for (let run = 0; run < 2; run += 1) {
      const { report } = await runOnce(engine, request);
      const shown = await requestAsSent(request, { mark, runId: report.id, conceded: [], isRedirected: false });
      expect(JSON.parse(shown?.body ?? '')).toEqual(await lastBody());
      expect(shown?.body).toMatch(/"[0-9a-f]{12}\\n\\nHow long is a day\?"/);
      bodies.add(shown?.body ?? '');
    }
    expect(bodies.size).toBe(2);
  });

  test('of a run that met no refusal has every field', async () => {
    const request = requestTo(server.url('steady'), { target: { parameters: { temperature: 0 } } });
    const { report } = await runOnce(engine, request);
    expect(report.trace).not.toHaveProperty('conceded');
    const shown = await requestAsSent(request, { mark, runId: report.id, conceded: [], isRedirected: false });
    expect(JSON.parse(shown?.body ?? '')).toEqual(await lastBody());
  });
});

describe('runs at the same time', () => {
  test('find each other in their reports, and runs one after the other do not', async () => {
    const request = requestTo(server.url('steady', { tokens: 20, everyMs: 5 }));
    const both = await Promise.all([runOnce(engine, request), runOnce(engine, request)]);
    for (const { report } of both) {
      expect(report.trace?.beside).toEqual({ near: 1, elsewhere: 0 });
      const finding = report.quality.findings.find(({ code }) => code === 'shared-server');
      expect(finding?.message).toContain('of this tool');
    }
    const { report } = await runOnce(engine, request);
    expect(report.trace).not.toHaveProperty('beside');
    expect(report.quality.findings.map(({ code }) => code)).not.toContain('shared-server');
  });
});
