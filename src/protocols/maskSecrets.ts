const MASK = '•••';
/** Shorter texts (`a`, `1`) would mask half of any sentence and are no secrets. */
const LEAST_SECRET_CHARACTERS = 6;
const MOST_DETAIL_CHARACTERS = 300;

/** Things that look like keys, whoever's they are. */
const KEY_SHAPES =
  /\b(Bearer\s+|(?:api[-_]?key|token|authorization)["']?\s*[:=]\s*["']?(?:Bearer\s+)?)[^\s"',}]{6,}|\b(?:sk|pk|gsk|xai|hf|csk)[-_][\w-]{8,}/gi;

/** A text without the given secrets and without anything that looks like a key. */
export function maskSecrets(text: string, secrets: readonly string[]): string {
  const masked = secrets
    .filter((secret) => secret.length >= LEAST_SECRET_CHARACTERS)
    .toSorted((a, b) => b.length - a.length)
    .reduce((result, secret) => result.replaceAll(secret, MASK), text);
  return masked.replace(KEY_SHAPES, (_, prefix: string | undefined) => `${prefix ?? ''}${MASK}`);
}

/** Somebody else's words in a form that can be shown: one line, masked, short. `null` when nothing is left. */
export function quoted(text: string, secrets: readonly string[]): string | null {
  const line = maskSecrets(text, secrets).replace(/\s+/g, ' ').trim();
  if (line === '') return null;
  return line.length <= MOST_DETAIL_CHARACTERS ? line : `${line.slice(0, MOST_DETAIL_CHARACTERS - 1)}…`;
}
