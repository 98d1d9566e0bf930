import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { DataShape } from '../../../core/experiment/dataShape.ts';
import { expandExperiment } from '../../../core/experiment/expand.ts';
import { parseExperiment } from '../../../core/experiment/parseExperiment.ts';
import { type RunSpec, runId, runSpecSchema } from '../../../core/experiment/runSpec.ts';
import { optimizers } from '../../../core/optimizers/index.ts';
import { parseRule } from '../../../core/rule/parseRule.ts';
import { onDigits, onValley } from './faults.ts';

const text = `# What it is, and where it is from.
name "Half"

lr = 0.1 in (0, 1] # The rate.

update
  p -= lr * g / 2 # Half of a step.
`;
const rule = parseRule(text, 'half');

/** A run with something in every field. */
const spec: Omit<RunSpec, 'id'> = {
  problem: { csv: 'houses.csv', target: 'price', hidden: [16, 8], activation: 'relu', validation: 0.2 },
  optimizer: 'half',
  hyperparameters: { lr: 0.01, momentum: 0.9, nesterov: true, form: 'tutorial' },
  schedule: { name: 'StepLR', step_size: 3, gamma: 0.5, per: 'epoch' },
  batchSize: 32,
  seed: 7,
  steps: 600,
  stepsPerEpoch: 20,
  evaluateEvery: 2,
  stop: { target: 0.1, patience: 3, seconds: 60 },
  engine: 'auto',
};
const data = 'ab'.repeat(32);
const id = runId(spec, rule, data);

test('is this one, on every machine and in every version', () => {
  // sha256sum of the JSON with sorted keys, its first 32 digits.
  expect(id).toBe('run-d97b68af540a2d0b878987fc435a3486');
  const [valley] = expandExperiment(parseExperiment(onValley({ steps: 7 })));
  expect(valley?.id).toBe('run-816bf17c92fc3815fd9044f15cbfb9e6');
});

test('is a name: no number, and nothing that has a meaning in a path or an address', () => {
  expect(id).toMatch(/^run-[0-9a-f]{32}$/);
});

