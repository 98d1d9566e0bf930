import { describe, expect, test } from 'vitest';
import { float64Engine } from '../../../core/engine/cpu/float64Engine.ts';
import { enginesOf } from '../../../core/engine/engines.ts';
import { Pace } from '../../../core/engine/pace.ts';
import type { Runner } from '../../../core/engine/runner.ts';
import { RunRecord } from '../../../core/race/runRecord.ts';
import { createRandom } from '../../../core/random.ts';
import { contentOf } from '../race/pieces.ts';
import { kernelsOf } from './networkTools.ts';
import { createRunner, createRunners, fakeClock, recordAll } from './runs.ts';
import { slowEngine } from './slowEngine.ts';

const never = Number.POSITIVE_INFINITY;
const valley = {
  problem: { surface: 'valley' },
  optimizers: [{ optimizer: 'sgd' }, { optimizer: 'nesterov' }, { optimizer: 'adam' }],
  lr: [0.01, 0.03],
  steps: 200,
};
const spirals = {
  problem: { data: 'spirals', hidden: [8], validation: 0.2 },
  optimizers: [{ optimizer: 'adam' }, { optimizer: 'sam' }],
  lr: [0.02],
  batch_size: [32],
  epochs: 8,
};
const slow = [slowEngine(float64Engine)];

test.each([
  ['on a surface', valley],
  ['that diverge', { ...valley, lr: [5] }],
  ['that end at the start', { ...valley, stop: { target: 1e6 } }],
  ['of a network', spirals],
  ['with a target', { ...spirals, epochs: 300, stop: { target: 0.5 } }],
  ['with patience', { ...spirals, epochs: 300, stop: { patience: 1 } }],
])('runs %s are the same where steps and evaluations have to be waited for', async (_, experiment) => {
  const expected = await recordAll(createRunners(experiment));
  expect(await recordAll(createRunners(experiment, { engines: slow }))).toEqual(expected);
  expect(expected.every(({ status }) => status.kind !== 'running')).toBe(true);
});

test('a run of whole steps in single precision is the same, too', async () => {
  const kernels = kernelsOf('simd');
  const expected = await recordAll(createRunners(spirals, { kernels }));
  const engines = enginesOf({ kernels }).map(slowEngine);
  expect(await recordAll(createRunners(spirals, { engines }))).toEqual(expected);
});

/** What runs record while `work` is done again and again until all have ended. */
async function recordsOf(runners: readonly Runner[], work: (turn: number) => Promise<unknown>) {
  const records = runners.map(() => new RunRecord());
  for (let turn = 0; runners.some(({ ended }) => !ended); turn++) {
    await work(turn);
    for (const [run, runner] of runners.entries())
      if (runner.hasNews) expect(records[run]?.append(runner.takePiece())).toBe(true);
  }
  return records.map((record) => {
    const { stepsPerSecond: _, ...state } = record.state;
    return { ...contentOf(record), state };
  });
}

describe.each([
  ['valley', valley],
  ['spirals', spirals],
])('on %s', (_, experiment) => {
  test('cut into pieces at any time, a run is the same', async () => {
    const random = createRandom(3);
    const [whole, pieces] = [
      await createRunners(experiment),
      await createRunners(experiment, { engines: slow, ...fakeClock(1) }),
    ];
    const expected = await recordsOf(whole, async () => {
      for (const runner of whole) await runner.advance(never, never);
    });
    let deadline = 0;
    const found = await recordsOf(pieces, async () => {
      for (const runner of pieces) {
        deadline += 1 + random.below(25);
        await runner.advance(random.below(4) === 0 ? runner.stepsDone + 3 : 1e9, deadline);
      }
    });
    expect(found).toEqual(expected);
  });

  test.each([1, 'max'] as const)('a pace of %s takes the runs the same way', async (speed) => {
    const play = async (engines: typeof slow) => {
      const clock = fakeClock(0.25);
      const runners = await createRunners(experiment, { ...clock, engines });
      const pace = new Pace(runners, { speed, now: clock.now });
      const turns: number[][] = [];
      const records = await recordsOf(runners, async (turn) => {
        if (turn % 7 === 3) pace.pause();
        if (turn % 7 === 3) await pace.stepEach();
        if (turn % 7 === 4) await pace.stepTo(turn);
        if (turn % 7 === 5) pace.resume();
        clock.goOn(40);
        await pace.advance(clock.now() + 10);
        turns.push(runners.map(({ stepsDone }) => stepsDone));
      });
      return { records, turns };
    };
    expect(await play(slow)).toEqual(await play([float64Engine]));
  });
});

test('a run that is stopped has the steps that it has done', async () => {
  const [runner, other] = await Promise.all([
    createRunner({ ...spirals, optimizers: [{ optimizer: 'adam' }] }, { engines: slow }),
    createRunner({ ...spirals, optimizers: [{ optimizer: 'adam' }] }),
  ]);
  for (const each of [runner, other]) {
    await each.advance(13, never);
    await each.stop();
  }
  const piece = runner.takePiece();
  expect(piece).toEqual(other.takePiece());
  expect(piece.evaluations.map(({ step }) => step)).toEqual([0, 10, 13]);
  expect(piece.state).toMatchObject({ status: { kind: 'stopped' }, stepsDone: 13 });
});

test('the time of waiting counts as the run’s own', async () => {
  const clock = fakeClock();
  const engine = slowEngine(float64Engine);
  const engines = [
    {
      ...engine,
      createTrainer: async (...given: Parameters<typeof engine.createTrainer>) => {
        const trainer = await engine.createTrainer(...given);
        const { run } = trainer;
        const answer = async (steps: number, limit: number) => {
          const taken = await run(steps, limit);
          clock.goOn(100);
          return taken;
        };
        return Object.defineProperty(trainer, 'run', { value: answer });
      },
    },
  ];
  const seconds = { ...valley, optimizers: [{ optimizer: 'sgd' }], lr: [0.01], stop: { seconds: 1 } };
  const runner = await createRunner(seconds, { engines, now: clock.now });
  await runner.advance(never, never);
  expect(runner.computing).toBe(1000);
  expect(runner.takePiece().state.status).toEqual({ kind: 'finished', reason: 'time limit of 1 s reached' });
});

test('an engine that fails says so where the run is advanced', async () => {
  const engines = [
    {
      ...slowEngine(float64Engine),
      createTrainer: async () => {
        throw new RangeError('the device is gone');
      },
    },
  ];
  await expect(createRunners(valley, { engines })).rejects.toThrow('the device is gone');
});
