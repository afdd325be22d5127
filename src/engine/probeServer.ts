import type { ServerFacts, ServerQuestion } from '../core/serverFacts';
import { baseUrlOf } from '../protocols/vendors/baseUrlOf';
import { profileOf } from '../protocols/vendors/profiles';
import { modelNames, recognize, SIGN_PATHS, versionIn, type ProbeAnswers } from '../protocols/vendors/recognize';
import { tellable } from '../protocols/vendors/tellable';
import { vendorOfHost } from '../protocols/vendors/vendorOfTarget';
import { keyHeaders } from '../protocols/vendors/withKey';
import { askServer } from './http/askServer';
import { networkError } from './http/networkError';
import { shownUrl } from './shownUrl';

const MODELS_PATH = '/v1/models';

/** Says what a server is, what it has, and what it can tell of a run. Sends no prompt, and its key to nobody else. */
export async function probeServer(
  { url, apiKey, vendor, network, tls }: ServerQuestion,
  signal: AbortSignal,
  limitMs?: number,
): Promise<ServerFacts> {
  let problem: unknown = null;
  const server = { url, signal, limitMs, way: { network, tls }, onProblem: (error: unknown) => (problem ??= error) };
  const cloud = vendorOfHost(url);
  const bearer = keyHeaders('bearer', apiKey);
  const asked = cloud === null && (await askServer(server, SIGN_PATHS, (path) => (path === MODELS_PATH ? bearer : {})));
  const signs: ProbeAnswers = asked || new Map();
  const found = cloud ?? recognize(signs);
  const profile = profileOf(found ?? vendor ?? 'generic');
  const { models, version } = profile;
  const wanted = [models?.path, version?.path].filter((path) => path !== undefined);
  const key = keyHeaders(profile.key.sentAs, apiKey);
  const details: ProbeAnswers = (await askServer(server, wanted, () => key)) ?? new Map();
  const list = models === null ? undefined : details.get(models.path);
  const answers = signs.size + details.size > 0;
  return {
    url: shownUrl(url),
    baseUrl: baseUrlOf(url, profile),
    vendor: profile.id,
    title: profile.title,
    knownBy: cloud !== null ? 'address' : found !== null ? 'answers' : 'nothing',
    answers,
    problem: answers || problem === null ? null : networkError(problem, shownUrl(url)),
    wantsKey: list?.status === 401 || list?.status === 403,
    version: version && versionIn(details.get(version.path), version),
    models: models === null ? [] : modelNames(list, models),
    modelsStatus: list?.status ?? null,
    protocols: profile.protocols,
    ...tellable(profile),
    quirks: profile.quirks,
  };
}
