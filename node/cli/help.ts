/** What commands say of themselves, from their table. */
import { type Command, type Commands, programName } from './command.ts';
import { wrapped } from './wrapped.ts';

const width = 88;

export function helpText(commands: Commands): string {
  const names = Object.entries(commands);
  const longest = Math.max(...names.map(([name]) => name.length));
  return [
    'Races of the optimizers that train neural networks, without an editor.',
    '',
    `Usage: ${programName} COMMAND [OPTIONS]`,
    '',
    ...names.map(([name, { summary }]) => `  ${name.padEnd(longest)}  ${summary}`),
    '',
    `Begin with an experiment, a file such as race.experiment.json:`,
    '',
    '  { "problem": { "surface": "rosenbrock" },',
    '    "optimizers": [{ "optimizer": "adam" }, { "optimizer": "momentum" }],',
    '    "lr": [0.001, 0.01], "steps": 1000 }',
    '',
    `  ${programName} run race.experiment.json`,
    '',
    `"${programName} help COMMAND" has options and examples. Exit codes: 0 done, 1 a condition doesn't`,
    "hold, 2 it can't be done as it was asked for, 130 interrupted.",
    '',
  ].join('\n');
}

export function commandHelp(name: string, command: Command): string {
  const { summary, operand, options, about, examples } = command;
  const given = operand ? [operand.isNeeded ? operand.name : `[${operand.name}]`] : [];
  const heads = Object.entries(options).map(([key, option]) =>
    option.type === 'string' ? `--${key} ${option.value}` : `--${key}`,
  );
  const longest = Math.max(0, ...heads.map((head) => head.length));
  return [
    `${summary}.`,
    '',
    `Usage: ${[programName, name, ...given, ...(heads.length > 0 ? ['[OPTIONS]'] : [])].join(' ')}`,
    ...about.flatMap((paragraph) => ['', ...wrapped(paragraph, width)]),
    ...(heads.length > 0 ? ['', 'Options:'] : []),
    ...Object.values(options).flatMap(({ about: does }, at) => {
      const [first = '', ...others] = wrapped(does, width - longest - 4);
      return [
        `  ${(heads[at] ?? '').padEnd(longest)}  ${first}`,
        ...others.map((line) => `${' '.repeat(longest + 4)}${line}`),
      ];
    }),
    '',
    examples.length === 1 ? 'Example:' : 'Examples:',
    ...examples.flatMap(({ line, does }) => [`  ${programName} ${line}`, `      ${does}`]),
    '',
  ].join('\n');
}
