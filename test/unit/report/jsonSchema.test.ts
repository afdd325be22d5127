import { readFileSync } from 'node:fs';
import { Ajv, type ValidateFunction } from 'ajv';
import { describe, expect, test } from 'vitest';
import * as v from 'valibot';
import { publicReport } from '../../../src/core/publicReport';
import { TargetsFileSchema } from '../../../src/core/target';
import {
  runReportJsonSchema,
  seriesReportJsonSchema,
  sweepReportJsonSchema,
  targetListJsonSchema,
  targetsJsonSchema,
  type JsonSchema,
} from '../../../src/report/jsonSchema';
import { SAMPLE_REPORTS } from './sampleReports';

const compile = (schema: JsonSchema): ValidateFunction => new Ajv({ allErrors: true }).compile(schema);

describe('the schemas that ship are those of the code', () => {
  test.each([
    ['run-1.schema.json', runReportJsonSchema()],
    ['series-1.schema.json', seriesReportJsonSchema()],
    ['sweep-1.schema.json', sweepReportJsonSchema()],
    ['targets.schema.json', targetsJsonSchema()],
    ['target-list.schema.json', targetListJsonSchema()],
  ])('%s', (name, schema) => {
    const shipped = readFileSync(new URL(`../../../media/schemas/${name}`, import.meta.url), 'utf8');
    expect(shipped, 'run: node scripts/schemas.mjs').toBe(`${JSON.stringify(schema, null, 2)}\n`);
  });
});

describe('a run report', () => {
  const validate = compile(runReportJsonSchema());
  test.each(Object.entries(SAMPLE_REPORTS))('that is %s is valid, with all its parts and without', (_, report) => {
    for (const trace of [true, false]) {
      for (const includeText of [true, false]) {
        validate(JSON.parse(JSON.stringify(publicReport(report, { trace, includeText }))));
        expect(validate.errors).toBeNull();
      }
    }
  });

  const full = SAMPLE_REPORTS['full'];
  test.each<[string, object]>([
    ['another schema', { schema: 'prompt-profiler/run@2' }],
    ['a status of its own', { outcome: { ...full?.outcome, status: 'fine' } }],
    ['no metrics', { metrics: {} }],
    ['a number as text', { metrics: { ...full?.metrics, ttftMs: { value: '312', source: 'measured' } } }],
    ['an unknown source', { metrics: { ...full?.metrics, ttftMs: { value: 312, source: 'guessed' } } }],
    ['half a token', { tokens: { ...full?.tokens, contextWindow: 0.5 } }],
  ])('with %s is not', (_, change) => expect(validate({ ...full, ...change })).toBe(false));
});

describe('a targets file', () => {
  const validate = compile(targetsJsonSchema());
  const target = { name: 'a', protocol: 'openai-chat', url: 'http://127.0.0.1:8000/v1', model: 'm' };
  const gguf = { name: 'b', protocol: 'gguf', path: 'b.gguf' };
  test.each<[string, boolean, unknown]>([
    ['the least', true, { targets: [] }],
    ['one of each kind', true, { $schema: 'x', targets: [target, gguf], defaultTarget: 'a' }],
    [
      'all there is',
      true,
      {
        targets: [
          {
            ...target,
            keyFrom: 'env:KEY',
            headers: { a: 'b' },
            parameters: { maxTokens: 9, extra: { x: [1] } },
            price: { inputPerMTok: 0, outputPerMTok: 1 },
            contextWindow: 9,
            timeouts: { stallMs: 0 },
            budgets: { ttftMs: 9 },
          },
        ],
      },
    ],
    ['an address in capitals', true, { targets: [{ ...target, url: 'HTTP://127.0.0.1/v1' }] }],
    ['no address', false, { targets: [{ ...target, url: 'ftp://a' }] }],
    ['a field that nobody knows', false, { targets: [{ ...target, modle: 'm' }] }],
    ['a key in the file', false, { targets: [{ ...target, keyFrom: 'sk-123' }] }],
    ['an unknown protocol', false, { targets: [{ ...target, protocol: 'soap' }] }],
    ['no list', false, {}],
  ])('%s: %s', (_, valid, file) => {
    expect(validate(file)).toBe(valid);
    // The schema for editors and the check at run time must not differ.
    expect(v.is(TargetsFileSchema, file)).toBe(valid);
  });

  test('every field tells its user what it is for', () => {
    const missing: string[] = [];
    const visit = (node: unknown, path: string): void => {
      if (typeof node !== 'object' || node === null) return;
      const { properties, items, oneOf } = node as { properties?: object; items?: unknown; oneOf?: unknown[] };
      for (const [name, child] of Object.entries(properties ?? {})) {
        if (name !== '$schema' && !('description' in (child as object))) missing.push(`${path}.${name}`);
        visit(child, `${path}.${name}`);
      }
      visit(items, path);
      oneOf?.forEach((each) => visit(each, path));
    };
    visit(targetsJsonSchema(), '');
    expect(missing).toEqual([]);
  });
});

test('a list of targets, as the setting holds it', () => {
  const validate = compile(targetListJsonSchema());
  expect(validate([{ name: 'b', protocol: 'gguf', path: 'b.gguf' }])).toBe(true);
  expect(validate([{ name: 'b', protocol: 'gguf' }])).toBe(false);
});
