import * as v from 'valibot';
import { stated } from '../core/stated';
import { TargetSchema, type Target } from '../core/target';
import { meantNames } from './nearestNames';

type Issue = v.InferIssue<typeof TargetSchema>;

/** What is wrong with a list of targets, and where in the list. */
export interface TargetIssue {
  readonly message: string;
  /** From the list inwards, for instance `[1, 'url']`. */
  readonly path: readonly (string | number)[];
}

/** Keeps the good entries of a list and says what is wrong with the others. */
export function checkTargets(values: readonly unknown[]): { targets: Target[]; issues: TargetIssue[] } {
  const targets: Target[] = [];
  const issues: TargetIssue[] = [];
  values.forEach((value, index) => {
    const result = v.safeParse(TargetSchema, value);
    if (!result.success) issues.push(...result.issues.map((issue) => locate(issue, index, nameOf(value))));
    else if (targets.some(({ name }) => name === result.output.name))
      issues.push({ message: stated('There are two targets named "{0}".', result.output.name), path: [index, 'name'] });
    else targets.push(result.output);
  });
  return { targets, issues };
}

function locate(issue: Issue, index: number, name: string | null): TargetIssue {
  const inside = (issue.path ?? []).map(({ key }) => key as string | number);
  return {
    message: sentence(issue, inside, name === null ? String(index + 1) : `"${name}"`),
    path: [index, ...inside],
  };
}

/** What stands there is not repeated, but for names that we know: it may be a key in the wrong place. */
function sentence(issue: Issue, inside: readonly (string | number)[], whose: string): string {
  const where = inside.join('.');
  if (inside.length === 0) return stated('Target {0} must be an object with "name", "protocol" and so on.', whose);
  if (issue.type === 'strict_object' && issue.expected === 'never')
    return stated('Target {0}: there is no property "{1}".', whose, where);
  if (issue.received === 'undefined') return stated('Target {0}: "{1}" is missing.', whose, where);
  if (issue.type === 'regex') return stated('Target {0}: "{1}" cannot be used. {2}', whose, where, issue.message);
  const choices = [...(issue.expected ?? '').matchAll(/"([^"]+)"/g)].map(([, choice]) => choice ?? '');
  const [meant] = meantNames(issue.received.replaceAll('"', ''), choices);
  if (meant !== undefined)
    return stated('Target {0}: "{1}" must be a known word. Did you mean {2}?', whose, where, meant);
  if (choices.length > 0) return stated('Target {0}: "{1}" must be one of {2}.', whose, where, choices.join(', '));
  return stated('Target {0}: "{1}" must be of the form {2}.', whose, where, issue.expected ?? '');
}

function nameOf(value: unknown): string | null {
  if (typeof value !== 'object' || value === null || !('name' in value)) return null;
  return typeof value.name === 'string' && value.name !== '' ? value.name : null;
}
