import { expect, test } from 'vitest';
import type { Target } from '../../../src/core/target';
import { secretsOf } from '../../../src/engine/secrets';

const AWS = { AWS_SECRET_ACCESS_KEY: 'wJalrXUtnFEMI', AWS_SESSION_TOKEN: 'FwoGZXIvYXdzEJr' };
const targetOf = (protocol: 'bedrock-converse' | 'openai-chat'): Target => ({
  name: 't',
  protocol,
  url: 'http://127.0.0.1:1',
  model: 'm',
});

test('what a request is signed with is masked wherever a server repeats it', () => {
  const secrets = secretsOf({ target: targetOf('bedrock-converse'), apiKey: null }, 'report', AWS);
  expect(secrets.mask(`token ${AWS.AWS_SESSION_TOKEN}, key ${AWS.AWS_SECRET_ACCESS_KEY}`)).toMatch(
    /^token •+, key •+$/,
  );
});

test('the environment of other clouds is none of a request that is not signed', () => {
  expect(secretsOf({ target: targetOf('openai-chat'), apiKey: null }, 'report', AWS).values).toEqual([]);
});
