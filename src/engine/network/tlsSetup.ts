import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import tls, { type ConnectionOptions, type SecureContext, type SecureContextOptions } from 'node:tls';
import type { NetworkSettings } from '../../core/networkSettings';
import { runError, RunFailure } from '../../core/runError';
import { passphraseFileOf, type Tls } from '../../core/target';
import { certificatesIn, systemAuthorities, usualAuthorities } from './authorities';

/** How connections over TLS are made and trusted. */
export interface TlsSetup {
  readonly options: ConnectionOptions;
  readonly isChecked: boolean;
  /** Tells it from other setups. */
  readonly key: string;
}

/** Making one takes some 20 ms with the authorities of a whole system; it is done before t0, and once. */
const contexts = new Map<string, SecureContext>();

/** Throws `RunFailure` with kind `tls` for files that cannot be read or used. */
export async function tlsSetup(network: NetworkSettings, wishes: Tls | undefined): Promise<TlsSetup> {
  // The switch of Node itself, for those who know it.
  const isChecked = network.checkCertificates && process.env['NODE_TLS_REJECT_UNAUTHORIZED'] !== '0';
  const own = await clientCertificate(wishes, network);
  const named = await namedAuthorities(network, wishes);
  const { systemCertificates } = network;
  const parts = JSON.stringify([own, named, systemCertificates, isChecked, wishes?.serverName]);
  const key = createHash('sha256').update(parts).digest('hex');
  const secureContext = contexts.get(key) ?? createContext({ ...own, ...(await trusted(named, systemCertificates)) });
  contexts.set(key, secureContext);
  return {
    isChecked,
    key,
    options: {
      secureContext,
      rejectUnauthorized: isChecked,
      ...(wishes?.serverName !== undefined && { servername: wishes.serverName }),
    },
  };
}

/** Nothing where there are no authorities beside Node's own: its shared store does then. */
async function trusted(named: readonly string[], useSystem: boolean): Promise<SecureContextOptions> {
  const system = useSystem ? await systemAuthorities() : [];
  const all = new Set([...(await usualAuthorities()), ...system, ...named]);
  return all.size > tls.rootCertificates.length ? { ca: [...all] } : {};
}

async function namedAuthorities(network: NetworkSettings, wishes: Tls | undefined): Promise<readonly string[]> {
  const files = [...network.certificateAuthorities, ...filesOf(wishes?.ca)];
  return (await Promise.all(files.map(certificatesOf))).flat();
}

const filesOf = (ca: Tls['ca']): readonly string[] => (ca === undefined ? [] : [ca].flat());

async function certificatesOf(file: string): Promise<readonly string[]> {
  const found = certificatesIn(await textOf(file, 'certificate authorities'));
  if (found.length === 0)
    throw unusable(`${file} holds no certificate in PEM form. Name a file with the authority's certificate.`, null);
  return found;
}

async function clientCertificate(wishes: Tls | undefined, network: NetworkSettings): Promise<SecureContextOptions> {
  const { cert, key, pfx } = wishes ?? {};
  const passphrase = passphraseOf(wishes, network);
  return {
    ...(cert !== undefined && { cert: await textOf(cert, 'the client certificate') }),
    ...(key !== undefined && { key: await textOf(key, 'the key of the client certificate') }),
    ...(pfx !== undefined && { pfx: await bytesOf(pfx, 'the client certificate') }),
    ...(passphrase !== undefined && { passphrase }),
  };
}

function passphraseOf(wishes: Tls | undefined, { passphrases }: NetworkSettings): string | undefined {
  const from = wishes?.passphraseFrom;
  if (from === undefined) return undefined;
  const file = passphraseFileOf(wishes);
  const name = from.slice('env:'.length);
  const found = from === 'secret' ? passphrases[file ?? ''] : process.env[name];
  if (found !== undefined) return found;
  throw unusable(
    from === 'secret'
      ? 'The passphrase of the client certificate is stored in the editor alone. Name a variable of the environment in tls.passphraseFrom of the target ("env:NAME").'
      : `The environment variable ${name} holds no passphrase for the client certificate. Set it and start again.`,
    null,
  );
}

const textOf = async (file: string, what: string): Promise<string> => (await bytesOf(file, what)).toString('utf8');

async function bytesOf(file: string, what: string): Promise<Buffer> {
  try {
    return await readFile(file);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? 'unknown error';
    throw unusable(
      `The file ${file} with ${what} cannot be read (${code}). Correct the path in "tls" of the target.`,
      error,
    );
  }
}

function createContext(material: SecureContextOptions): SecureContext {
  try {
    return tls.createSecureContext(material);
  } catch (error) {
    const words = error instanceof Error ? error.message : '';
    const why = /mac verify|bad decrypt|bad password|passphrase|password/i.test(words)
      ? 'its passphrase is missing or wrong. Set tls.passphraseFrom of the target, or have a stored one forgotten with the command Delete API Key'
      : 'certificate and key do not belong together, or are in a form that is not known. Check tls.cert, tls.key and tls.pfx of the target';
    throw unusable(`The client certificate cannot be used: ${why}.`, error);
  }
}

const unusable = (sentence: string, cause: unknown): RunFailure =>
  new RunFailure(runError('tls', sentence, { detail: cause instanceof Error ? cause.message : null }), { cause });
