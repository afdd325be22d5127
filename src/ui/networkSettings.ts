import { workspace } from 'vscode';
import { absolutePath } from '../config/resolveTarget';
import type { NetworkSettings } from '../core/networkSettings';
import type { Passphrases } from './passphrases';
import { SECTION } from './settings';

/**
 * What the editor's `http.*` settings say of connections, read anew for each run. The editor applies them to its own thread only,
 * and runs are measured in another one.
 */
export function networkSettings({ known: passphrases }: Pick<Passphrases, 'known'>): NetworkSettings {
  const http = workspace.getConfiguration('http');
  const get = <T>(name: string, otherwise: T): T => http.get<T | null>(name) ?? otherwise;
  return {
    useProxies: get<string>('proxySupport', 'override') !== 'off',
    proxyUrl: get('proxy', '') || null,
    proxyAuthorization: get('proxyAuthorization', '') || null,
    noProxy: textsOf(get<unknown>('noProxy', [])),
    checkCertificates: get('proxyStrictSSL', true),
    systemCertificates: get('systemCertificates', true),
    certificateAuthorities: textsOf(workspace.getConfiguration(SECTION).get<unknown>('certificateAuthorities', [])).map(
      (file) => absolutePath(file, null),
    ),
    passphrases,
  };
}

/** Settings may hold anything. */
const textsOf = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((entry): entry is string => typeof entry === 'string') : [];
