/** From what was typed to the command that does it, and from what comes of that to the exit code. */
import { messageOf } from '../../core/messageOf.ts';
import { didYouMean } from '../../core/rule/syntax/errors.ts';
import { type Command, type ExitCode, exitCodes, programName, type Surroundings } from './command.ts';
import { commands } from './commands.ts';
import { commandHelp, helpText } from './help.ts';
import { printable } from './printable.ts';
import { readArguments } from './readArguments.ts';
import { UsageError } from './usageError.ts';

/** @param args What follows the name of the program. */
export async function runCli(
  args: readonly string[],
  surroundings: Omit<Surroundings, 'commands'>,
): Promise<ExitCode> {
  try {
    return await answer(args, { ...surroundings, commands });
  } catch (error) {
    const { err } = surroundings.terminal;
    err.write(`${printable(messageOf(error))}\n`);
    if (error instanceof UsageError && error.command !== null)
      err.write(`See: ${programName} help ${error.command}\n`);
    return exitCodes.usage;
  }
}

async function answer(args: readonly string[], surroundings: Surroundings): Promise<ExitCode> {
  const { terminal, shipped } = surroundings;
  const [first, ...others] = args;
  if (first === undefined) {
    terminal.err.write(helpText(commands));
    return exitCodes.usage;
  }
  if (first === '--version' || first === '-v') {
    terminal.out.write(`${shipped.version}\n`);
    return exitCodes.done;
  }
  if (first === 'help' || asksForHelp(first)) {
    const [about] = others;
    terminal.out.write(about === undefined ? helpText(commands) : commandHelp(about, commandNamed(about)));
    return exitCodes.done;
  }
  const command = commandNamed(first);
  if (others.some(asksForHelp)) {
    terminal.out.write(commandHelp(first, command));
    return exitCodes.done;
  }
  const asked = readArguments(first, command, others);
  return (await command.load())(asked, surroundings);
}

function asksForHelp(word: string): boolean {
  return word === '--help' || word === '-h';
}

function commandNamed(name: string): Command {
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (command) return command;
  const names = Object.keys(commands);
  const likely = didYouMean(name, names) || `: ${names.join(', ')}`;
  throw new UsageError(`${name} — expected a command${likely}`);
}
