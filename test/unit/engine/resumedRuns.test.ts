/** A run that was interrupted and goes on records what it would have recorded, bit for bit. */

import { describe, expect, test } from 'vitest';
import type { RunCheckpoint } from '../../../core/engine/checkpoint.ts';
import { decodeCheckpoint, encodeCheckpoint } from '../../../core/engine/checkpointBlock.ts';
import { float64Engine } from '../../../core/engine/cpu/float64Engine.ts';
import type { Engine } from '../../../core/engine/engine.ts';
import { stepsAfter } from '../../../core/epochs.ts';
import { RunRecord } from '../../../core/race/runRecord.ts';
import { hasEnded } from '../../../core/race/status.ts';
import { createRandom } from '../../../core/random.ts';
import { onValley } from '../experiment/faults.ts';
import { contentOf } from '../race/pieces.ts';
import { kernelsOf } from './networkTools.ts';
import { createRunner, fakeClock, type RunOptions, specOf } from './runs.ts';

const never = Number.POSITIVE_INFINITY;

/** As another program has it that reads it from a file. */
const throughFile = (checkpoint: RunCheckpoint) =>
  decodeCheckpoint(encodeCheckpoint(0, 'run', checkpoint).slice());

/** The whole run, in slices. @param interruptedAt After so many steps. Default: never. */
async function recordWhole(experiment: object, options: RunOptions, interruptedAt: readonly number[] = []) {
  const record = new RunRecord();
  let runner = await createRunner(experiment, options);
  let from: RunCheckpoint | null = null;
  for (const step of interruptedAt) {
    await runner.advance(step, never);
    record.append(runner.takePiece());
    const checkpoint = runner.checkpoint();
    if (!checkpoint) {
      expect(runner.ended || runner.stepsDone === 0).toBe(true);
      break;
    }
    expect(checkpoint).toMatchObject({ stepsDone: step, state: record.state });
    from = throughFile(checkpoint);
    expect(from).toEqual(checkpoint);
    // What it does before it is interrupted is lost.
    await runner.advance(step + 7, never);
    record.append(runner.takePiece());
    runner.dispose();
    expect(record.has(from.recorder)).toBe(true);
    record.truncate(from.recorder, from.state);
    expect(record.extent).toEqual({ points: from.recorder.points, evaluations: from.recorder.evaluations });
    runner = await createRunner(experiment, { ...options, from });
    expect([runner.stepsDone, runner.computing]).toEqual([step, from.computing]);
  }
  while (!runner.ended) {
    await runner.advance(runner.stepsDone + 13, never);
    expect(record.append(runner.takePiece())).toBe(true);
  }
  const { state, ...content } = contentOf(record);
  const { stepsPerSecond: _, ...ofRun } = state;
  return { ...content, state: ofRun };
}

const surface = (optimizer: string, others: object = {}) =>
  onValley({ optimizers: [{ optimizer }], steps: 400, ...others });
const network = (optimizer: string, others: object = {}) => ({
  problem: { data: 'spirals', hidden: [7, 5], validation: 0.2 },
  optimizers: [{ optimizer }],
  lr: [0.01],
  batch_size: [32],
  epochs: 12,
  ...others,
});
const float32: RunOptions = { kernels: kernelsOf('simd') };
const float64: RunOptions = {};
const plateau = { schedule: { name: 'ReduceLROnPlateau', patience: 1, factor: 0.5 } };

const growing = {
  batch_size: [{ stages: [{ size: 16, epochs: 4 }, { size: 50, epochs: 3 }, { size: 'full' }] }],
};
const shrinking = { batch_size: [{ stages: [{ size: 100, epochs: 5 }, { size: 20 }] }] };
const thinned: RunOptions = { ...float32, recording: { points: 60 } };

