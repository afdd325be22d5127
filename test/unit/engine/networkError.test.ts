import { describe, expect, test } from 'vitest';
import { networkError } from '../../../src/engine/http/networkError';

const AT = 'http://example.test/v1';

describe('what Node says becomes', () => {
  test.each([
    ['ENOTFOUND', 'dns'],
    ['EAI_AGAIN', 'dns'],
    ['ECONNREFUSED', 'refused'],
    ['EHOSTUNREACH', 'refused'],
    ['ENETUNREACH', 'refused'],
    ['ETIMEDOUT', 'timeout'],
    ['ECONNRESET', 'reset'],
    ['EPIPE', 'reset'],
    ['EPROTO', 'tls'],
    ['CERT_HAS_EXPIRED', 'tls'],
    ['SELF_SIGNED_CERT_IN_CHAIN', 'tls'],
    ['DEPTH_ZERO_SELF_SIGNED_CERT', 'tls'],
    ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'tls'],
    ['ERR_TLS_CERT_ALTNAME_INVALID', 'tls'],
    ['HPE_INVALID_CONSTANT', 'malformed'],
    ['HPE_HEADER_OVERFLOW', 'malformed'],
    ['Z_DATA_ERROR', 'malformed'],
    ['ERR_INVALID_URL', 'bad-request'],
    ['ERR_INVALID_CHAR', 'bad-request'],
    ['ERR_UNESCAPED_CHARACTERS', 'bad-request'],
    ['SOMETHING_NEW', 'reset'],
  ] as const)('%s → %s', (code, kind) => {
    const error = networkError(Object.assign(new Error('what Node says'), { code }), AT);
    expect(error.kind).toBe(kind);
    expect(error.message).toContain(AT);
    expect(error.detail).toBe('what Node says');
    // What happened, and what to do next.
    expect(error.message.split(/[.:;,] /).length).toBeGreaterThan(1);
  });

  test('something that is no error at all → reset', () => {
    expect(networkError('odd', AT)).toMatchObject({ kind: 'reset', detail: null });
  });
});
