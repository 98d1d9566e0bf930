/** Runs the tutorial's races and holds every number that their words state to what came out. */
import { describe, expect, test } from 'vitest';
import { surfaceOf } from '../../../core/experiment/surfaceOf.ts';
import { findOptimizer } from '../../../core/optimizers/index.ts';
import { findTutorialRace, tutorialRaces, valleyRates } from '../../../core/tutorial/races.ts';
import { createRunners, pointAt, type RecordedRun, recordAll } from '../engine/runs.ts';
import { readReference } from '../optimizers/readReference.ts';

function raceOf(id: string) {
  const race = findTutorialRace(id);
  if (!race) throw new RangeError(`race = ${id} — expected one of the tutorial`);
  return race;
}

const onValley = (optimizer: string, lr: readonly number[]) => ({
  problem: { surface: 'valley' },
  optimizers: [{ optimizer }],
  lr,
  steps: 200,
});
const finalLoss = ({ losses }: RecordedRun) => losses.at(-1) ?? Number.NaN;
const finalLosses = async (experiment: object) => (await recordAll(createRunners(experiment))).map(finalLoss);

/** All that a person reads of a race. */
function wordsOf(id: string): string {
  const { name, description, experiment, caption } = raceOf(id);
  return [name, description, experiment.title ?? '', caption.question, caption.answer].join('\n');
}

/** Numbers as they stand: `0.001`, `1.9e-61`, `−1`; the digit of `w1` is none. */
function numbersIn(words: string): string[] {
  return words.match(/(?<![\w.])[-−]?\d+(\.\d+)?(e-?\d+)?/g) ?? [];
}

describe('states no number but these, which hold:', () => {
  const stated: Readonly<Record<string, readonly string[]>> = {
    valley: ['0.01', '1', '10', '0.01', '0.01', '0.01', '200', '10'],
    'valley-best-rates': [
      ...['0.001', '0.003', '0.01', '0.03', '0.1', '0.3'],
      ...['1', '10', '0.001', '0.003', '0.01', '0.3'],
      ...['0.3', '0.1', '1e-7', '0.01', '0.90', '0.02', '2', '100', '0.0197', '0.018'],
      ...['1', '2.3e-8', '1', '1.9e-61', '1000', '16.6'],
    ],
    rosenbrock: ['0.0001', '500', '−1', '1', '0.0001', '500', '1.657352', '1.957298'],
  };

  test.each(tutorialRaces.map(({ id }) => id))('%s', (id) => {
    expect(numbersIn(wordsOf(id))).toEqual(stated[id]);
  });
});

test.each(tutorialRaces)('the title of $id says where its runs start, and at which rate', (race) => {
  const { experiment } = race;
  const [x, y] = surfaceOf(experiment.problem)?.start ?? [Number.NaN, Number.NaN];
  expect(experiment.title).toContain(`start (${x}, ${y})`.replace('-', '−'));
  const isShared = experiment.optimizers.every(({ lr }) => lr === undefined);
  if (isShared) expect(experiment.title).toContain(`lr ${experiment.lr?.join(', ')}`);
  if (isShared) expect(race.description).toContain(`learning rate ${experiment.lr?.join(', ')}`);
  for (const { optimizer } of experiment.optimizers)
    if (isShared) expect(race.description).toContain(findOptimizer(optimizer)?.rule.name);
});

describe('the valley', async () => {
  const runs = await recordAll(createRunners(raceOf('valley').experiment));
  const [sgd, momentum, rmsprop, adam] = runs.map(finalLoss);

  test('Momentum wins and Adam is last', () => {
    expect(Math.min(...runs.map(finalLoss))).toBe(momentum);
    expect(Math.max(...runs.map(finalLoss))).toBe(adam);
    expect(sgd).toBeLessThan(rmsprop ?? 0);
  });

  test('Adam moves about 0.01 a step along each axis, which in 200 steps is far less than 10', () => {
    const points = Array.from({ length: 201 }, (_, step) => pointAt(runs[3] as RecordedRun, step));
    const [first = [0, 0], second = [0, 0], last = [0, 0]] = [points[0], points[1], points.at(-1)];
    expect(first[0] - second[0]).toBeCloseTo(0.01, 6);
    expect(first[1] - second[1]).toBeCloseTo(0.01, 6);
    expect(((first[1] - last[1]) / 200).toFixed(2)).toBe('0.01');
    expect(first[1]).toBe(10);
    expect(last[1]).toBeGreaterThan(5);
  });

  test('gradients that agree move Momentum ten times as far: 1 / (1 - momentum)', () => {
    const momentumOf = findOptimizer('momentum')?.rule.hyperparameters.find(
      ({ name }) => name === 'momentum',
    );
    expect(1 / (1 - (momentumOf?.default ?? 0))).toBeCloseTo(10, 12);
  });
});

