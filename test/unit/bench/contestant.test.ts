import { describe, expect, test } from 'vitest';
import { startContestant } from '../../bench/training/contestant.ts';

/** Answers each line with what `answer(request)` gives. */
const program = (answer: string) => ({
  name: 'program',
  command: process.execPath,
  args: [
    '--eval',
    `const answer = ${answer};
    require('node:readline').createInterface({ input: process.stdin }).on('line', (line) => {
      console.log('Welcome!');
      console.log(JSON.stringify(answer(JSON.parse(line))));
    });`,
  ],
});

const work = { op: 'update', n: 1, optimizer: 'sgd', lr: 1 } as const;

describe('a contestant', () => {
  test('answers requests, whatever else it prints', async () => {
    const answer = '({ op, n, steps }) => (op === "info" ? { name: "Mine" } : { n, steps })';
    const contestant = await startContestant(program(answer));
    expect(contestant.info).toEqual({ name: 'Mine' });
    expect(await contestant.work(work, 20)).toEqual({ n: 1, steps: 20 });
    contestant.end();
  });

  test('says what it cannot do, and goes on', async () => {
    const answer = '({ steps }) => (steps === 1 ? { error: "unsupported: one step" } : { steps })';
    const contestant = await startContestant(program(answer));
    await expect(contestant.work(work, 1)).rejects.toThrow('unsupported: one step');
    expect(await contestant.work(work, 2)).toEqual({ steps: 2 });
    contestant.end();
  });

  test('that ends says why, from then on', async () => {
    const contestant = await startContestant(program('({ op }) => (op === "info" ? {} : lacking())'));
    await expect(contestant.work(work, 1)).rejects.toThrow('ReferenceError: lacking is not defined');
    await expect(contestant.work(work, 1)).rejects.toThrow('ReferenceError: lacking is not defined');
  });

  test('that is not installed does not start', async () => {
    const missing = { name: 'missing', command: 'no-such-program', args: [] };
    await expect(startContestant(missing)).rejects.toThrow('no-such-program');
  });
});
