import { readFile } from 'node:fs/promises';
import tls from 'node:tls';

/** Where Linux distributions and BSDs keep the certificates of their authorities, for a Node that cannot say itself. */
const SYSTEM_FILES = [
  '/etc/ssl/certs/ca-certificates.crt',
  '/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem',
  '/etc/pki/tls/certs/ca-bundle.crt',
  '/etc/ssl/ca-bundle.pem',
  '/etc/ssl/cert.pem',
];

const PEM = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g;
export const certificatesIn = (text: string): readonly string[] => text.match(PEM) ?? [];

let system: Promise<readonly string[]> | null = null;

/** Authorities that the operating system trusts. Asked once, as it takes a while. */
export const systemAuthorities = (): Promise<readonly string[]> => (system ??= readSystem());

async function readSystem(): Promise<readonly string[]> {
  // Since Node 22.15; the command line runs on older ones too.
  if (typeof tls.getCACertificates === 'function') return tls.getCACertificates('system');
  for (const file of SYSTEM_FILES) {
    const found = certificatesIn(await readFile(file, 'utf8').catch(() => ''));
    if (found.length > 0) return found;
  }
  return [];
}

/** Those that come with Node, and those that `NODE_EXTRA_CA_CERTS` adds. */
export async function usualAuthorities(): Promise<readonly string[]> {
  const extra = process.env['NODE_EXTRA_CA_CERTS'];
  const added = extra ? certificatesIn(await readFile(extra, 'utf8').catch(() => '')) : [];
  return [...tls.rootCertificates, ...added];
}