describe('the valley with each optimizer at its best rate', async () => {
  const { experiment, caption } = raceOf('valley-best-rates');
  const [sgd = 0, momentum = 0, rmsprop = 0, adam = 0] = await finalLosses(experiment);

  test.each(experiment.optimizers.map(({ optimizer, lr }) => [optimizer, lr] as const))(
    '%s is best at %j of all rates that title and description name',
    async (optimizer, lr) => {
      const finals = await finalLosses(onValley(optimizer, valleyRates));
      const ended = finals.map((loss) => (Number.isFinite(loss) ? loss : Number.POSITIVE_INFINITY));
      expect(lr).toEqual([valleyRates[ended.indexOf(Math.min(...ended))]]);
    },
  );

  test('the rates in the words are those', () => {
    const [, description = ''] = wordsOf('valley-best-rates').split('\n');
    expect(numbersIn(description).map(Number)).toEqual(valleyRates);
    expect(experiment.title).toContain(`${valleyRates.slice(0, 3).join(', ')} … ${valleyRates.at(-1)}`);
    expect(caption.answer).toContain('Larger rates than these six');
    expect(valleyRates).toHaveLength(6);
    const rates = experiment.optimizers.map(({ lr = [] }) => lr[0]);
    for (const [name, rate] of [
      ['Momentum', rates[1]],
      ['RMSProp', rates[2]],
      ['Adam', rates[3]],
    ] as const)
      expect(caption.answer).toMatch(new RegExp(`${name}( does)? \\(at ${rate}\\)`));
  });

  test('Adam and RMSProp end as low as Momentum, below 1e-7, and SGD at 0.90', () => {
    expect(Math.max(momentum, rmsprop, adam)).toBeLessThan(1e-7);
    expect(Math.max(momentum, rmsprop, adam) / Math.min(momentum, rmsprop, adam)).toBeLessThan(10);
    expect(sgd.toFixed(2)).toBe('0.90');
  });

  test('SGD can’t exceed 0.02, 2 divided by the curvature of 100, and at 0.0197 ends at 0.018', async () => {
    expect(2 / (surfaceOf(experiment.problem)?.largestCurvature ?? 0)).toBe(0.02);
    const [below = 0, above = 0, fine = 0] = await finalLosses(onValley('sgd', [0.0199, 0.0201, 0.0197]));
    expect(below).toBeLessThan(50);
    expect(above).toBeGreaterThan(50);
    expect(fine.toFixed(3)).toBe('0.018');
  });

  test('at 1 Adam ends at 2.3e-8 and RMSProp at 1.9e-61, and at 16.6 after 1000 steps', async () => {
    const { best } = readReference<{ best: Record<string, { lr: number; loss: number }> }>(
      'tutorial/ill_conditioned_lr_sweep.json',
    );
    const [luck] = await recordAll(createRunners(onValley('rmsprop', [1])));
    const [one = 0] = await finalLosses(onValley('adam', [1]));
    expect(finalLoss(luck as RecordedRun).toExponential(1)).toBe('1.9e-61');
    expect(finalLoss(luck as RecordedRun) / (best['RMSProp']?.loss ?? 0)).toBeCloseTo(1, 10);
    expect(one.toExponential(1)).toBe('2.3e-8');
    expect(one / (best['Adam']?.loss ?? 0)).toBeCloseTo(1, 10);
    const [longer = 0] = await finalLosses({ ...onValley('rmsprop', [1]), steps: 1000 });
    expect(longer.toFixed(1)).toBe('16.6');
  });
});

describe('Rosenbrock', async () => {
  const { experiment, caption, description } = raceOf('rosenbrock');
  const runs = await recordAll(createRunners(experiment));
  const distances = runs.map((run) => {
    const [x, y] = pointAt(run, experiment.steps ?? 0);
    return Math.hypot(x - 1, y - 1).toFixed(6);
  });

  test('after 500 steps Momentum is 1.657352 from the minimum, SGD 1.957298', () => {
    const [sgd, momentum] = distances;
    expect(caption.answer).toContain(
      `After ${experiment.steps} steps it is ${momentum} from the minimum, SGD ${sgd}`,
    );
    expect(description).toContain(`${experiment.steps} steps`);
  });

  test('both go along the floor of the valley, where gradients are small against those beside it', () => {
    const surface = surfaceOf(experiment.problem);
    const slopeAt = (x: number, y: number) => {
      const gradient = new Float64Array(2);
      surface?.gradient(x, y, gradient);
      return Math.hypot(...gradient);
    };
    for (const run of runs)
      for (let step = 0; step <= 500; step++) {
        const [x, y] = pointAt(run, step);
        expect(Math.abs(y - x * x)).toBeLessThan(0.05);
        expect(20 * slopeAt(x, y)).toBeLessThan(slopeAt(x, y + 1));
      }
  });
});