const cases: readonly (readonly [string, object, RunOptions])[] = [
  ['SGD on a surface', surface('sgd'), float64],
  ['Adam on a surface', surface('adam'), float64],
  [
    'momentum on a surface with a schedule',
    surface('momentum', { schedule: { name: 'OneCycleLR', max_lr: 0.01 } }),
    float64,
  ],
  ['SAM on a surface with a schedule by losses', surface('sam', plateau), float64],
  [
    'thinned points of a surface',
    surface('adam', { record: 'thinned', steps: 3000 }),
    { recording: { points: 100 } },
  ],
  ['the score of a surface', surface('adam', { record: 'score' }), float64],
  ['a surface that reaches its target', surface('momentum', { stop: { target: 0.1 }, target: 1 }), float64],
  ['a surface that diverges', surface('sgd', { lr: [0.0205] }), float64],
  ['a network in float32', network('adam'), float32],
  ['a network in float64', network('adam'), float64],
  ['a network with momentum in float32', network('momentum'), float32],
  [
    'a network with a schedule by epochs',
    network('adamw', { schedule: { name: 'StepLR', step_size: 2, gamma: 0.5 } }),
    float32,
  ],
  ['a network with a schedule by mean losses in float32', network('adam', plateau), float32],
  ['a network with a schedule by mean losses in float64', network('nesterov', plateau), float64],
  [
    'a network with a schedule by each loss',
    network('adam', { schedule: { ...plateau.schedule, per: 'step', patience: 5 } }),
    float32,
  ],
  ...[float32, float64].map(
    (options) =>
      [
        'a network with rates by layer and a schedule by losses',
        network('adam', {
          ...plateau,
          optimizers: [{ optimizer: 'adam', layer_lr: { first: 0.03, last: 0.002 } }],
        }),
        options,
      ] as const,
  ),
  [
    'thinned points of a network',
    network('adam', { record: 'thinned', epochs: 40 }),
    { ...float32, recording: { points: 60 } },
  ],
  ['evaluations of a network alone', network('adam', { record: 'evaluations' }), float32],
  ['the score of a network', network('adam', { record: 'score' }), float32],
  [
    'a network with early stopping',
    network('adam', { lr: [0.2], stop: { patience: 2 }, epochs: 60 }),
    float32,
  ],
  [
    'a network that reaches its target',
    network('adam', { stop: { target: 0.5 }, epochs: 60, target: 0.6 }),
    float32,
  ],
  ['batches that grow in float32', network('adam', growing), float32],
  ['batches that grow in float64', network('momentum', growing), float64],
  ['batches that grow, thinned', network('adam', { ...growing, record: 'thinned' }), thinned],
  ['batches that shrink, with a schedule', network('adam', { ...shrinking, ...plateau }), float32],
  [
    'batches that grow until a target is reached',
    network('adam', { ...growing, stop: { target: 0.6 }, target: 0.65 }),
    float32,
  ],
];

describe('goes on from any step:', () => {
  test.each(cases)('%s', async (_, experiment, options) => {
    const whole = await recordWhole(experiment, options);
    const random = createRandom(specOf(experiment).steps);
    const last = whole.state.stepsDone;
    for (let time = 0; time < 3; time++) {
      const at = Array.from({ length: 3 }, () => 1 + Math.floor(random.uniform() * last)).toSorted(
        (a, b) => a - b,
      );
      expect(await recordWhole(experiment, options, [...new Set(at)])).toEqual(whole);
    }
  });

  test('the cases end as they are meant to', async () => {
    const kinds = await Promise.all(
      cases.map(async ([, experiment, options]) => {
        const { status } = (await recordWhole(experiment, options)).state;
        return status.kind === 'finished' ? (status.reason?.replace(/ .*/, '') ?? 'whole') : status.kind;
      }),
    );
    expect(new Set(kinds)).toEqual(new Set(['whole', 'reached', 'diverged', 'no']));
  });
});

describe('stopped before its next step, has what it has without the interruption:', () => {
  test.each<[string, object, RunOptions]>([
    ['every step', network('adam'), float32],
    ['thinned points', network('adam', { record: 'thinned' }), { ...float32, recording: { points: 20 } }],
    ['evaluations', network('adam', { record: 'evaluations' }), float32],
    ['the score', network('adam', { record: 'score' }), float32],
    ['the score of a surface', surface('adam', { record: 'score' }), float64],
  ])('%s', async (_, experiment, options) => {
    // Within the first steps, at the end of an epoch, and behind it.
    for (const step of [3, stepsAfter(specOf(experiment).stepsPerEpoch, 3), 41]) {
      const record = new RunRecord();
      const whole = await createRunner(experiment, options);
      await whole.advance(step, never);
      record.append(whole.takePiece());
      const from = throughFile(whole.checkpoint() ?? expect.fail('there is none'));
      const resumed = new RunRecord();
      resumed.append(record.pieceFrom());
      const other = await createRunner(experiment, { ...options, from });
      for (const [runner, to] of [
        [whole, record],
        [other, resumed],
      ] as const) {
        await runner.stop();
        expect(to.append(runner.takePiece())).toBe(true);
      }
      expect(resumed.length).toBeGreaterThan(0);
      expect(contentOf(resumed)).toEqual(contentOf(record));
    }
  });
});

