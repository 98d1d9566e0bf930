import { describe, expect, test } from 'vitest';
import { optimizers } from '../../../core/optimizers/index.ts';
import { RunningMean } from '../../../core/race/runningMean.ts';
import { RunRecord } from '../../../core/race/runRecord.ts';
import { createRandom } from '../../../core/random.ts';
import { contentOf } from '../race/pieces.ts';
import { kernelsOf } from './networkTools.ts';
import { createRunners, fakeClock, type RecordedRun, type RunOptions, recordAll } from './runs.ts';

const keeps = ['thinned', 'evaluations', 'score'] as const;
const valley = {
  problem: { surface: 'valley' },
  optimizers: optimizers.map(({ id }) => ({ optimizer: id })),
  lr: [0.01, 0.03],
  steps: 400,
  target: 1,
};
const spirals = {
  problem: { data: 'spirals', hidden: [8], validation: 0.2 },
  optimizers: ['sgd', 'adam', 'nesterov', 'sam'].map((optimizer) => ({ optimizer })),
  lr: [0.05],
  batch_size: [32],
  epochs: 20,
  target: 0.35,
};

describe.each([
  ['a surface', valley, {}],
  ['a network in double precision', spirals, {}],
  ['a network in single precision', spirals, { kernels: kernelsOf('simd') }],
  ['a network that ends early', { ...spirals, stop: { patience: 1 } }, {}],
])('of %s', (_, experiment, options: RunOptions) => {
  const recordWith = (recording: RunOptions['recording']) =>
    recordAll(createRunners(experiment, { ...options, ...(recording && { recording }) }));
  const whole = recordWith(undefined);

  test('all steps are kept, with their running mean, and how the run stands follows from them', async () => {
    for (const { losses, means, steps, state, status } of await whole) {
      expect(steps).toEqual(losses.map((__, step) => step));
      const expected = new RunningMean('epochs' in experiment ? 10 : 1).next(losses);
      expect(means).toEqual([...expected]);
      const reached = means.findIndex((mean) => mean <= experiment.target);
      expect(state).toEqual({
        stepsDone: losses.length - 1,
        loss: means.at(-1),
        best: Math.min(...means),
        reached: reached < 0 ? null : reached,
      });
      expect(status.kind).not.toBe('running');
    }
    expect((await whole).some(({ state }) => state.reached !== null)).toBe(true);
    expect((await whole).some(({ state }) => state.reached === null)).toBe(true);
  });

  test.each(keeps)('what is kept changes nothing about the run: %s', async (keep) => {
    const runs = await recordWith({ keep, points: 20 });
    for (const [run, recorded] of runs.entries()) {
      const expected = (await whole)[run];
      expect([recorded.state, recorded.status, recorded.evaluation]).toEqual([
        expected?.state,
        expected?.status,
        expected?.evaluation,
      ]);
      expect(pointsOf(recorded)).toEqual(expected && pointsOf(expected, recorded.steps));
      expect(recorded.steps.at(-1)).toBe(expected?.steps.at(-1));
      expect(recorded.steps.length).toBeLessThanOrEqual(20);
    }
  });

  test('a thinned run is the same whenever its pieces are taken', async () => {
    const random = createRandom(4);
    const recording = { keep: 'thinned', points: 20 } as const;
    const inOneGo = await recordWith(recording);
    const runners = await createRunners(experiment, { ...options, ...fakeClock(0.1), recording });
    for (const [run, runner] of runners.entries()) {
      const record = new RunRecord();
      let deadline = 0;
      while (!runner.ended) {
        deadline += 0.1 + random.below(3);
        await runner.advance(random.below(4) === 0 ? runner.stepsDone + 3 : 1e9, deadline);
        expect(record.append(runner.takePiece())).toBe(true);
      }
      const { steps, losses } = inOneGo[run] as RecordedRun;
      expect(contentOf(record).points).toMatchObject({ step: steps, loss: losses });
    }
  });
});

/** @param steps Default: those that are kept. */
function pointsOf({ losses, means, path, ...run }: RecordedRun, steps = run.steps) {
  const at = steps.map((step) => run.steps.indexOf(step));
  return {
    losses: at.map((index) => losses[index]),
    means: at.map((index) => means[index]),
    path: path && at.flatMap((index) => [path[2 * index], path[2 * index + 1]]),
  };
}

test('a thinned run that is stopped in the middle keeps its last point', async () => {
  const [runner] = await createRunners(valley, { recording: { keep: 'thinned', points: 20 } });
  await runner?.advance(371, Number.POSITIVE_INFINITY);
  const before = runner?.takePiece();
  expect(before?.points.step?.at(-1)).toBeLessThan(371);
  await runner?.stop();
  const after = runner?.takePiece();
  expect(after).toMatchObject({
    firstPoint: before?.points.step?.length,
    state: { status: { kind: 'stopped' }, stepsDone: 371 },
  });
  expect(after?.points.step?.at(-1)).toBe(371);
});