describe('is the same', () => {
  test('whatever the order in which fields were written', () => {
    fc.assert(
      fc.property(fc.infiniteStream(fc.nat()), (numbers) => {
        expect(runId(shuffled(spec, numbers), rule, data)).toBe(id);
      }),
    );
  });

  test('for a field that is left out and one that is undefined', () => {
    const stop = { ...spec.stop, seconds: undefined } as RunSpec['stop'];
    const { seconds: _, ...rest } = spec.stop;
    expect(runId({ ...spec, stop }, rule, data)).toBe(runId({ ...spec, stop: rest }, rule, data));
  });

  test('for 0 and -0, which a file does not tell apart', () => {
    const from = (x: number) => runId({ ...spec, problem: { surface: 'valley', start: [x, 1] } }, rule, data);
    expect(from(-0)).toBe(from(0));
    expect(from(-1)).not.toBe(from(1));
  });

  test.each([
    ['other comments', text.replace('# Half of a step.', '# p/2')],
    ['no comments', text.replaceAll(/ *#.*/g, '')],
    ['another name', text.replace('"Half"', '"One half"')],
    ['blank lines', text.replaceAll('\n', '\n\n')],
    ['spaces at the end of its lines', text.replaceAll('\n', '  \n')],
  ])('for a rule with %s', (_, other) => {
    expect(runId(spec, parseRule(other, 'half'), data)).toBe(id);
  });

  test('after the run was written to a file', () => {
    const { id: saved, ...rest } = runSpecSchema.parse(JSON.parse(JSON.stringify({ id, ...spec })));
    expect([saved, runId(rest, rule, data)]).toEqual([id, id]);
  });
});

/** The same object with its fields in another order, all the way down. */
function shuffled<T>(value: T, numbers: Iterator<number>): T {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  const keyed = Object.entries(value).map((entry) => [numbers.next().value, entry] as const);
  const entries = keyed.toSorted(([a], [b]) => a - b).map(([, entry]) => entry);
  return Object.fromEntries(entries.map(([key, each]) => [key, shuffled(each, numbers)])) as T;
}

describe('is another one', () => {
  const changes: Partial<Record<keyof typeof spec, readonly unknown[]>> = {
    problem: [
      { ...spec.problem, hidden: [16] },
      { ...spec.problem, hidden: [8, 16] },
      { ...spec.problem, activation: 'tanh' },
      { ...spec.problem, validation: 0.3 },
      { ...spec.problem, init: 'kaiming_normal' },
      { ...spec.problem, csv: 'other.csv' },
      { ...spec.problem, target: 'size' },
      { surface: 'valley' },
      { surface: 'valley', start: [1, 2] },
      { surface: 'valley', condition: 10 },
      { formula: 'x**2 + y**2' },
      { formula: 'x**2 + 2*y**2' },
      { data: 'digits', hidden: [] },
    ],
    optimizer: ['adam'],
    hyperparameters: [
      ...[{ lr: 0.02 }, { momentum: 0.8 }, { nesterov: false }, { form: 'pytorch' }, { eps: 1e-8 }].map(
        (change) => ({ ...spec.hyperparameters, ...change }),
      ),
      { lr: 0.01 },
    ],
    schedule: [
      null,
      { name: 'StepLR', step_size: 3, gamma: 0.5 },
      { name: 'StepLR', step_size: 4, gamma: 0.5, per: 'epoch' },
      { name: 'ExponentialLR', gamma: 0.5 },
    ],
    batchSize: [33, 'full', null],
    seed: [8, null],
    steps: [601],
    stepsPerEpoch: [21],
    evaluateEvery: [3],
    stop: [{}, { ...spec.stop, target: 0.2 }, { ...spec.stop, patience: 4 }, { ...spec.stop, seconds: 61 }],
    engine: ['cpu', 'float64', 'gpu'],
  };

  test('where any field is another', () => {
    const ids = Object.entries(changes).flatMap(([field, values]) =>
      values.map((value) => runId({ ...spec, [field]: value }, rule, data)),
    );
    expect(new Set([id, ...ids]).size).toBe(1 + ids.length);
    expect(Object.keys(changes).toSorted()).toEqual(Object.keys(spec).toSorted());
  });

  test('where the rule computes something else', () => {
    const other = parseRule(text.replace('g / 2', 'g / 3'), 'half');
    expect(runId(spec, other, data)).not.toBe(id);
    expect(runId(spec, undefined, data)).not.toBe(id);
  });

  test('on other data under the same path', () => {
    expect(runId(spec, rule, 'cd'.repeat(32))).not.toBe(id);
    expect(runId(spec, rule, undefined)).not.toBe(id);
  });

  test('for every optimizer', () => {
    const all = onValley({ optimizers: optimizers.map((each) => ({ optimizer: each.id })) });
    const ids = expandExperiment(parseExperiment(all)).map((run) => run.id);
    expect(new Set(ids).size).toBe(optimizers.length);
  });
});

describe('of an experiment', () => {
  const idsOf = (value: unknown, shape?: DataShape) =>
    expandExperiment(parseExperiment(value), shape).map((run) => run.id);
  const [digits] = idsOf(onDigits());

  test.each([
    { title: 'Digits' },
    { target: 0.1 },
    { record: 'thinned' },
    { record: 'score' },
    { epochs: 30 },
    { optimizers: [{ optimizer: 'sgd', lr: [0.01] }] },
    { optimizers: [{ optimizer: 'sgd', hyperparameters: { momentum: 0 } }] },
    { engine: 'auto' },
    { evaluate_every: 1 },
    { stop: {} },
  ])('%j makes the same run', (change) => {
    expect(idsOf(onDigits(change))).toEqual([digits]);
  });

  test.each([
    { epochs: 31 },
    { batch_size: [64] },
    { batch_size: ['full'] },
    { lr: [0.02] },
    { seed: [1] },
    { engine: 'float64' },
    { engine: 'gpu' },
    { evaluate_every: 2 },
    { stop: { patience: 2 } },
    { schedule: { name: 'StepLR', step_size: 3 } },
    { optimizers: [{ optimizer: 'sgd', hyperparameters: { momentum: 0.5 } }] },
    { problem: { data: 'digits', validation: 0.2 } },
  ])('%j makes another', (change) => {
    expect(idsOf(onDigits(change))).not.toEqual([digits]);
  });

  test('on a CSV file, the numbers that were read make the run, not what was read beside them', () => {
    const houses = onValley({ problem: { csv: 'houses.csv', target: 'price' }, epochs: 3 });
    const shape = { rows: 50, features: 13, classes: 0, contentHash: data };
    const ids = idsOf(houses, shape);
    expect(idsOf(houses, { ...shape, contentHash: 'cd'.repeat(32) })).not.toEqual(ids);
    expect(idsOf(houses, { ...shape, skippedRows: 4 })).toEqual(ids);
  });

  test('its place among the runs makes no difference', () => {
    const [a, b, c] = idsOf(onDigits({ lr: [0.1, 0.2, 0.3] }));
    expect(idsOf(onDigits({ lr: [0.3, 0.1, 0.2, 0.1] }))).toEqual([c, a, b]);
  });
});
