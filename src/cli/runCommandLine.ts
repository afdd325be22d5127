import { parseCommandLine } from './commandLine';
import { compareCommand } from './compareCommand';
import type { CommandTools } from './commandTools';
import { EXIT } from './exitStatus';
import { HELP_TEXT } from './helpText';
import { probeCommand } from './probeCommand';
import { replayCommand } from './replayCommand';
import { runCommand } from './runCommand';
import { sweepCommand } from './sweepCommand';
import { targetsCommand } from './targetsCommand';
import { UsageError } from './usageError';

/** The whole command line: arguments in, exit status out. */
export async function runCommandLine(args: readonly string[], tools: CommandTools): Promise<number> {
  try {
    const command = parseCommandLine(args);
    switch (command.type) {
      case 'help':
        tools.terminal.out(HELP_TEXT);
        return EXIT.completed;
      case 'version':
        tools.terminal.out(`${tools.version}\n`);
        return EXIT.completed;
      case 'targets':
        return command.probe === null
          ? await targetsCommand(command.json, tools)
          : await probeCommand(command.probe, command.json, tools);
      case 'replay':
        return await replayCommand(command.options, tools);
      case 'run':
        return await runCommand(command.options, tools);
      case 'sweep':
        return await sweepCommand(command.options, tools);
      case 'compare':
        return await compareCommand(command.options, tools);
    }
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    tools.terminal.err(`${error.message}\n`);
    return EXIT.usage;
  }
}
