import { expect, test } from 'vitest';
import type { Command } from '../../../../node/cli/command.ts';
import { readArguments, threadsOf } from '../../../../node/cli/readArguments.ts';

const command: Command = {
  ...{ summary: 'Do it', about: [], examples: [] },
  operand: { name: 'FILE', isNeeded: true, completes: { ending: '.json' } },
  options: {
    until: { type: 'string', value: 'CONDITION', about: 'when' },
    to: { type: 'string', value: 'FRAMEWORK', known: ['pytorch', 'jax'], about: 'what' },
    json: { type: 'boolean', about: 'as JSON' },
  },
  load: async () => async () => 0,
};
const read = (...args: string[]) => readArguments('do', command, args);

test('takes an operand and options in any order', () => {
  for (const args of [
    ['a.json', '--until', 'loss < 1', '--json'],
    ['--json', '--until=loss < 1', 'a.json'],
  ]) {
    const asked = read(...args);
    expect(asked.operand).toBe('a.json');
    expect(asked.text('until')).toBe('loss < 1');
    expect(asked.isSet('json')).toBe(true);
    expect(asked.isSet('to')).toBe(false);
    expect(asked.text('to')).toBeUndefined();
  }
});

test.each([
  [['a.json', '--untill', 'x'], "--untill — expected an option of do; did you mean '--until'?"],
  [['a.json', '--zzzzzz'], '--zzzzzz — expected an option of do: --until, --to, --json'],
  [['a.json', '--constructor'], '--constructor — expected an option of do: --until, --to, --json'],
  [['a.json', '--until'], '--until — expected CONDITION after it'],
  [['a.json', '--until', '--json'], '--until — expected CONDITION after it'],
  [['a.json', '--until='], '--until — expected CONDITION after it'],
  [['a.json', '--json=yes'], '--json=yes — expected --json alone'],
  [['a.json', '--to', 'pytorhc'], "--to pytorhc — expected pytorch, jax; did you mean 'pytorch'?"],
  [['a.json', 'b.json'], 'b.json — expected one FILE, and a.json is there already'],
  [[], 'do — expected FILE after it'],
])('%j is told as %s', (args, message) => {
  expect(() => read(...args)).toThrow(message);
});

test('a command without an operand takes none', () => {
  expect(() => readArguments('do', { ...command, operand: null }, ['x'])).toThrow(
    'x — expected nothing after do but options',
  );
  expect(readArguments('do', { ...command, operand: null }, []).operand).toBeUndefined();
});

test('threads are a whole number, with bounds', () => {
  const threaded: Command = { ...command, options: { threads: { type: 'string', value: 'N', about: '' } } };
  const of = (text: string) => threadsOf(readArguments('do', threaded, ['a', `--threads=${text}`]), 'do');
  expect(of('1')).toBe(1);
  expect(of('1024')).toBe(1024);
  for (const text of ['0', '1025', '1.5', '-1', 'two', '1e0'])
    expect(() => of(text)).toThrow(`--threads ${text} — expected a whole number from 1 to 1024`);
  expect(threadsOf(readArguments('do', threaded, ['a']), 'do')).toBeUndefined();
});
