import { describe, expect, test } from 'vitest';
import { linesOfParameter } from '../../../core/debug/recordStep.ts';
import type { Replay } from '../../../core/debug/replay.ts';
import { at } from '../../../core/rule/run/frame.ts';
import { replayOf } from './replays.ts';

function valley(lines: readonly string[], others: object = {}): Replay {
  const text = [
    'name "Mine"',
    'lr = 0.1 in (0, 10]',
    'beta = 0.9 in [0, 1)',
    'state m',
    'update',
    ...lines,
  ].join('\n');
  const rules = new Map([['./mine.optimizer', { place: 'file:///mine.optimizer', text }]]);
  const experiment = {
    problem: { formula: '0.5 * (100 * x**2 + y**2)', start: [1, -10] },
    optimizers: [{ optimizer: './mine.optimizer' }],
    lr: [0.01],
    steps: 20,
    ...others,
  };
  return replayOf(experiment, {}, rules);
}

/** What a parameter comes to, with a name before each line and what the line computes. */
function pathOf(replay: Replay, parameter: number, name: string): unknown {
  return linesOfParameter(replay.recorded, parameter).map(({ line, before, value }) => {
    const element = before.elementAt(parameter);
    return [line, at(before.get(name) ?? Number.NaN, element), at(value, element)];
  });
}

test('each line has the values before it and what it computes', () => {
  const replay = valley(['  m = beta * m + g', '  p = p - lr * m']);
  expect(pathOf(replay, 0, 'm')).toEqual([
    [0, 0, 100],
    [1, 100, 0],
  ]);
  replay.forward();
  expect(pathOf(replay, 1, 'm')).toEqual([
    [0, -10, -9 - 9.9],
    [1, -18.9, -9.9 + 0.189],
  ]);
});

test('each parameter comes to its own lines', () => {
  const replay = valley([
    '  if g > 0',
    '    m = 1',
    '  elif g < -5',
    '    m = 2',
    '  else',
    '    m = 3',
    '  p = p - lr * m',
  ]);
  expect(pathOf(replay, 0, 'm')).toEqual([
    [0, 0, 1],
    [1, 0, 1],
    [5, 1, 1 - 0.01],
  ]);
  expect(pathOf(replay, 1, 'm')).toEqual([
    [0, 0, 0],
    [2, 0, 1],
    [3, 0, 2],
    [5, 2, -10 - 0.02],
  ]);
});

test('a look-ahead is the first line, and gives the gradient there', () => {
  const replay = valley(['  g = gradient at p - lr * 0.5 * m', '  m = 0.5 * m + g', '  p = p - lr * m']);
  replay.forward();
  // p = 1 - 0.01 * 100 = 0 and m = 100, so that the point ahead is -0.5.
  expect(pathOf(replay, 0, 'm')).toEqual([
    [0, 100, -50],
    [1, 100, 0],
    [2, 0, 0],
  ]);
  replay.set({ line: 0, name: 'm', parameter: 0, value: 0 });
  expect(pathOf(replay, 0, 'm')).toEqual([
    [0, 0, 0],
    [1, 0, 0],
    [2, 0, 0],
  ]);
});

describe('what is set before a line', () => {
  const lines = ['  if g > 0', '    m = 1', '  p = p - lr * m'];

  test('is set for one parameter', () => {
    const replay = valley(lines);
    replay.set({ line: 2, name: 'm', parameter: 0, value: 7 });
    expect(pathOf(replay, 0, 'm')).toEqual([
      [0, 0, 1],
      [1, 0, 1],
      [2, 7, 1 - 0.07],
    ]);
    expect(pathOf(replay, 1, 'm')).toEqual([
      [0, 0, 0],
      [2, 0, -10],
    ]);
  });

  test('counts below a condition, also for a parameter that does not come to the line', () => {
    const replay = valley(lines);
    replay.set({ line: 1, name: 'p', parameter: 1, value: 3 });
    replay.set({ line: 1, name: 'p', parameter: 0, value: 4 });
    expect(pathOf(replay, 1, 'p')).toEqual([
      [0, -10, 0],
      [2, 3, 3],
    ]);
    expect(pathOf(replay, 0, 'p')).toEqual([
      [0, 1, 1],
      [1, 4, 1],
      [2, 4, 3.99],
    ]);
  });

  test('of a hyperparameter counts for all', () => {
    const replay = valley(lines);
    replay.set({ line: 2, name: 'lr', parameter: null, value: 1 });
    expect(pathOf(replay, 0, 'lr')).toEqual([
      [0, 0.01, 1],
      [1, 0.01, 1],
      [2, 1, 0],
    ]);
    replay.forward();
    expect(replay.hyperparameters['lr']).toBe(1);
  });
});

test('refuses a parameter that there is not', () => {
  const replay = valley(['  p = p - lr * g']);
  expect(() => linesOfParameter(replay.recorded, 2)).toThrow(
    'parameter = 2 — expected the index of a parameter',
  );
});
