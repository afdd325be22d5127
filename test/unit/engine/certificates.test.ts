import { mkdtempSync, writeFileSync } from 'node:fs';
import https from 'node:https';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest';
import { ENVIRONMENT_ALONE, type NetworkSettings } from '../../../src/core/networkSettings';
import type { Tls } from '../../../src/core/target';
import { makeCertificates, PASSPHRASE, type TestCertificates } from '../../support/certificates';
import { createTestEngine, requestTo, runOnce } from '../../support/testEngine';

let certificates: TestCertificates;
/** One server that shows its certificate, and one that wants the client's, too. */
const servers: https.Server[] = [];
let open: string;
let locked: string;
const engine = createTestEngine();

const STREAM =
  'data: {"model":"m","choices":[{"index":0,"delta":{"content":" word"},"finish_reason":null}]}\n\n' +
  'data: {"choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}\n\ndata: [DONE]\n\n';

async function serve(options: https.ServerOptions): Promise<string> {
  const server = https.createServer(options, (_, response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' }).end(STREAM);
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `https://localhost:${String((server.address() as AddressInfo).port)}/v1`;
}

beforeAll(async () => {
  certificates = makeCertificates('localhost');
  open = await serve(certificates.server);
  locked = await serve({ ...certificates.server, requestCert: true, rejectUnauthorized: true });
});
afterAll(async () => {
  await engine.dispose();
  for (const server of servers) {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
  certificates.remove();
});

async function run(url: string, tls: Tls | undefined, network: Partial<NetworkSettings> = {}) {
  const request = requestTo(url, { target: { tls }, network: { ...ENVIRONMENT_ALONE, ...network } });
  const { report } = await runOnce(engine, request);
  return { error: report.outcome.error, findings: report.quality.findings.map(({ code }) => code), report };
}

describe('an authority that is not known', () => {
  test('is an error that says where to name it', async () => {
    const { error } = await run(open, undefined);
    expect(error?.kind).toBe('tls');
    for (const place of ['tls.ca', 'promptProfiler.certificateAuthorities', 'NODE_EXTRA_CA_CERTS'])
      expect(error?.message).toContain(place);
  });

  test('may be named in the target', async () => {
    const { error, report } = await run(open, { ca: certificates.ca });
    expect(error).toBeNull();
    expect(report.connection).toMatchObject({ path: 'direct', certificate: 'checked' });
  });

  test('may be named in the settings', async () => {
    expect((await run(open, undefined, { certificateAuthorities: [certificates.ca] })).error).toBeNull();
  });

  test('may be named in NODE_EXTRA_CA_CERTS', async () => {
    vi.stubEnv('NODE_EXTRA_CA_CERTS', certificates.ca);
    onTestFinished(() => void vi.unstubAllEnvs());
    // Another combination of settings than those above, so that nothing made before is used.
    expect((await run(open, undefined, { systemCertificates: false })).error).toBeNull();
  });

  test('goes unchecked where the user says so, and the report tells', async () => {
    const { error, findings, report } = await run(open, undefined, { checkCertificates: false });
    expect(error).toBeNull();
    expect(findings).toContain('unchecked-certificate');
    expect(report.connection?.certificate).toBe('unchecked');
  });
});

test('a connection made unchecked is not used by a run that wants it checked', async () => {
  await run(open, undefined, { checkCertificates: false });
  expect((await run(open, undefined)).error?.kind).toBe('tls');
});

describe('a server that wants a certificate of the client', () => {
  test('ends the connection without one, and what to do is said', async () => {
    const { error } = await run(locked, { ca: certificates.ca });
    expect(error).toMatchObject({ kind: 'tls', message: expect.stringContaining('tls.cert') });
  });

  test.each(['pem', 'encrypted pem', 'pfx'] as const)('takes one as %s', async (form) => {
    vi.stubEnv('TEST_PASSPHRASE', PASSPHRASE);
    onTestFinished(() => void vi.unstubAllEnvs());
    const { cert, key, encryptedKey, pfx } = certificates.client;
    const forms = {
      pem: { cert, key },
      'encrypted pem': { cert, key: encryptedKey, passphraseFrom: 'env:TEST_PASSPHRASE' },
      pfx: { pfx, passphraseFrom: 'env:TEST_PASSPHRASE' },
    };
    const { error, report } = await run(locked, { ca: certificates.ca, ...forms[form] });
    expect(error).toBeNull();
    expect(JSON.stringify(report)).not.toContain(PASSPHRASE);
  });
});

test('a passphrase that the editor keeps opens its own file only', async () => {
  const { pfx } = certificates.client;
  const tls: Tls = { ca: certificates.ca, pfx, passphraseFrom: 'secret' };
  const opened = await run(locked, tls, { passphrases: { [pfx]: PASSPHRASE } });
  expect(opened.error).toBeNull();
  expect(JSON.stringify(opened.report)).not.toContain(PASSPHRASE);
  const { error } = await run(locked, tls, { passphrases: { '/other.pfx': PASSPHRASE } });
  expect(error).toMatchObject({ kind: 'tls', message: expect.stringContaining('stored in the editor alone') });
});

describe('what cannot be used is said before anything is sent', () => {
  test.each([
    ['a file that is not there', () => ({ ca: '/nowhere/ca.pem' }), 'cannot be read (ENOENT)'],
    ['a file without certificates', () => ({ ca: emptyFile() }), 'holds no certificate'],
    ['a wrong passphrase', () => ({ pfx: certificates.client.pfx, passphraseFrom: 'env:WRONG' }), 'passphrase'],
    ['no passphrase', () => ({ pfx: certificates.client.pfx, passphraseFrom: 'env:NOT_SET' }), 'NOT_SET'],
    [
      'a key of another certificate',
      () => ({ cert: certificates.client.cert, key: path.join(certificates.folder, 'server.key') }),
      'do not belong together',
    ],
  ])('%s', async (_, tls: () => Tls, words) => {
    vi.stubEnv('WRONG', 'not the passphrase');
    onTestFinished(() => void vi.unstubAllEnvs());
    const { error, report } = await run(open, tls());
    expect(error).toMatchObject({ kind: 'tls', message: expect.stringContaining(words) });
    expect(report.metrics.connectMs.value).toBeNull();
    expect(JSON.stringify(report)).not.toContain('not the passphrase');
  });
});

function emptyFile(): string {
  const file = path.join(mkdtempSync(path.join(certificates.folder, 'empty-')), 'ca.pem');
  writeFileSync(file, 'nothing');
  return file;
}
