import { describe, expect, test } from 'vitest';
import { type Judged, type ScoreKind, scoreOf } from '../../../core/compare/score.ts';
import { beforeStart, type RunState } from '../../../core/race/runRecord.ts';

const engine = { precision: 'float64', threads: 1, description: '' } as const;

function judged(losses: readonly number[], change: Partial<RunState> = {}, every = 1): Judged {
  const state: RunState = {
    ...beforeStart,
    engine,
    status: { kind: 'finished' },
    loss: losses.at(-1) ?? Number.NaN,
    best: Math.min(...losses),
    ...change,
  };
  const at = (index: number) => losses[index] ?? Number.NaN;
  return { state, evaluations: [], losses: { length: losses.length, at, stepOf: (index) => every * index } };
}

describe('the score of a run', () => {
  test('is its last or its smallest loss', () => {
    const run = judged([4, 1, 2]);
    expect([scoreOf(run, 'final', null), scoreOf(run, 'best', null)]).toEqual([2, 1]);
  });

  test('is that of its last evaluation', () => {
    const evaluations = [
      { step: 0, loss: 3 },
      { step: 2, loss: 0.5 },
    ];
    expect(scoreOf({ ...judged([4, 1]), evaluations }, 'evaluated', null)).toBe(0.5);
    expect(scoreOf(judged([4, 1]), 'evaluated', null)).toBeNaN();
  });

  test.each([
    ['the first time that it is reached', 'first', [4, 1, 3, 1, 0.5], 1],
    ['for good', 'forGood', [4, 1, 3, 1, 0.5], 3],
    ['for good, where it is never left', 'forGood', [1, 0.5], 0],
    ['for good, where it is above at the end', 'forGood', [1, 0.5, 2], Number.POSITIVE_INFINITY],
    ['for good, where a loss is no number', 'forGood', [1, Number.NaN, 1], 2],
  ] as const)('is how many steps it needs to the target, %s', (_, kind, losses, expected) => {
    const reached = losses.findIndex((loss) => loss <= 1);
    expect(scoreOf(judged(losses, { reached }), kind, 1)).toBe(expected);
  });

  test('counts steps, not points', () => {
    expect(scoreOf(judged([4, 1, 3, 1], {}, 10), 'forGood', 1)).toBe(30);
  });

  test.each(['final', 'best', 'evaluated', 'first', 'forGood'] as const)(
    'is infinite where it has diverged, and none before it has begun: %s',
    (kind: ScoreKind) => {
      const status = { kind: 'diverged', step: 1, reason: '', hint: '' } as const;
      expect(scoreOf(judged([4, 1e9], { status }), kind, 1)).toBe(Number.POSITIVE_INFINITY);
      expect(scoreOf(judged([], { engine: null, status: { kind: 'queued' } }), kind, 1)).toBeNaN();
    },
  );

  test('is infinite where the target was not reached', () => {
    expect(scoreOf(judged([4, 3]), 'first', 1)).toBe(Number.POSITIVE_INFINITY);
  });
});
