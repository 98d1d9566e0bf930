/** Lesson 1, on batches: its numbers, and what its words say of them. */
import { describe, expect, test } from 'vitest';
import { createModel } from '../../../core/createModel.ts';
import { bestCell } from '../../../core/map/mapMeasure.ts';
import { scalingLine } from '../../../core/map/scalingLine.ts';
import { createBatches } from '../../../core/problems/data/batches.ts';
import { createRandom } from '../../../core/random.ts';
import { scaleLearningRate } from '../../../core/schedules/scaling.ts';
import { createRunners, type RecordedRun, recordAll } from '../engine/runs.ts';
import { readReference } from '../optimizers/readReference.ts';
import { sharedDataset } from '../problems/shippedData.ts';
import { mapIn } from './lessonMaps.ts';
import { experimentIn, holdNumbers, runsOf, textOf } from './shipped.ts';

const digits = sharedDataset('digits');
const { rows, features, inputs, labels } = digits;
const model = createModel({ layers: [features, 10], loss: 'cross_entropy' });
const everyone = Array.from({ length: rows }, (_, row) => row);

/** Loss and gradient of some digits. */
function measure(parameters: Float64Array, some: readonly number[]) {
  const pictures = some.map((row) => [...inputs.subarray(row * features, (row + 1) * features)]);
  return model.lossAndGradient(
    parameters,
    pictures,
    some.map((row) => labels[row] ?? 0),
  );
}

const lengthOf = (vector: Float64Array) => Math.hypot(...vector);

/** Parameters after five epochs at a rate of 0.1, with the order that `deal` gives in each. */
function parametersAfter(batchSize: number, deal: (epoch: number) => readonly number[]): Float64Array {
  const parameters = model.initialParameters;
  for (let epoch = 0; epoch < 5; epoch++) {
    const order = deal(epoch);
    for (let begin = 0; begin < order.length; begin += batchSize) {
      const { gradient } = measure(parameters, order.slice(begin, begin + batchSize));
      for (const [i, slope] of gradient.entries()) parameters[i] = (parameters[i] ?? 0) - 0.1 * slope;
    }
  }
  return parameters;
}

/** The loss on all digits after that. */
const trained = (...training: Parameters<typeof parametersAfter>) =>
  measure(parametersAfter(...training), everyone).loss;

