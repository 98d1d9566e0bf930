import { describe, expect, test } from 'vitest';
import { differenceOf } from '../../bench/training/compareLosses.ts';
import { ratioOf, timesOf } from '../../bench/training/comparison.ts';
import { contest, type Outcome, type Result } from '../../bench/training/contest.ts';
import type { Contestant } from '../../bench/training/contestant.ts';
import { flopsOf } from '../../bench/training/flops.ts';
import { workloadsIn } from '../../bench/training/workloads.ts';

describe('losses', () => {
  test.each([
    ['the same', [1, 2]],
    ['within 1e-4 of 1', [1.00009, 2]],
    ['within 1e-4 of a larger loss', [1, 2.00019]],
  ])('agree: %s', (_, losses) => {
    expect(differenceOf(losses, [1, 2])).toBeNull();
  });

  test.each([
    ['another loss', [1, 2.00021], /loss 2.000210 in step 2 — expected 2.000000,/],
    ['one that is no number', [Number.NaN, 2], /loss NaN in step 1 — expected 1.000000,/],
    ['too few', [1], /1 losses — expected 2/],
  ])('differ: %s', (_, losses, reason) => {
    expect(differenceOf(losses, [1, 2])).toMatch(reason);
  });
});

describe('operations of a step', () => {
  const [workload] = workloadsIn('').filter(({ name }) => name === 'MNIST size 784-128-10, batch 32, Adam');

  test('are those of its matrix products, without the gradient by the inputs of the first layer', () => {
    expect(workload?.flops).toBe(32 * (4 * 784 * 128 + 6 * 128 * 10));
  });

  test('are not counted where there are no products', () => {
    expect(flopsOf({ op: 'update', n: 10, optimizer: 'adam', lr: 1 })).toBeNull();
  });
});

describe('workloads', () => {
  const names = workloadsIn('').map(({ name }) => name);

  test('have names of their own', () => {
    expect(new Set(names).size).toBe(names.length);
  });

  test('are 27 of steps on losses and 6 of updates alone', () => {
    expect(names.filter((name) => name.startsWith('update'))).toHaveLength(6);
    expect(names).toHaveLength(33);
  });
});

const [workload] = workloadsIn('');
if (!workload) throw new Error('there are workloads');

describe('comparison', () => {
  const done = (...times: number[]): Outcome => ({ kind: 'done', times });
  const result: Result = {
    workload,
    outcomes: new Map<string, Outcome>([
      ['ours', done(1, 2, 4)],
      ['slow', done(3, 4, 40)],
      ['broken', { kind: 'failed', reason: 'out of order' }],
    ]),
  };

  test('takes the median of the ratios round by round, and the ratio of the best times', () => {
    expect(ratioOf(result, 'slow', 'ours')).toEqual({ median: 3, best: 3 });
    expect(timesOf(result, 'ours')).toEqual({ median: 2, best: 1 });
  });

  test('has nothing to say of who failed or did not take part', () => {
    expect(ratioOf(result, 'broken', 'ours')).toBeNull();
    expect(ratioOf(result, 'slow', 'broken')).toBeNull();
    expect(timesOf(result, 'absent')).toBeNull();
  });
});

describe('a contest', () => {
  /** Takes so many seconds a step; its losses are all the same. */
  function contestant(name: string, seconds: number, loss: number): Contestant {
    return {
      name,
      info: {},
      work: async (_, steps) => ({ seconds: seconds * steps, steps, value: loss, losses: [loss, loss] }),
      end: () => {},
    };
  }
  const failing: Contestant = {
    ...contestant('failing', 1, 1),
    work: async () => {
      throw new Error('unsupported: this');
    },
  };
  const all = [contestant('right', 0.25, 1), contestant('wrong', 0.5, 2), failing];

  test('excludes who computes something else, and who fails', async () => {
    const { outcomes } = await contest(workload, all, { rounds: 2, reference: 'right' });
    expect(outcomes.get('right')).toEqual({ kind: 'done', times: [0.25, 0.25] });
    expect(outcomes.get('wrong')).toMatchObject({ kind: 'different' });
    expect(outcomes.get('failing')).toEqual({ kind: 'failed', reason: 'unsupported: this' });
  });

  test('takes no times without rounds', async () => {
    const { outcomes } = await contest(workload, all, { rounds: 0, reference: 'right' });
    expect(outcomes.get('right')).toEqual({ kind: 'done', times: [] });
  });
});
