import path from 'node:path';
import { BUILT_IN_TARGET } from '../config/builtInTarget';
import type { ReadTargets } from '../config/readTargetsFile';
import { TARGETS_FILE_NAME } from '../config/targetsFileName';
import { isHttpTarget, type Target, type Timeouts } from '../core/target';
import type { HttpProtocol } from '../core/vocabulary';
import type { RunOptions } from './commandLine';
import { UsageError } from './usageError';

/** What options say about a target. */
export type TargetOptions = Pick<
  RunOptions,
  'target' | 'url' | 'model' | 'protocol' | 'vendor' | 'headers' | 'maxTokens' | 'timeoutMs'
>;

/** The target that the options ask for, with what they change about it. */
export function chooseTarget(options: TargetOptions, file: ReadTargets | null, folder: string): Target {
  const target = withOptions(namedTarget(options, file, folder), options);
  if (!isHttpTarget(target) && Object.keys(options.headers).length > 0)
    throw new UsageError('--header is for endpoints; a model file takes none.');
  if (!isHttpTarget(target) && options.vendor !== null)
    throw new UsageError('--vendor is for endpoints; a model file has none.');
  return target;
}

function namedTarget(options: TargetOptions, file: ReadTargets | null, folder: string): Target {
  if (options.target !== null) return fromFile(options.target, file);
  if (options.url === null) {
    if (options.model !== null)
      throw new UsageError('--model wants --url, or the name of a whole target with --target.');
    return BUILT_IN_TARGET;
  }
  return options.protocol === 'gguf'
    ? { name: path.basename(options.url), protocol: 'gguf', path: path.resolve(folder, options.url) }
    : endpoint(options.protocol, options.url, options.model);
}

function fromFile(name: string, read: ReadTargets | null): Target {
  if (name === BUILT_IN_TARGET.name) return BUILT_IN_TARGET;
  if (!read) throw new UsageError(`There is no ${TARGETS_FILE_NAME} in this folder, so no target "${name}".`);
  const target = read.file?.targets.find((entry) => entry.name === name);
  if (target) return target;
  const problems = read.problems.map(({ message }) => message);
  const known = read.file?.targets.map((entry) => `"${entry.name}"`).join(', ') || 'none';
  throw new UsageError(
    [`${TARGETS_FILE_NAME} has no usable target "${name}"; it has: ${known}.`, ...problems].join('\n'),
  );
}

function endpoint(protocol: HttpProtocol, url: string, model: string | null): Target {
  if (!/^https?:\/\//i.test(url) || !URL.canParse(url))
    throw new UsageError('--url wants an address that begins with http:// or https://.');
  if (model === null) throw new UsageError('--url wants --model too: the name of the model as the server knows it.');
  return { name: new URL(url).host, protocol, url, model };
}

function withOptions(target: Target, { headers, maxTokens, timeoutMs, vendor }: TargetOptions): Target {
  const changed: Target = {
    ...target,
    ...(maxTokens !== null && { parameters: { ...target.parameters, maxTokens } }),
    ...(timeoutMs !== null && { timeouts: { ...target.timeouts, ...waitingAtMost(timeoutMs) } }),
  };
  if (!isHttpTarget(changed)) return changed;
  return { ...changed, ...(vendor !== null && { vendor }), headers: { ...changed.headers, ...headers } };
}

/** To wait for ever for an answer makes sense, for a connection it does not. */
const waitingAtMost = (ms: number): Timeouts => ({ firstByteMs: ms, stallMs: ms, ...(ms > 0 && { connectMs: ms }) });