describe('lesson 1', async () => {
  const text = textOf('1-batches.lesson.md');
  /** Of mini-batches the mean over the last epoch, which is what the lesson shows. */
  const lossOf = (run: RecordedRun | undefined) => run?.state.loss ?? Number.NaN;
  const three = await runsOf(text, 'one-some-all');
  const [one, some, all] = three;
  const [asMany] = await runsOf(text, 'as-many-steps');
  const unscaled = await runsOf(text, 'unscaled');
  const scaled = await runsOf(text, 'scaled');
  const tooFar = await runsOf(text, 'too-far');
  const networks = await runsOf(text, 'on-a-network');
  const map = mapIn(text, 'rates-and-batches', 'simd');
  /** At the rate that the rule gives to a batch. */
  const onTheLine = async (batch: number) =>
    (await map.score(scaleLearningRate(0.1, batch, 32), batch)).final;
  const along = await Promise.all([8, 16, 32, 64, 128].map(onTheLine));

  const start = model.initialParameters;
  const slope = measure(start, everyone).gradient;
  const squares = everyone.map((row) => {
    const { gradient } = measure(start, [row]);
    return gradient.reduce((sum, value, i) => sum + (value - (slope[i] ?? 0)) ** 2, 0);
  });
  /** Of a single digit, as a multiple of the slope. */
  const error = Math.sqrt(squares.reduce((sum, square) => sum + square, 0) / rows) / lengthOf(slope);

  const batches = createBatches(rows, rows - 1, createRandom(0, 1));
  /** All digits in a new random order; the last batch has the one that is left. */
  const deal = () => [...batches.next(), ...batches.next()];
  const once = deal();
  const sorted = everyone.toSorted((a, b) => (labels[a] ?? 0) - (labels[b] ?? 0));

  const zeros = sorted.filter((row) => labels[row] === 0);
  /** In the fifth epoch of sorted digits, with these of it. */
  const lossOnZeros = (order: readonly number[]) =>
    measure(
      parametersAfter(32, (epoch) => (epoch < 4 ? sorted : order)),
      zeros,
    ).loss;

  const computed: Readonly<Record<string, unknown>> = {
    '1797': rows,
    '650': model.size,
    '2.30': Math.log(10).toFixed(2),
    '0.117': lossOf(one).toFixed(3),
    '0.643': lossOf(some).toFixed(3),
    '2.23': lossOf(all).toFixed(2),
    '285': some?.state.stepsDone,
    '8985': one?.state.stepsDone,
    '0.588': lossOf(asMany).toFixed(3),
    '0.589': some?.evaluation?.loss.toFixed(3),
    '57': Math.ceil(rows / 32),
    '6.36': error.toFixed(2),
    '1.1': (error / Math.sqrt(32)).toFixed(1),
    '0.59': trained(32, () => once).toFixed(2),
    '1.16': trained(32, () => sorted).toFixed(2),
    '0.113': lossOnZeros(zeros).toFixed(3),
    '0.917': lossOnZeros(sorted).toFixed(3),
    '2.37': trained(1, () => sorted).toFixed(2),
    '0.394': lossOf(unscaled[0]).toFixed(3),
    '0.914': lossOf(unscaled[1]).toFixed(3),
    '1.70': lossOf(unscaled[2]).toFixed(2),
    '0.375': lossOf(scaled[1]).toFixed(3),
    '0.371': lossOf(scaled[2]).toFixed(3),
    '0.4': scaleLearningRate(0.1, 128, 32),
    '1.6': scaleLearningRate(0.1, 512, 32),
    '3.2': scaleLearningRate(0.1, 1024, 32),
    '5.6': scaleLearningRate(0.1, rows, 32).toFixed(1),
    '412': scaled[0]?.state.reached,
    '103': scaled[1]?.state.reached,
    '25': scaled[2]?.state.reached,
    '0.47': lossOf(tooFar[2]).toFixed(2),
    '3.37': lossOf(tooFar[3]).toFixed(2),
    '0.173': lossOf(networks[0]).toFixed(3),
    '0.164': lossOf(networks[1]).toFixed(3),
    '0.210': lossOf(networks[2]).toFixed(3),
    '992': map.columns.values.length * map.rows.values.length,
    '0.32': Math.min(...along).toFixed(2),
    '0.33': Math.max(...along).toFixed(2),
    '0.42': (await onTheLine(256)).toFixed(2),
    '1.33': (await onTheLine(512)).toFixed(2),
  };

  test.each(Object.entries(computed))('%s comes out', (stated, found) => {
    expect(String(found)).toBe(stated);
  });

  const { table } = readReference<{
    table: readonly { batch_size: number; lr: number; steps_per_epoch: number }[];
  }>('tutorial/linear_scaling.json');

  test('has the tutorial’s table', () => {
    const lines = [...text.matchAll(/^\| +(\d+) \| +([\d.]+) \| +(\d+) \|$/gm)].map((line) =>
      line.slice(1).map(Number),
    );
    expect(lines).toEqual(
      table.map(({ batch_size, lr, steps_per_epoch }) => [batch_size, lr, steps_per_epoch]),
    );
    for (const [batch = 0, lr, steps] of lines) {
      expect(scaleLearningRate(0.001, batch, 32)).toBeCloseTo(lr ?? 0, 12);
      expect(Math.ceil(1e6 / batch)).toBe(steps);
    }
  });

  test('states no number that is neither computed nor a setting', () => {
    const ofTable = table.flatMap((row) => Object.values(row).map(String));
    // Of formulas, pixels, papers and lessons; what a loss is above; years.
    const given = ['1', '2', '3', '4', '8', '10', '1951', '1998', '2017', '2019'];
    holdNumbers(text, computed, [...ofTable, ...given]);
  });

  test('is right about who wins by what', () => {
    expect([all?.state.stepsDone, asMany?.state.stepsDone]).toEqual([5, some?.state.stepsDone]);
    expect(Math.min(...three.map(lossOf))).toBe(lossOf(one));
    // On all digits the order is the same.
    const whole = three.map((run) => run.evaluation?.loss ?? 0);
    expect(whole).toEqual(whole.toSorted((a, b) => a - b));
  });

  test('is right about reshuffling', () => {
    expect(trained(32, deal).toFixed(2)).toBe('0.59');
    expect(trained(1, () => sorted)).toBeGreaterThan(Math.log(10));
  });

  test('states digits that the precision of the machine doesn’t decide', async () => {
    const { value, rules } = experimentIn(text, 'too-far');
    const exact = await recordAll(createRunners(value, { rules }));
    expect(exact.map((run) => lossOf(run).toFixed(2))).toEqual(tooFar.map((run) => lossOf(run).toFixed(2)));
  });

  test('is right about its map: bands along the line, a wall that it meets, and the best at a small batch', async () => {
    const line = scalingLine(map.spec, map.columns, map.rows);
    expect(line?.equation).toBe('lr = 0.1 · batch_size / 32');
    // At the same rate they end far apart.
    const atOneRate = await Promise.all([8, 128].map(async (batch) => (await map.score(0.1, batch)).final));
    expect((atOneRate[1] ?? 0) / (atOneRate[0] ?? 1)).toBeGreaterThan(5);
    const grid = await map.grid((rate) => rate > 0.25);
    const isHigh = (cell: number) => !((grid.final[cell] ?? Number.NaN) <= Math.log(10));
    const beyond = [...grid.known.keys()].filter((cell) => map.valuesOf(cell)[0] > 1.99);
    expect(beyond.length).toBe(8 * map.rows.values.length);
    expect(beyond.filter((cell) => !isHigh(cell))).toEqual([]);
    // Upright: there is room up to a rate of 1 from the smallest batch to large ones.
    for (const batch of [8, 64, 512]) expect((await map.score(0.8, batch)).final).toBeLessThan(0.7);
    expect(map.valuesOf(bestCell(grid, 'final') ?? 0)[1]).toBeLessThan(32);
  });

  test('states digits of its map that the precision of the machine doesn’t decide', async () => {
    const exact = mapIn(text, 'rates-and-batches', 'float64');
    for (const batch of [32, 256, 512]) {
      const { final } = await exact.score(scaleLearningRate(0.1, batch, 32), batch);
      expect(final.toFixed(2)).toBe((await onTheLine(batch)).toFixed(2));
    }
  });

  test('is right about where the rule holds and breaks', () => {
    const ends = tooFar.map(lossOf);
    expect(Math.max(...ends)).toBe(ends[3]);
    expect(ends[3]).toBeGreaterThan(tooFar[3]?.losses[0] ?? 0);
    expect(ends.slice(0, 2)).toEqual([lossOf(scaled[0]), lossOf(scaled[2])]);
    expect(lossOf(networks[3])).toBeGreaterThan(10);
    // By the root, and for half of it four times as many.
    expect(Math.round((error / 0.5) ** 2 / error ** 2)).toBe(4);
  });

  test('has a rule to begin with that stays where it is, and becomes gradient descent by what the hints say', async () => {
    const [shipped, beginning] = await runsOf(text, 'compare');
    expect(beginning?.evaluations.at(-1)?.loss).toBe(beginning?.evaluations[0]?.loss);
    const start = /```optimizer mine\n([\s\S]*?)```/.exec(text)?.[1] ?? '';
    for (const line of ['p = p - lr * g', 'p -= lr * g']) {
      const [, mine] = await runsOf(text, 'compare', start.replace('p = p', line));
      expect(mine?.losses).toEqual(shipped?.losses);
    }
  });
});
