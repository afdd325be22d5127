import * as l10n from '@vscode/l10n';
import { env, extensions, version, window, workspace } from 'vscode';
import type { TargetEntry } from '../config/targetList';
import { keySourceOf } from '../core/headerTemplate';
import { isLoopbackHost } from '../core/loopback';
import { BUILT_IN_SCHEME, isHttpTarget } from '../core/target';
import type { Keys } from './keys';
import type { RunController } from './runController';
import { SECTION } from './settings';
import type { TargetStore } from './targetStore';

export interface DiagnosticsParts {
  readonly targets: TargetStore;
  readonly keys: Keys;
  readonly runs: RunController;
  /** The cloud at an address, `null` for any other host. */
  readonly cloudOf: (url: string) => string | null;
}

/** *Copy Diagnostics*: what helps with a problem, and nothing that is private: no key, prompt, answer, name or host of one's own. */
export async function copyDiagnostics(parts: DiagnosticsParts): Promise<void> {
  const { entries, faults } = await parts.targets.find();
  const targets = await Promise.all(entries.map((entry) => targetLine(entry, parts)));
  const text = [
    '### Prompt Profiler diagnostics',
    ...versions(),
    '',
    '**Settings that differ from the defaults**',
    ...orNone(changedSettings()),
    '',
    '**Targets**',
    ...targets,
    `- faults: ${String(faults.length)}`,
    '',
    '**Last runs**',
    ...orNone(parts.runs.recent().map(runLine)),
    '',
  ].join('\n');
  await env.clipboard.writeText(text);
  void window.showInformationMessage(
    l10n.t('The diagnostics are on the clipboard. They hold no keys, prompts, answers or addresses of yours.'),
  );
}

const orNone = (lines: readonly string[]): readonly string[] => (lines.length > 0 ? lines : ['- none']);

function versions(): string[] {
  const { version: own } = extensions.getExtension('prompt-profiler.prompt-profiler')?.packageJSON as {
    version: string;
  };
  return [
    `- extension ${own}, ${env.appName} ${version}, Node ${process.versions.node}, ${process.platform} ${process.arch}`,
    `- remote: ${env.remoteName ?? 'no'}, trusted: ${String(workspace.isTrusted)}, folders: ${String(workspace.workspaceFolders?.length ?? 0)}, language: ${env.language}`,
  ];
}

/** Values that cannot be private are shown; of the others only that they are set. */
function changedSettings(): string[] {
  const { contributes } = extensions.getExtension('prompt-profiler.prompt-profiler')?.packageJSON as {
    contributes: { configuration: { properties: Readonly<Record<string, { enum?: unknown }>> } };
  };
  const configuration = workspace.getConfiguration();
  return Object.entries(contributes.configuration.properties).flatMap(([name, schema]) => {
    const found = configuration.inspect(name);
    const value = configuration.get(name);
    if (JSON.stringify(value) === JSON.stringify(found?.defaultValue)) return [];
    const isOpen = typeof value === 'number' || typeof value === 'boolean' || 'enum' in schema;
    const where = found?.workspaceValue === undefined ? 'user' : 'workspace';
    return [`- ${name.slice(SECTION.length + 1)} (${where}): ${isOpen ? String(value) : sizeOf(value)}`];
  });
}

const sizeOf = (value: unknown): string => (Array.isArray(value) ? `${String(value.length)} entries` : 'set');

async function targetLine({ target, origin, usable }: TargetEntry, parts: DiagnosticsParts): Promise<string> {
  const words = [origin, usable ? 'usable' : 'not trusted', target.protocol];
  if (target.protocol === 'gguf') words.push(target.path.startsWith(BUILT_IN_SCHEME) ? 'built-in' : 'file');
  if (isHttpTarget(target)) {
    const found = await parts.keys.lookUp(target);
    const key =
      keySourceOf(target) === null ? 'no key' : 'key' in found ? 'key there' : `key missing (${found.missing})`;
    const headers = Object.keys(target.headers ?? {}).length;
    words.push(target.vendor ?? 'vendor not named', placeOf(target.url, parts), key, `${String(headers)} headers`);
  }
  return `- ${words.join(', ')}`;
}

/** A host of one's own is nobody's business. */
function placeOf(url: string, { cloudOf }: DiagnosticsParts): string {
  const scheme = /^(\w+):/.exec(url)?.[1] ?? '?';
  const host = URL.canParse(url) ? new URL(url).hostname : '';
  return `${scheme} ${isLoopbackHost(host) ? 'loopback' : (cloudOf(url) ?? 'other host')}`;
}

type Recent = ReturnType<RunController['recent']>[number];

function runLine({ header, report }: Recent): string {
  if (report === null) return `- ${header.protocol}: under way`;
  const { outcome, quality, metrics } = report;
  const status = outcome.error ? ` ${String(outcome.error.httpStatus ?? '')}`.trimEnd() : '';
  const findings = quality.findings.map(({ code }) => code).join(' ');
  const ttft = metrics.ttftMs.value === null ? 'no TTFT' : `TTFT ${metrics.ttftMs.value.toFixed(0)} ms`;
  const ending = outcome.error ? `${outcome.status}: ${outcome.error.kind}${status}` : outcome.status;
  return `- ${header.protocol}: ${ending}, ${ttft}, grade ${quality.grade}${findings && `, ${findings}`}`;
}
