import { describe, expect, test } from 'vitest';
import { ENVIRONMENT_ALONE, type NetworkSettings } from '../../../src/core/networkSettings';
import { RunFailure } from '../../../src/core/runError';
import { proxyFor } from '../../../src/engine/network/proxyFor';

const SECURE = 'https://api.example.com/v1';
const PLAIN = 'http://api.example.com/v1';

const proxy = (url: string, settings: Partial<NetworkSettings>, variables: Record<string, string> = {}) =>
  proxyFor(new URL(url), { ...ENVIRONMENT_ALONE, ...settings }, variables);

describe('the proxy', () => {
  test.each([
    ['of the setting', SECURE, { proxyUrl: 'http://a:3128' }, { HTTPS_PROXY: 'http://b:1' }, 'a:3128'],
    ['of the environment for https', SECURE, {}, { HTTPS_PROXY: 'http://b:1', HTTP_PROXY: 'http://c:1' }, 'b:1'],
    ['of the environment for http', PLAIN, {}, { HTTPS_PROXY: 'http://b:1', HTTP_PROXY: 'http://c:1' }, 'c:1'],
    ['in lower case first', SECURE, {}, { HTTPS_PROXY: 'http://b:1', https_proxy: 'http://d:1' }, 'd:1'],
    ['for all', SECURE, {}, { ALL_PROXY: 'http://e:1' }, 'e:1'],
    ['for all, in lower case', PLAIN, {}, { all_proxy: 'http://e:1' }, 'e:1'],
    ['without a scheme', SECURE, { proxyUrl: 'proxy.corp:8080' }, {}, 'proxy.corp:8080'],
    ['with the port of its scheme', SECURE, { proxyUrl: 'https://proxy.corp' }, {}, 'proxy.corp:443'],
    ['at an IPv6 address', SECURE, { proxyUrl: 'http://[::1]:3128/' }, {}, '[::1]:3128'],
    [
      'for this machine, when asked for',
      'http://localhost:1',
      { proxyUrl: 'http://a:1', noProxy: ['<-loopback>'] },
      {},
      'a:1',
    ],
  ])('%s', (...[, url, settings, variables, address]) => {
    expect(proxy(url, settings, variables as Record<string, string>)?.address).toBe(address);
  });
});

describe('no proxy', () => {
  test.each([
    ['named by nobody', SECURE, {}, {}],
    ['when switched off', SECURE, { useProxies: false, proxyUrl: 'http://a:1' }, { HTTPS_PROXY: 'http://b:1' }],
    ['for a host that the setting leaves out', SECURE, { proxyUrl: 'http://a:1', noProxy: ['example.com'] }, {}],
    ['for a host that the environment leaves out', SECURE, { proxyUrl: 'http://a:1' }, { NO_PROXY: 'x, example.com' }],
    ['for this machine', 'http://localhost:11434', { proxyUrl: 'http://a:1' }, {}],
    ['of an empty variable', SECURE, { proxyUrl: ' ' }, { HTTPS_PROXY: '' }],
  ])('%s', (_, url, settings, variables) => {
    expect(proxy(url, settings, variables as Record<string, string>)).toBeNull();
  });
});

test('name and password are decoded and sent, and never part of what is shown', () => {
  const found = proxy(SECURE, { proxyUrl: 'http://jo%40corp:p%3Aw@proxy.corp:8080' });
  expect(found?.authorization).toBe(`Basic ${Buffer.from('jo@corp:p:w').toString('base64')}`);
  expect(found?.address).toBe('proxy.corp:8080');
});

test.each([
  [
    'socks5://jo:p%3Aw@proxy.corp:1081',
    'socks5://proxy.corp:1081',
    { version: 5, findsNames: false, user: 'jo', password: 'p:w' },
  ],
  ['socks5h://proxy.corp', 'socks5h://proxy.corp:1080', { version: 5, findsNames: true, user: '', password: '' }],
  ['socks4://[::1]:9', 'socks4://[::1]:9', { version: 4, findsNames: false, user: '', password: '' }],
] as const)('%s', (proxyUrl, address, socks) => {
  expect(proxy(SECURE, { proxyUrl, proxyAuthorization: 'Negotiate abc' })).toMatchObject({
    address,
    socks,
    authorization: null,
  });
});

test('http.proxyAuthorization goes before what the address holds', () => {
  const found = proxy(SECURE, { proxyUrl: 'http://jo:pw@proxy.corp:8080', proxyAuthorization: 'Negotiate abc' });
  expect(found?.authorization).toBe('Negotiate abc');
});

test.each([
  ['ftp://user:hunter2@proxy.corp:21', 'speaks ftp'],
  ['http://user:hunter2@wpad.corp/proxy.pac', 'PAC'],
  ['pac+https://user:hunter2@corp/rules', 'PAC'],
  ['http://user:hunter2@wpad/wpad.dat', 'PAC'],
  ['http://', 'no address'],
  ['http://user:hunter2@', 'no address'],
])('%s cannot be used, which is said without the password', (proxyUrl, words) => {
  const failure = (() => {
    try {
      return proxy(SECURE, { proxyUrl });
    } catch (error) {
      return error;
    }
  })();
  expect(failure).toBeInstanceOf(RunFailure);
  const { kind, message } = (failure as RunFailure).error;
  expect(kind).toBe('unsupported');
  expect(message).toContain(words);
  expect(message).toContain('http.proxy');
  expect(message).not.toContain('hunter2');
});
