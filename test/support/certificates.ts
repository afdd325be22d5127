import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/** Certificates of an authority that nobody knows, as files in a folder of their own. */
export interface TestCertificates {
  readonly folder: string;
  /** The authority. */
  readonly ca: string;
  /** A server's, for the name given. */
  readonly server: { readonly key: Buffer; readonly cert: Buffer; readonly ca: Buffer };
  /** A client's: in two files, and in one. */
  readonly client: { readonly cert: string; readonly key: string; readonly encryptedKey: string; readonly pfx: string };
  remove(): void;
}

export const PASSPHRASE = 'passphrase-canary';

/** Made anew each time with the `openssl` of the machine, so that none can expire. */
export function makeCertificates(serverName: string): TestCertificates {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'prompt-profiler-tls-'));
  const file = (name: string): string => path.join(folder, name);
  const openssl = (...args: string[]): void => void execFileSync('openssl', args, { cwd: folder, stdio: 'pipe' });
  const newKey = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2'];
  openssl('req', '-x509', ...newKey, '-keyout', 'ca.key', '-out', 'ca.pem', '-subj', '/CN=Test Authority');
  const issue = (name: string, subject: string, extensions: string): void => {
    openssl('req', ...newKey.slice(0, 5), '-keyout', `${name}.key`, '-out', `${name}.csr`, '-subj', subject);
    writeFileSync(file(`${name}.ext`), extensions);
    const by = ['-CA', 'ca.pem', '-CAkey', 'ca.key', '-CAcreateserial', '-days', '2', '-extfile', `${name}.ext`];
    openssl('x509', '-req', '-in', `${name}.csr`, '-out', `${name}.pem`, ...by);
  };
  issue('server', `/CN=${serverName}`, `subjectAltName=DNS:${serverName}`);
  issue('client', '/CN=client', 'extendedKeyUsage=clientAuth');
  openssl('ec', '-in', 'client.key', '-out', 'client.enc.key', '-aes256', '-passout', `pass:${PASSPHRASE}`);
  const parts = ['-inkey', 'client.key', '-in', 'client.pem', '-passout', `pass:${PASSPHRASE}`];
  openssl('pkcs12', '-export', '-out', 'client.pfx', ...parts);
  return {
    folder,
    ca: file('ca.pem'),
    server: {
      key: readFileSync(file('server.key')),
      cert: readFileSync(file('server.pem')),
      ca: readFileSync(file('ca.pem')),
    },
    client: {
      cert: file('client.pem'),
      key: file('client.key'),
      encryptedKey: file('client.enc.key'),
      pfx: file('client.pfx'),
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
