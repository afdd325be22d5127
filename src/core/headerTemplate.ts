import type { Target } from './target';

/** What may stand in the value of a header in place of a secret: `${env:NAME}`, or `${secret}` for the target's own key. */
const PLACE = /\$\{(?:env:([A-Za-z_][A-Za-z0-9_]*)|secret)\}/g;

type Headers = Readonly<Record<string, string>>;
type Environment = Readonly<Record<string, string | undefined>>;

const headersOf = (target: Target): Headers => ('headers' in target ? (target.headers ?? {}) : {});

const placesOf = (target: Target): (string | null)[] =>
  Object.values(headersOf(target)).flatMap((value) => [...value.matchAll(PLACE)].map(([, name]) => name ?? null));

/** Environment variables that the headers of a target want. */
export const headerVariables = (target: Target): string[] => [
  ...new Set(placesOf(target).filter((name) => name !== null)),
];

/** The key goes where a header says, and then nowhere else. */
export const keyIsInHeader = (target: Target): boolean => placesOf(target).includes(null);

/** Where the key of a target is; a header that wants the key says so, too. `null`: it wants none. */
export function keySourceOf(target: Target): string | null {
  if (!('url' in target)) return null;
  return target.keyFrom ?? (keyIsInHeader(target) ? 'secret' : null);
}

export interface HeaderSecrets {
  readonly apiKey: string | null;
  readonly environment: Environment;
}

/** The headers as they are sent; or the first variable that is not set. */
export function fillHeaders(
  target: Target,
  { apiKey, environment }: HeaderSecrets,
): { readonly headers: Headers } | { readonly missing: string } {
  const missing = headerVariables(target).find((name) => !environment[name]?.trim());
  if (missing !== undefined) return { missing };
  const fill = (value: string): string =>
    value.replace(PLACE, (_, name?: string) =>
      name === undefined ? (apiKey ?? '') : (environment[name]?.trim() ?? ''),
    );
  return { headers: Object.fromEntries(Object.entries(headersOf(target)).map(([name, value]) => [name, fill(value)])) };
}
