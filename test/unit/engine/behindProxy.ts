import { ENVIRONMENT_ALONE, type NetworkSettings } from '../../../src/core/networkSettings';
import { scriptedServerCertificate, type ScriptedServer } from '../../support/startScriptedServer';

/** The scripted server's certificate is for `localhost`, whatever name it is asked for by. */
export const tls = { ca: scriptedServerCertificate, serverName: 'localhost' };

export const network = (proxyUrl: string, rest: Partial<NetworkSettings> = {}): NetworkSettings => ({
  ...ENVIRONMENT_ALONE,
  proxyUrl,
  ...rest,
});

/** A scenario under another host, such as `model.test`, a name that only the proxy knows. */
export const at = (server: ScriptedServer, host: string, ...scenario: Parameters<ScriptedServer['url']>): string =>
  server.url(...scenario).replace(/^(https?:\/\/)[^/]+/, `$1${host}`);
