import type { Target } from '../core/target';
import { chooseTarget } from './chooseTarget';
import type { CommandTools } from './commandTools';
import type { CompareOptions } from './commandLine';
import { findKey } from './findKey';
import { orderedPrompts } from './readPromptInput';
import { seriesCommand } from './seriesCommand';
import { openTargetsFile } from './targetsFile';

/** `compare`: the same prompts to several targets in turn. Gives the exit status. */
export async function compareCommand(options: CompareOptions, tools: CommandTools): Promise<number> {
  const { cwd, env, stdin, keyVariables } = tools;
  const targetsFile = await openTargetsFile(cwd);
  const endpoint = { url: null, model: null, protocol: 'openai-chat', vendor: null, headers: {} } as const;
  const targets = options.targets
    .map((name) => chooseTarget({ ...options, ...endpoint, target: name }, targetsFile, cwd))
    .map((target) => ({ target, apiKey: findKey(target, env, keyVariables) }));
  const prompts = await orderedPrompts(options, stdin);
  return seriesCommand({ targets: withNames(targets), prompts }, options, tools);
}

/** A target that is compared with itself, as one does to see what noise alone makes, gets a number to its name. */
function withNames<T extends { readonly target: Target }>(targets: readonly T[]): T[] {
  const seen = new Map<string, number>();
  return targets.map((each) => {
    const { name } = each.target;
    const count = (seen.get(name) ?? 0) + 1;
    seen.set(name, count);
    return count === 1 ? each : { ...each, target: { ...each.target, name: `${name} (${String(count)})` } };
  });
}
