import * as l10n from '@vscode/l10n';
import { findNodeAtLocation, getNodeValue, parseTree, type Node } from 'jsonc-parser';
import type { TextFix, TextNote } from './textNote';

/** What a file is read against. */
export interface TargetsSurroundings {
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/** Names used twice, a default that is not there, variables that are not set, keys in the open. */
export function lintTargetsFile(text: string, { environment }: TargetsSurroundings): TextNote[] {
  const root = parseTree(text, [], { allowTrailingComma: true });
  const list = root && findNodeAtLocation(root, ['targets']);
  if (list?.type !== 'array') return [];
  const entries = (list.children ?? []).filter(({ type }) => type === 'object');
  const names = entries.flatMap((entry) => texts(entry, 'name'));
  const notes = [...duplicates(names), ...entries.flatMap((entry) => aboutSecrets(entry, environment))];
  const chosen = root && texts(root, 'defaultTarget')[0];
  return chosen ? [...notes, ...aboutDefault(chosen, names)] : notes;
}

interface TextNode {
  readonly node: Node;
  readonly value: string;
}

/** The text that an object has under a name, in a list of none or one. */
function texts(object: Node, name: string): TextNode[] {
  const node = findNodeAtLocation(object, [name]);
  return node?.type === 'string' ? [{ node, value: String(getNodeValue(node)) }] : [];
}

const at = ({ node: { offset, length } }: TextNode): Pick<TextFix, 'offset' | 'length'> => ({ offset, length });

const replacement = (place: TextNode, title: string, value: string): TextFix => ({
  title,
  ...at(place),
  text: JSON.stringify(value),
});

function duplicates(names: readonly TextNode[]): TextNote[] {
  const all = names.map(({ value }) => value);
  return names
    .filter(({ value }, index) => all.indexOf(value) < index)
    .map((name): TextNote => {
      const free = freeName(name.value, all);
      return {
        message: l10n.t('There are two targets named "{0}"; this one cannot be used.', name.value),
        severity: 'error',
        ...at(name),
        fixes: [replacement(name, l10n.t('Rename it to "{0}"', free), free)],
      };
    });
}

function freeName(name: string, taken: readonly string[]): string {
  for (let number = 2; ; number++) if (!taken.includes(`${name} ${String(number)}`)) return `${name} ${String(number)}`;
}

function aboutDefault(chosen: TextNode, names: readonly TextNode[]): TextNote[] {
  if (names.some(({ value }) => value === chosen.value)) return [];
  const known = [...new Set(names.map(({ value }) => value))];
  return [
    {
      message: l10n.t('There is no target named "{0}" in this file.', chosen.value),
      severity: 'error',
      ...at(chosen),
      fixes: known.map((name) => replacement(chosen, l10n.t('Use "{0}"', name), name)),
    },
  ];
}

function aboutSecrets(entry: Node, environment: TargetsSurroundings['environment']): TextNote[] {
  const keyNotes = texts(entry, 'keyFrom').flatMap((place) => aboutKeyFrom(place, environment));
  const headers = findNodeAtLocation(entry, ['headers']);
  const names = (headers?.type === 'object' ? (headers.children ?? []) : []).map(({ children }) =>
    String(children?.[0]?.value ?? ''),
  );
  const headerNotes = headers
    ? names.flatMap((name) => texts(headers, name).flatMap((place) => aboutHeader(name, place, environment)))
    : [];
  return [...keyNotes, ...headerNotes];
}

function aboutKeyFrom(place: TextNode, environment: TargetsSurroundings['environment']): TextNote[] {
  const variable = /^env:([A-Za-z_][A-Za-z0-9_]*)$/.exec(place.value)?.[1];
  if (variable !== undefined) return unset(place, [variable], environment);
  if (place.value === 'secret') return [];
  return [
    {
      message: l10n.t('Say where the key is, not the key itself: "secret" or "env:NAME".'),
      severity: 'error',
      ...at(place),
      fixes: [replacement(place, l10n.t("Take it from the editor's secret storage"), 'secret')],
    },
  ];
}

/** Headers that hold a key, by their names. */
const SECRET_HEADER = /^(?:authorization|proxy-authorization|cookie|.*(?:api[-_]?key|token|secret).*)$/i;

function aboutHeader(name: string, place: TextNode, environment: TargetsSurroundings['environment']): TextNote[] {
  const variables = [...place.value.matchAll(/\$\{env:([A-Za-z_][A-Za-z0-9_]*)\}/g)].map(([, found]) => found ?? '');
  if (variables.length > 0) return unset(place, variables, environment);
  if (place.value.includes('${secret}') || !SECRET_HEADER.test(name) || place.value.trim() === '') return [];
  const scheme = /^(?:Bearer|Basic|Token)\s+/i.exec(place.value)?.[0] ?? '';
  return [
    {
      message: l10n.t('A key does not belong in a file: everybody who reads it has the key.'),
      severity: 'warning',
      ...at(place),
      fixes: [
        replacement(place, l10n.t("Take it from the editor's secret storage"), `${scheme}\${secret}`),
        replacement(place, l10n.t('Take it from an environment variable'), `${scheme}\${env:${variableFor(name)}}`),
      ],
    },
  ];
}

const variableFor = (header: string): string =>
  header
    .toUpperCase()
    .replace(/[^A-Z0-9]+/g, '_')
    .replace(/^(\d)/, '_$1');

const unset = (
  place: TextNode,
  variables: readonly string[],
  environment: TargetsSurroundings['environment'],
): TextNote[] =>
  variables
    .filter((name) => !environment[name]?.trim())
    .map((name) => ({
      message: l10n.t('The environment variable {0} is not set in this editor.', name),
      severity: 'warning' as const,
      ...at(place),
      fixes: [],
    }));
