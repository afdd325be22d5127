import { asArray, asObject, parseJson } from '../json';
import type { Vendor } from '../../core/vocabulary';
import { PROFILES } from './profiles';
import type { ModelList, Sign, VendorProfile } from './vendorProfile';

/** What came back for a harmless GET. */
export interface ProbeAnswer {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: string;
}

/** Answers by path; a path that gave none is not there. */
export type ProbeAnswers = ReadonlyMap<string, ProbeAnswer>;

/** Paths whose answers tell servers apart, under a server's root. */
export const SIGN_PATHS: readonly string[] = [
  ...new Set(PROFILES.flatMap(({ signs }) => signs.flat().map(({ path }) => path))),
];

/** The server that gave these answers, `null` when no sign of a known one is in them. */
export function recognize(answers: ProbeAnswers): Vendor | null {
  const isSeen = (sign: Sign): boolean => {
    const answer = answers.get(sign.path);
    return answer !== undefined && shows(answer, sign);
  };
  return PROFILES.find(({ signs }) => signs.some((row) => row.every(isSeen)))?.id ?? null;
}

function shows(answer: ProbeAnswer, { place = '', matches, header }: Sign): boolean {
  if (header !== undefined) return answer.headers[header] !== undefined;
  if (answer.status !== 200) return false;
  const value = valueAt(parseJson(answer.body) ?? answer.body, place);
  if (value === undefined || value === null) return false;
  return matches ? (typeof value === 'string' || typeof value === 'number') && matches.test(String(value)) : true;
}

/** A value deep in parsed JSON; `place` is names and indices with dots between, empty for the whole. */
function valueAt(value: unknown, place: string): unknown {
  if (place === '') return value;
  return place
    .split('.')
    .reduce<unknown>((at, name) => (Array.isArray(at) ? at[Number(name)] : asObject(at)?.[name]), value);
}

const MOST_MODELS = 1000;

/** The names in a model list; none when the answer is no such list. */
export function modelNames(answer: ProbeAnswer | undefined, { list, name }: ModelList): string[] {
  if (answer?.status !== 200) return [];
  const value = valueAt(parseJson(answer.body), list);
  const entries = typeof value === 'string' ? [value] : asArray(value).slice(0, MOST_MODELS);
  return entries
    .map((entry) => valueAt(entry, name))
    .filter((entry): entry is string => typeof entry === 'string' && entry !== '');
}

/** What a server says of its version; a text or a number. */
export function versionIn(answer: ProbeAnswer | undefined, version: VendorProfile['version']): string | null {
  if (answer?.status !== 200 || version === null) return null;
  const value = valueAt(parseJson(answer.body), version.place);
  return typeof value === 'string' || typeof value === 'number' ? String(value).slice(0, 100) : null;
}