describe('a checkpoint', () => {
  test('is none of a run that has ended', async () => {
    const runner = await createRunner(surface('sgd'));
    await runner.advance(never, never);
    expect([runner.ended, runner.checkpoint()]).toEqual([true, null]);
  });

  test('stays as it is while the run goes on', async () => {
    const runner = await createRunner(network('adam', plateau), float32);
    await runner.advance(20, never);
    runner.takePiece();
    const checkpoint = runner.checkpoint();
    const copy = structuredClone(checkpoint);
    await runner.advance(60, never);
    expect(checkpoint).toEqual(copy);
  });

  test('knows the time that was spent, so that a limit holds for all of the run', async () => {
    const limited = surface('sgd', { stop: { seconds: 1 }, steps: 1_000_000 });
    const clock = fakeClock(1);
    const runner = await createRunner(limited, { now: clock.now });
    while (runner.computing < 600) await runner.advance(never, runner.computing + 100);
    const from = throughFile(runner.checkpoint() ?? expect.fail('there is none'));
    const other = await createRunner(limited, { now: fakeClock(1).now, from });
    while (!other.ended) await other.advance(never, never);
    expect(other.takePiece().state.status).toEqual({ kind: 'finished', reason: 'time limit of 1 s reached' });
    expect(other.computing).toBeLessThan(1100);
  });

  test('says how large it is, by precision and what the rule keeps', async () => {
    const bytes = async (given: object, options?: RunOptions) =>
      (await createRunner(given, options)).checkpointBytes;
    expect(await bytes(network('adam'), float32)).toBe(4 * 3 * 73);
    expect(await bytes(network('sgd'), float64)).toBe(8 * 73);
  });

  test('of another network is refused, and what was begun is let go of', async () => {
    const runner = await createRunner(network('adam'));
    await runner.advance(20, never);
    const from = runner.checkpoint();
    await expect(createRunner(network('sgd'), { from })).rejects.toThrow(
      'checkpoint = parameters, tensors and scalars 73, 2, 0 — expected 73, 0, 0',
    );
  });

  test('that lies some steps back is caught up with, and nothing is recorded twice', async () => {
    const experiment = surface('adam');
    const whole = await recordWhole(experiment, {});
    const late: Engine = {
      ...float64Engine,
      async createTrainer(task, reason) {
        const trainer = await float64Engine.createTrainer(task, reason);
        let kept = trainer.checkpoint?.() ?? null;
        return new Proxy(trainer, {
          get(target, key) {
            // As a device, which tells seldom where it stands.
            if (key === 'checkpoint')
              return () => {
                const told = kept;
                kept = target.checkpoint?.() ?? null;
                return told;
              };
            const value = Reflect.get(target, key);
            return typeof value === 'function' ? value.bind(target) : value;
          },
        });
      },
    };
    const runner = await createRunner(experiment, { engines: [late] });
    const record = new RunRecord();
    await runner.advance(50, never);
    runner.checkpoint();
    await runner.advance(90, never);
    record.append(runner.takePiece());
    const from = throughFile(runner.checkpoint() ?? expect.fail('there is none'));
    expect([from.trainer.stepsDone, from.stepsDone]).toEqual([50, 90]);
    const other = await createRunner(experiment, { from });
    expect(other.stepsDone).toBe(90);
    while (!hasEnded(record.state.status)) {
      await other.advance(never, never);
      record.append(other.takePiece());
    }
    expect(contentOf(record).points).toEqual(whole.points);
  });

  test('says what computed the run before, where that was something else', async () => {
    const experiment = network('adam');
    const runner = await createRunner(experiment, float32);
    await runner.advance(20, never);
    const from = runner.checkpoint();
    const other = await createRunner(experiment, { from });
    expect(other.takePiece().state.engine?.description).toBe(
      'WebAssembly (SIMD), float32 until step 20, then JavaScript, float64',
    );
    const same = await createRunner(experiment, { ...float32, from });
    expect(same.takePiece().state.engine?.description).toBe('WebAssembly (SIMD), float32');
  });
});
