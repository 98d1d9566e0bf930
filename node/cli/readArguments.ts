/** From what was typed to a command with its operand and options, or to what is wrong with it and how it is right. */
import { parseArgs } from 'node:util';
import { didYouMean } from '../../core/rule/syntax/errors.ts';
import type { Asked, Command, CommandOption } from './command.ts';
import { UsageError } from './usageError.ts';

/** @throws {UsageError} */
export function readArguments(name: string, command: Command, args: readonly string[]): Asked {
  const { tokens } = parseArgs({
    args: [...args],
    options: Object.fromEntries(
      Object.entries(command.options).map(([key, { type, short }]) => [
        key,
        { type, ...(short && { short }) },
      ]),
    ),
    // What is wrong is told below, with a way out.
    strict: false,
    allowPositionals: true,
    tokens: true,
  });
  const given = new Map<string, string | true>();
  const operands: string[] = [];
  const fail = (message: string) => new UsageError(message, name);
  for (const token of tokens) {
    if (token.kind === 'positional') operands.push(token.value);
    if (token.kind !== 'option') continue;
    const { rawName, inlineValue } = token;
    // `--until --json` is an option without its value.
    const value = !inlineValue && /^-./.test(token.value ?? '') ? undefined : token.value;
    const option = command.options[token.name];
    if (!option || !Object.hasOwn(command.options, token.name))
      throw fail(`${rawName} — expected an option of ${name}${likely(token.name, command)}`);
    given.set(token.name, givenValue(option, rawName, value, fail));
  }
  const { operand } = command;
  const [first, second] = operands;
  if (first !== undefined && !operand) throw fail(`${first} — expected nothing after ${name} but options`);
  if (second !== undefined)
    throw fail(`${second} — expected one ${operand?.name}, and ${first} is there already`);
  if (first === undefined && operand?.isNeeded) throw fail(`${name} — expected ${operand.name} after it`);
  return {
    operand: first,
    text: (option) => {
      const value = given.get(option);
      return value === true ? undefined : value;
    },
    isSet: (option) => given.has(option),
  };
}

function givenValue(
  option: CommandOption,
  written: string,
  value: string | undefined,
  fail: (message: string) => UsageError,
): string | true {
  if (option.type === 'boolean') {
    if (value !== undefined) throw fail(`${written}=${value} — expected ${written} alone`);
    return true;
  }
  if (value === undefined || value === '') throw fail(`${written} — expected ${option.value} after it`);
  const { known } = option;
  if (known && !known.includes(value))
    throw fail(`${written} ${value} — expected ${known.join(', ')}${didYouMean(value, known)}`);
  return value;
}

function likely(word: string, { options }: Command): string {
  const near = didYouMean(
    `--${word}`,
    Object.keys(options).map((each) => `--${each}`),
  );
  return near === ''
    ? `: ${Object.keys(options)
        .map((each) => `--${each}`)
        .join(', ')}`
    : near;
}

const mostThreads = 1024;

/** Undefined: as many as the machine can run at once. @throws {UsageError} */
export function threadsOf(asked: Asked, command: string): number | undefined {
  return wholeNumberOf(asked, 'threads', command, { least: 1, most: mostThreads });
}

/** Undefined where the option isn't given. @throws {UsageError} */
export function wholeNumberOf(
  asked: Asked,
  option: string,
  command: string,
  { least, most }: { readonly least: number; readonly most: number },
): number | undefined {
  const text = asked.text(option);
  if (text === undefined) return undefined;
  const value = Number(text);
  if (/^\d+$/.test(text) && value >= least && value <= most) return value;
  throw new UsageError(`--${option} ${text} — expected a whole number from ${least} to ${most}`, command);
}
