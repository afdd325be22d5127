import { describe, expect, test } from 'vitest';
import type { Target } from '../../../src/core/target';
import { RunsUnderWay } from '../../../src/engine/runsUnderWay';

const http = (url: string): Target => ({ name: url, protocol: 'openai-chat', url, model: 'm' });
const HOSTED = http('https://api.a.example/v1');
const SAME_HOST = http('https://api.a.example/v2');
const OTHER = http('https://api.b.example/v1');
const LOCAL = http('http://127.0.0.1:8000/v1');
const LOCAL_TOO = http('http://localhost:11434/v1');
const FILE: Target = { name: 'file', protocol: 'gguf', path: '/models/a.gguf' };

describe('runs under way', () => {
  test.each<[string, Target, Target, 'near' | 'elsewhere']>([
    ['two paths of one server', HOSTED, SAME_HOST, 'near'],
    ['two servers', HOSTED, OTHER, 'elsewhere'],
    ['two servers on this machine', LOCAL, LOCAL_TOO, 'near'],
    ['a model file and a server on this machine', FILE, LOCAL, 'near'],
    ['a model file and a server elsewhere', FILE, HOSTED, 'elsewhere'],
  ])('%s tell each other so', (_, one, other, where) => {
    const runs = new RunsUnderWay();
    const ends = [runs.begin(one), runs.begin(other)];
    for (const end of ends) expect(end()).toEqual({ ...{ near: 0, elsewhere: 0 }, [where]: 1 });
  });

  test('one after the other were alone', () => {
    const runs = new RunsUnderWay();
    expect(runs.begin(HOSTED)()).toBeNull();
    expect(runs.begin(HOSTED)()).toBeNull();
  });

  test('the most at once counts, also when they are gone by the end', () => {
    const runs = new RunsUnderWay();
    const long = runs.begin(HOSTED);
    const short = [runs.begin(HOSTED), runs.begin(HOSTED)];
    for (const end of short) end();
    runs.begin(HOSTED)();
    expect(long()).toEqual({ near: 2, elsewhere: 0 });
  });
});
