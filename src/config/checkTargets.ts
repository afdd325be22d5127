import * as v from 'valibot';
import { TargetSchema, type Target } from '../core/target';

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
      issues.push({ message: `There are two targets named "${result.output.name}".`, path: [index, 'name'] });
    else targets.push(result.output);
  });
  return { targets, issues };
}

function locate(issue: Issue, index: number, name: string | null): TargetIssue {
  const inside = (issue.path ?? []).map(({ key }) => key as string | number);
  const whose = name === null ? `Target ${index + 1}` : `Target "${name}"`;
  return { message: `${whose}: ${sentence(issue, inside)}`, path: [index, ...inside] };
}

function sentence(issue: Issue, inside: readonly (string | number)[]): string {
  const where = inside.join('.');
  if (inside.length === 0) return 'must be an object with "name", "protocol" and so on.';
  if (issue.type === 'strict_object' && issue.expected === 'never') return `there is no property "${where}".`;
  if (issue.received === 'undefined') return `"${where}" is missing.`;
  if (issue.type === 'regex') return `"${where}" ${issue.message}.`;
  // What stands there instead is not repeated: it may be a key in the wrong place.
  return `"${where}" must be ${issue.expected ?? 'something else'}.`;
}

function nameOf(value: unknown): string | null {
  if (typeof value !== 'object' || value === null || !('name' in value)) return null;
  return typeof value.name === 'string' && value.name !== '' ? value.name : null;
}
