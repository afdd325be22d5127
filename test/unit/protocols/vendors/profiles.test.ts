import { describe, expect, test } from 'vitest';
import { HTTP_PROTOCOLS, SERVER_NUMBERS, VENDORS } from '../../../../src/core/vocabulary';
import { PROFILES, profileOf } from '../../../../src/protocols/vendors/profiles';
import { SIGN_PATHS } from '../../../../src/protocols/vendors/recognize';
import { hostOf, vendorOfHost } from '../../../../src/protocols/vendors/vendorOfTarget';

/** A host that a pattern stands for. */
const sample = (pattern: string): string => pattern.replaceAll('*', 'some-1');

test('each vendor has one profile', () => {
  expect(PROFILES.map(({ id }) => id).toSorted()).toEqual(VENDORS.toSorted());
  expect(new Set(PROFILES.map(({ title }) => title)).size).toBe(PROFILES.length);
});

describe.each(PROFILES.map((profile) => [profile.id, profile] as const))('%s', (id, profile) => {
  test('says where it is and what it speaks', () => {
    expect(profileOf(id)).toBe(profile);
    expect(profile.title).not.toBe('');
    expect(profile.baseUrl).toMatch(/^https?:\/\/[^/]+/);
    expect(profile.baseUrl).not.toMatch(/\/$/);
    expect(profile.protocols.length).toBeGreaterThan(0);
    expect(HTTP_PROTOCOLS).toEqual(expect.arrayContaining([...profile.protocols]));
    expect(profile.protocols).toEqual(expect.arrayContaining(Object.keys(profile.extras)));
  });

  test('is recognised where it is at home', () => {
    if (profile.kind === 'server') return expect(profile.hosts).toEqual([]);
    expect(profile.baseUrl).toMatch(/^https:/);
    expect(profile.key.variables.length).toBeGreaterThan(0);
    for (const url of [
      profile.baseUrl.replace(/\{\w+\}/g, 'some-1'),
      ...profile.hosts.map((host) => `https://${sample(host)}/x`),
    ])
      expect(vendorOfHost(url), url).toBe(id);
  });

  test('shares no host with another', () => {
    for (const host of profile.hosts)
      for (const other of PROFILES)
        if (other !== profile) expect(other.hosts.map(sample), other.id).not.toContain(sample(host));
  });

  test('says of each number at most once how it is got', () => {
    const all = [...profile.reports, ...profile.reportsWith.flatMap(({ numbers }) => numbers)];
    expect(new Set(all).size).toBe(all.length);
    expect(SERVER_NUMBERS).toEqual(expect.arrayContaining(all));
    for (const { numbers, needs } of profile.reportsWith) {
      expect(numbers.length).toBeGreaterThan(0);
      expect(needs).not.toMatch(/^$|\.$/);
    }
  });

  test('asks for nothing but GETs under its own root', () => {
    const { models, version, signs } = profile;
    const paths = [models?.path, version?.path, ...signs.flat().map(({ path }) => path)].filter(
      (path) => path !== undefined,
    );
    for (const path of paths) expect(path).toMatch(/^\/\w|^https:\/\//);
    if (models?.path.startsWith('https:')) expect(vendorOfHost(models.path)).toBe(id);
  });

  test('names headers as they are compared, and says what they cover', () => {
    for (const { name, covers } of profile.headers) {
      expect(name).toMatch(/^[a-z0-9-]+\*?$/);
      expect(covers).not.toMatch(/^$|\.$/);
    }
  });

  test('has quirks that are sentences', () => {
    for (const quirk of profile.quirks) expect(quirk).toMatch(/^[A-Z].*\.$/);
  });
});

test('what tells servers apart costs few requests', () => expect(SIGN_PATHS.length).toBeLessThanOrEqual(12));

describe('a host', () => {
  test.each([
    ['https://api.openai.com/v1', 'openai'],
    ['https://eu.api.openai.com/v1', 'openai'],
    ['https://API.OpenAI.com:443', 'openai'],
    ['https://user:pw@api.openai.com/v1', 'openai'],
    ['https://r.openai.azure.com/openai/deployments/d/chat/completions?api-version=1', 'azure-openai'],
    ['https://r.openai.azure.com/openai/v1', 'azure-openai'],
    ['https://r.services.ai.azure.com/models', 'azure-openai'],
    ['https://us-central1-aiplatform.googleapis.com/v1/projects/p', 'vertex'],
    ['https://aiplatform.googleapis.com/v1/projects/p', 'vertex'],
    ['https://bedrock-runtime.eu-west-1.amazonaws.com', 'bedrock'],
    ['https://dashscope.aliyuncs.com/compatible-mode/v1', 'alibaba'],
    ['https://models.github.ai/inference', 'github-models'],
    ['https://router.huggingface.co/v1', 'huggingface'],
    ['https://integrate.api.nvidia.com/v1', 'nvidia-nim'],
  ])('%s is of %s', (url, vendor) => expect(vendorOfHost(url)).toBe(vendor));

  test.each([
    'https://api.openai.com.evil.example/v1',
    'https://notapi-openai.com/v1',
    'https://evil.example/api.openai.com',
    'https://evil.example?https://api.openai.com',
    'https://api.openai.com@evil.example/v1',
    'https://evil.example\\@api.openai.com/v1',
    'https://openai.azure.com.evil.example',
    'http://127.0.0.1:8000/v1',
    'api.openai.com',
    '',
  ])('%s is nobody known', (url) => expect(vendorOfHost(url)).toBeNull());

  test('is read as the network reads it', () => {
    for (const url of ['http://[::1]:8000/v1', 'http://a.b:1', 'https://x.y?z', 'https://u:p@h.i/j@k', 'http://H.'])
      expect(hostOf(url), url).toBe(new URL(url).hostname.replace(/\.$/, ''));
  });
});
