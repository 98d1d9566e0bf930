import { describe, expect, test } from 'vitest';
import { byLoss } from '../../../core/lesson/judgedLoss.ts';
import { raceOutput, textOfOutput } from '../../../core/lesson/raceOutput.ts';
import type { RunState } from '../../../core/race/runRecord.ts';
import { onValley } from '../experiment/faults.ts';
import { pieceOf, raceOf, recordOf } from '../race/pieces.ts';

function race(steps = 4, change: object = {}) {
  return raceOf({
    ...onValley(),
    optimizers: [{ optimizer: 'sgd' }, { optimizer: 'adam' }],
    steps,
    ...change,
  });
}

describe('the output of a race', () => {
  test('begins with its runs, without a point', () => {
    const output = raceOutput(race(4, { target: 1 }));
    expect(output).toMatchObject({ type: 'race', race: 'race-1', target: 1 });
    expect(output.runs.map(({ name, steps, losses, ended }) => [name, steps, losses, ended])).toEqual([
      ['SGD', 4, [], false],
      ['Adam', 4, [], false],
    ]);
    expect(JSON.parse(JSON.stringify(output))).toEqual(output);
  });

  test('has the setting of each run, which those share that differ in nothing but the seed', () => {
    const schedules = [10, 20].map((T_max) => ({
      ...{ optimizer: 'sgd', schedule: { name: 'CosineAnnealingLR', T_max } },
    }));
    const problem = { data: 'linear', hidden: [] };
    const seeds = { problem, optimizers: schedules, seed: [4, 5], steps: undefined, epochs: 2 };
    const shown = raceOutput(race(1, seeds)).runs.map(({ setting, settingName, stem, seed }) => [
      ...[setting, settingName, stem, seed],
    ]);
    expect(shown).toEqual([
      ...[0, 1].flatMap((setting) => [4, 5].map((seed) => [setting, 'SGD', 'SGD', seed])),
    ]);
    expect(raceOutput(race()).runs.map(({ setting, seed }) => [setting, seed])).toEqual([
      [0, null],
      [1, null],
    ]);
  });

  test('has names that tell its runs apart, and with the seed left out those of its settings', () => {
    const problem = { data: 'linear', hidden: [] };
    const grid = { problem, optimizers: [{ optimizer: 'sgd' }], lr: [0.1, 0.2], seed: [4, 5] };
    const shown = raceOutput(race(1, { ...grid, steps: undefined, epochs: 2 })).runs;
    expect(shown.map(({ name, settingName }) => [name, settingName])).toEqual([
      ['SGD lr 0.1, seed 4', 'SGD lr 0.1'],
      ['SGD lr 0.1, seed 5', 'SGD lr 0.1'],
      ['SGD lr 0.2, seed 4', 'SGD lr 0.2'],
      ['SGD lr 0.2, seed 5', 'SGD lr 0.2'],
    ]);
  });

  test('goes on behind the points that are known', () => {
    const going = race();
    recordOf(going).append(pieceOf({ loss: [8, 4, Number.POSITIVE_INFINITY] }));
    const [whole, , later] = [raceOutput(going), null, raceOutput(going, [1])];
    expect(whole.runs[0]).toMatchObject({ first: 0, stepOf: [0, 1, 2], losses: [8, 4, null] });
    expect(later.runs[0]).toMatchObject({ first: 1, stepOf: [1, 2], losses: [4, null] });
    expect(later.runs[1]).toMatchObject({ first: 0, losses: [] });
  });

  test('of mini-batches has the mean over an epoch, the losses themselves, and the loss on held-out rows', () => {
    const problem = { data: 'linear', hidden: [], validation: 0.2 };
    const [batches, steps] = [32, undefined];
    const going = race(1, { problem, batch_size: [batches], epochs: 2, steps });
    const evaluations = [
      { step: 0, loss: 9 },
      { step: 5, loss: 6 },
    ];
    recordOf(going).append(pieceOf({ loss: [8, 4], mean: [8, 6], evaluations }));
    expect(raceOutput(going).runs).toMatchObject([
      { steps: 10, stepsPerEpoch: 5, losses: [8, 6], raw: [8, 4], heldOut: 6 },
      { stepsPerEpoch: 5, losses: [], raw: null, heldOut: null },
    ]);
    expect(textOfOutput(raceOutput(going))).toContain(', held-out loss 6.');
    const tested = race(1, { problem: { ...problem, test: 0.2, evaluate_on: 'test' }, epochs: 2, steps });
    recordOf(tested).append(pieceOf({ loss: [8], mean: [8], evaluations }));
    expect(raceOutput(tested).runs[0]).toMatchObject({ heldOut: 6 });
    expect(raceOutput(tested).runs[0]?.evaluated).toBeNull();
    const alone = race(1, { problem, epochs: 2, steps, optimizers: [{ optimizer: 'adam' }] });
    recordOf(alone).append(pieceOf({ loss: [8], mean: [8], evaluations }));
    expect(raceOutput(alone).runs[0]?.evaluated).toEqual({ stepOf: [0, 5], losses: [9, 6] });
    const whole = race(1, { problem: { ...problem, validation: 0 }, epochs: 2, steps });
    recordOf(whole).append(pieceOf({ loss: [8], mean: [8], evaluations }));
    expect(raceOutput(whole).runs[0]).toMatchObject({ heldOut: null });
    expect(raceOutput(race()).runs[0]).toMatchObject({ stepsPerEpoch: 1, raw: null, heldOut: null });
  });

  test('of a long run has points at equal distances, and the last one', () => {
    const long = race(9999);
    const record = recordOf(long);
    record.append(pieceOf({ loss: Array.from({ length: 7 }, (_, step) => 9 - step) }));
    expect(raceOutput(long).runs[0]?.stepOf).toEqual([0, 5]);
    const end = { status: { kind: 'stopped' } } as const;
    record.append(pieceOf({ firstPoint: 7, loss: [], state: { ...end, stepsDone: 6 } }));
    expect(raceOutput(long, [1]).runs[0]).toMatchObject({ first: 1, stepOf: [5, 6], ended: true });
    expect(raceOutput(long).runs[0]?.status).toContain('6');
  });

  test('has the lengths of steps along a parameter where they are asked for, in learning rates', () => {
    const lr = [0.5];
    const position = [1, 8, 0, 6, 0.25, 7, 0.25, Number.POSITIVE_INFINITY];
    const lengthsOf = (change: object, known?: number[]) => {
      const going = race(4, { lr, ...change });
      recordOf(going).append(pieceOf({ loss: [9, 8, 7, 6], position }));
      const { stepAlong, runs } = raceOutput(going, known);
      return [stepAlong, ...runs.map(({ stepLengths }) => stepLengths)];
    };
    expect(lengthsOf({})).toEqual([null, null, null]);
    expect(lengthsOf({ step_along: 'w0' })).toEqual(['w0', [null, 2, 0.5, 0], []]);
    expect(lengthsOf({ step_along: 'w1' })).toEqual(['w1', [null, 4, 2, null], []]);
    expect(lengthsOf({ step_along: 'w1' }, [1])).toEqual(['w1', [4, 2, null], []]);
    const going = race(4, { lr, step_along: 'w1' });
    recordOf(going).append(pieceOf({ loss: [9, 8, 7, 6], position }));
    const text = textOfOutput(raceOutput(going));
    expect(text).toContain('SGD: loss not finite, longest step along w1 4.00 learning rates, at step 1.');
    expect(text).toContain('Adam: loss not finite. ');
  });

  test('of a long run has the lengths of single steps, not of strides', () => {
    const long = race(9999, { lr: [0.5], step_along: 'w0' });
    const position = Array.from({ length: 7 }, (_, step) => [step ** 2, 0]).flat();
    recordOf(long).append(pieceOf({ loss: [1, 1, 1, 1, 1, 1, 1], position }));
    // From 16 to 25 in the step that leads to the fifth point.
    expect(raceOutput(long).runs[0]).toMatchObject({ stepOf: [0, 5], stepLengths: [null, 18] });
  });

  test('has no lengths where steps are missing in the record', () => {
    const thinned = race(4, { step_along: 'w0' });
    recordOf(thinned).append(pieceOf({ step: [0, 2, 3], loss: [9, 7, 6], position: [1, 0, 2, 0, 4, 0] }));
    const [run] = raceOutput(thinned).runs;
    expect(run?.stepLengths?.map((length) => length !== null)).toEqual([false, false, true]);
  });

  test('has all points of a run with 2000 of them, and leaves some out of one with more', () => {
    const stepsOf = (steps: number) => {
      const going = race(steps);
      recordOf(going).append(pieceOf({ loss: [3, 2, 1] }));
      return raceOutput(going).runs[0]?.stepOf;
    };
    expect(stepsOf(1999)).toEqual([0, 1, 2]);
    expect(stepsOf(2000)).toEqual([0, 2]);
  });

  test('of a run that ended before its first point has none', () => {
    const stopped = race();
    recordOf(stopped).append(pieceOf({ loss: [], state: { status: { kind: 'stopped' } } }));
    expect(raceOutput(stopped).runs[0]).toMatchObject({ ended: true, stepOf: [], losses: [] });
  });

  test('says how runs have ended', () => {
    const ended = race();
    const end = (run: number, state: Partial<RunState>) => recordOf(ended, run).append(pieceOf({ state }));
    end(0, {
      status: { kind: 'diverged', step: 3, reason: 'loss rose to 1e7', hint: 'try 0.01' },
      loss: 1e7,
    });
    end(1, { status: { kind: 'finished' }, loss: 0.5, reached: 2, stepsDone: 4 });
    expect(raceOutput(ended).runs).toMatchObject([
      { divergedAt: 3, wrong: true, ended: true, reached: null },
      { divergedAt: null, wrong: false, ended: true, reached: 2, status: 'Finished' },
    ]);
    expect(textOfOutput(raceOutput(ended)).split('\n').slice(1)).toEqual([
      'Adam: loss 0.5, target reached at step 2. Finished',
      'SGD: loss 10000000. Diverged at step 3: loss rose to 1e7; try 0.01',
    ]);
  });
});

test('the order of runs has the lowest loss first and those that diverged last', () => {
  const run = (loss: number | null, divergedAt: number | null = null) => ({
    loss,
    heldOut: null,
    divergedAt,
  });
  expect(byLoss([run(null), run(3), run(0.1, 5), run(1)])).toEqual([run(1), run(3), run(null), run(0.1, 5)]);
});

test('the order of runs is by the loss on held-out rows where there are some', () => {
  const run = (loss: number, heldOut: number) => ({ loss, heldOut, divergedAt: null });
  expect(byLoss([run(1, 3), run(2, 2), run(3, 1)])).toEqual([run(3, 1), run(2, 2), run(1, 3)]);
});

test('words are their own text', () => {
  expect(textOfOutput({ type: 'words', text: 'a', wrong: true })).toBe('a');
});
