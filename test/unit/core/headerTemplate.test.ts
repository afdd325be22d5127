import { describe, expect, it } from 'vitest';
import { fillHeaders, headerVariables, keyIsInHeader, keySourceOf } from '../../../src/core/headerTemplate';
import type { HttpTarget } from '../../../src/core/target';

const target = (headers: Record<string, string>, more: Partial<HttpTarget> = {}): HttpTarget => ({
  name: 't',
  protocol: 'openai-chat',
  url: 'https://api.example.com/v1',
  model: 'm',
  headers,
  ...more,
});

describe('header templates', () => {
  const both = target({ 'X-Team': '${env:TEAM}', 'X-Auth': 'Token ${secret}', 'X-Plain': '$HOME ${HOME} ${env:1X}' });

  it('name the variables and the key that they want, and leave other text alone', () => {
    expect(headerVariables(both)).toEqual(['TEAM']);
    expect(keyIsInHeader(both)).toBe(true);
    expect(fillHeaders(both, { apiKey: 'sk-1', environment: { TEAM: ' blue ' } })).toEqual({
      headers: { 'X-Team': 'blue', 'X-Auth': 'Token sk-1', 'X-Plain': '$HOME ${HOME} ${env:1X}' },
    });
  });

  it('say which variable is not set', () => {
    expect(fillHeaders(both, { apiKey: 'sk-1', environment: { TEAM: '  ' } })).toEqual({ missing: 'TEAM' });
  });

  it('never fill what a secret holds', () => {
    const once = target({ a: '${env:A}' });
    expect(fillHeaders(once, { apiKey: null, environment: { A: '${env:B}$&', B: 'b' } })).toEqual({
      headers: { a: '${env:B}$&' },
    });
  });

  it('ask for the stored key when a header wants it, unless the target says where else it is', () => {
    expect(keySourceOf(both)).toBe('secret');
    expect(keySourceOf(target({ a: '${secret}' }, { keyFrom: 'env:KEY' }))).toBe('env:KEY');
    expect(keySourceOf(target({}))).toBeNull();
    expect(keySourceOf({ name: 'g', protocol: 'gguf', path: 'a.gguf' })).toBeNull();
  });
});
