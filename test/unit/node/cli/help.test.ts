import { expect, test } from 'vitest';
import { commands } from '../../../../node/cli/commands.ts';
import { commandHelp, helpText } from '../../../../node/cli/help.ts';
import { readArguments } from '../../../../node/cli/readArguments.ts';

const entries = Object.entries(commands);

test('the help lists every command with its summary', () => {
  const longest = Math.max(...entries.map(([name]) => name.length));
  for (const [name, { summary }] of entries)
    expect(helpText(commands)).toContain(`  ${name.padEnd(longest)}  ${summary}`);
});

test.each(entries)('the help of %s has all that it takes, in lines of 88 characters', (name, command) => {
  const help = commandHelp(name, command);
  for (const option of Object.keys(command.options)) expect(help).toContain(`--${option}`);
  if (command.operand) expect(help).toContain(command.operand.name);
  for (const { line, does } of command.examples) {
    expect(help).toContain(`optimizer-playground ${line}\n      ${does}`);
  }
  const long = help.split('\n').filter((line) => line.length > 88);
  expect(long.filter((line) => !command.examples.some((example) => line.endsWith(example.line)))).toEqual([]);
});

test.each(entries)('the examples of %s are taken as they stand', (name, command) => {
  expect(command.examples.length).toBeGreaterThan(0);
  for (const { line } of command.examples) {
    const [typed = ''] = line.split(/ >>? /);
    const [first, ...args] = (typed.match(/"[^"]*"|\S+/g) ?? []).map((word) => word.replaceAll('"', ''));
    expect(first).toBe(name);
    expect(() => readArguments(name, command, args)).not.toThrow();
  }
});
