import { BUILT_IN_TARGET } from '../config/builtInTarget';
import { TARGETS_FILE_NAME } from '../config/targetsFileName';
import { isHttpTarget, placeOf, type Target } from '../core/target';
import type { CommandTools } from './commandTools';
import { EXIT } from './exitStatus';
import { openTargetsFile } from './targetsFile';

/** A target as it is listed: enough to choose one, and nothing secret. */
interface ListedTarget {
  readonly name: string;
  readonly protocol: string;
  readonly url: string;
  readonly model: string | null;
  readonly isDefault: boolean;
  readonly isBuiltIn: boolean;
}

/** `targets`: what `--target` may name in this folder. */
export async function targetsCommand(json: boolean, { cwd, terminal }: CommandTools): Promise<number> {
  const read = await openTargetsFile(cwd);
  const targets = [
    ...(read?.file?.targets ?? []).map((target) => listed(target, read?.file?.defaultTarget)),
    { ...listed(BUILT_IN_TARGET, undefined), isBuiltIn: true },
  ];
  for (const { message } of read?.problems ?? []) terminal.err(`${message}\n`);
  if (!read && !json) terminal.err(`There is no ${TARGETS_FILE_NAME} in this folder.\n`);
  terminal.out(json ? `${JSON.stringify({ targets }, null, 2)}\n` : table(targets));
  return read !== null && read.file === null ? EXIT.usage : EXIT.completed;
}

function listed(target: Target, defaultName: string | undefined): ListedTarget {
  const { name, protocol, model = null } = target;
  const place = placeOf(target);
  const url = isHttpTarget(target) ? withoutSecrets(place) : place;
  return { name, protocol, url, model, isDefault: name === defaultName, isBuiltIn: false };
}

/** A password in an address, or a key in its query, is not for the screen. */
const withoutSecrets = (url: string): string => url.replace(/\/\/[^/@]*@/, '//').replace(/\?.*$/, '');

function table(targets: readonly ListedTarget[]): string {
  const rows = targets.map(({ name, protocol, url, model, isDefault }) => [
    `${isDefault ? '*' : ' '} ${name}`,
    protocol,
    model ?? '',
    url,
  ]);
  const widths = [0, 1, 2].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows
    .map((row) => `${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')}`.trimEnd() + '\n')
    .join('');
}
