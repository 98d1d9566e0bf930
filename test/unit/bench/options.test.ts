import { describe, expect, test } from 'vitest';
import { matches, parseOptions, UsageError } from '../../bench/options.ts';
import { programsOf } from '../../bench/training/contestants.ts';

describe('the command line', () => {
  test('has words and options', () => {
    expect(parseOptions(['mnist', '--rounds', '3', 'adam', '--peer', 'a=b', '--peer', 'c=d'])).toMatchObject({
      words: ['mnist', 'adam'],
      rounds: 3,
      peers: ['a=b', 'c=d'],
      check: false,
    });
  });

  test('asks for help', () => {
    expect(parseOptions(['--help'])).toBeNull();
  });

  test.each([
    [['--round', '3'], /--round/],
    [['--rounds', '2.5'], /--rounds 2.5 — expected a whole number >= 1/],
    [['--threads', '0'], /--threads 0 — expected a whole number >= 1/],
  ])('says what is wrong with %s', (args, message) => {
    expect(() => parseOptions(args)).toThrow(UsageError);
    expect(() => parseOptions(args)).toThrow(message);
  });
});

test.each([
  [['mnist', 'adam'], true],
  [['MNIST', '128,'], true],
  [['mnist', 'sgd'], false],
  [[], true],
])('words %j select by all of them: %s', (words, isSelected) => {
  expect(matches('training MNIST size 784-128-10, batch 128, Adam', words)).toBe(isSelected);
});

describe('contestants', () => {
  const options = { programs: 'programs', modules: 'modules', python: 'python', threads: 1, peers: [] };

  test('are all of their names', () => {
    const names = programsOf({ ...options, threads: 2 }).map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    expect(names).toContain('PyTorch, 2 threads');
  });

  test('can be added, as a command', () => {
    const added = programsOf({ ...options, peers: ['mine=node  mine.mjs --lr=1'] }).at(-1);
    expect(added).toEqual({ name: 'mine', command: 'node', args: ['mine.mjs', '--lr=1'] });
  });

  test.each(['mine', '=node', 'mine= '])('cannot be added as %j', (peer) => {
    expect(() => programsOf({ ...options, peers: [peer] })).toThrow(
      `--peer ${peer} — expected "name=command"`,
    );
  });
});
