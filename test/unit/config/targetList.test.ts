import { describe, expect, it } from 'vitest';
import { BUILT_IN_TARGET } from '../../../src/config/builtInTarget';
import { originOf, withAbsolutePath, withDefaults } from '../../../src/config/resolveTarget';
import { defaultEntry, targetList } from '../../../src/config/targetList';
import { DEFAULT_TIMEOUTS, type Target } from '../../../src/core/target';

const http = (name: string, url = 'http://127.0.0.1/v1'): Target => ({
  name,
  protocol: 'openai-chat',
  url,
  model: 'm',
});
const gguf = (path: string): Target => ({ name: 'file', protocol: 'gguf', path });
const placed = (target: Target) => ({ target, file: 'file:///team/prompt-profiler.json' });
const none = { workspace: [], user: [], picked: [] };

describe('targetList', () => {
  it('is the built-in model when nothing is configured, used without a question', () => {
    const entries = targetList({ ...none, trusted: true });
    expect(entries.map(({ target }) => target)).toEqual([BUILT_IN_TARGET]);
    expect(defaultEntry(entries, [undefined])?.target).toBe(BUILT_IN_TARGET);
  });

  it('lists the targets of a workspace that is not trusted, but they cannot be used nor take a known name', () => {
    const found = { ...none, workspace: [placed(http('a', 'http://evil/v1')), placed(http('b'))], user: [http('a')] };
    const entries = targetList({ ...found, trusted: false });
    expect(entries.map(({ target: { name }, origin, usable }) => [name, origin, usable])).toEqual([
      ['a', 'user', true],
      [BUILT_IN_TARGET.name, 'built-in', true],
      ['b', 'workspace', false],
    ]);
  });

  it('prefers the workspace when it is trusted', () => {
    const [first] = targetList({
      ...none,
      workspace: [placed(http('a', 'http://team/v1'))],
      user: [http('a')],
      trusted: true,
    });
    expect(first).toMatchObject({ origin: 'workspace', usable: true, target: { url: 'http://team/v1' } });
  });

  it('leaves the choice to the user when there are several and none is wished', () => {
    const entries = targetList({ ...none, user: [http('a')], trusted: true });
    expect(defaultEntry(entries, ['gone', undefined])).toBeNull();
    expect(defaultEntry(entries, ['gone', 'a'])?.target.name).toBe('a');
  });
});

describe('withDefaults', () => {
  it('never overrides what the target says', () => {
    const target = { ...http('a'), parameters: { maxTokens: 5 }, timeouts: { stallMs: 0 } };
    const filled = withDefaults(target, {
      parameters: { maxTokens: 9, seed: 1 },
      timeouts: { stallMs: 7, connectMs: 8 },
    });
    expect(filled.parameters).toEqual({ maxTokens: 5, seed: 1 });
    expect(filled.timeouts).toEqual({ ...DEFAULT_TIMEOUTS, stallMs: 0, connectMs: 8 });
  });
});

describe('withAbsolutePath', () => {
  it.each([
    ['models/a.gguf', '/team', '/team/models/a.gguf'],
    ['/abs/a.gguf', '/team', '/abs/a.gguf'],
    ['builtin:latency-1m', '/team', 'builtin:latency-1m'],
    ['models/a.gguf', null, 'models/a.gguf'],
  ])('%s in %s is %s', (path, folder, expected) => {
    expect(withAbsolutePath(gguf(path), folder)).toMatchObject({ path: expected });
  });
  it('knows the home of the user', () => {
    expect(withAbsolutePath(gguf('~/a.gguf'), '/team')).toMatchObject({
      path: expect.stringMatching(/^[^~].*a\.gguf$/) as string,
    });
  });
});

describe('originOf', () => {
  it.each([
    ['https://api.example.com/v1', 'https://api.example.com'],
    ['https://api.example.com:443/v2?x=1', 'https://api.example.com'],
    ['http://api.example.com/v1', 'http://api.example.com'],
    ['https://api.example.com:8443/v1', 'https://api.example.com:8443'],
    ['http://[', 'http://['],
  ])('%s', (url, origin) => {
    expect(originOf(url)).toBe(origin);
  });
});
