import { expect, test } from 'vitest';
import { expandExperiment } from '../../../core/experiment/expand.ts';
import { parseExperiment } from '../../../core/experiment/parseExperiment.ts';
import { optimizers } from '../../../core/optimizers/index.ts';
import { jobMessageSchema } from '../../../core/sweep/jobMessage.ts';
import { runKey } from '../../../core/sweep/runKey.ts';
import { assetPlace, runPlace } from '../../../core/sweep/storeKeys.ts';
import { sweepPlan } from '../../../core/sweep/sweepPlan.ts';
import { textHash } from '../../../core/textHash.ts';

const given = { store: 'a store', arithmetic: 'SIMD' };
const experiment = parseExperiment({
  problem: { surface: 'rosenbrock' },
  optimizers: [{ optimizer: 'adam' }, { optimizer: 'sgd' }],
  lr: [0.001, 0.01],
  steps: 10,
});

test('has a job for each run, in the order of the experiment', () => {
  const { jobs } = sweepPlan(experiment, given);
  expect(jobs.map(({ spec }) => spec.id)).toEqual(expandExperiment(experiment).map(({ id }) => id));
  expect(new Set(jobs.map(({ key }) => key)).size).toBe(4);
});

test('has one id for the same runs, and another for others', () => {
  const plan = sweepPlan(experiment, given);
  expect(sweepPlan(experiment, { ...given, store: 'another' }).id).toBe(plan.id);
  expect(plan.jobs.every(({ sweep }) => sweep === plan.id)).toBe(true);
  expect(sweepPlan({ ...experiment, lr: [0.001] }, given).id).not.toBe(plan.id);
});

test('what travels comes back as it was, with every optimizer', () => {
  const all = parseExperiment({
    problem: { surface: 'valley' },
    optimizers: optimizers.map(({ id }) => ({ optimizer: id })),
    lr: [0.001],
    steps: 10,
  });
  for (const job of sweepPlan(all, given).jobs) {
    const back = jobMessageSchema.parse(JSON.parse(JSON.stringify(job)));
    expect(back).toEqual(job);
    const { spec, recording, arithmetic, key } = back;
    expect(runKey({ spec, recording, arithmetic, data: undefined })).toBe(key);
  }
});

test('the text of a rule is in the store, not in its jobs, and neither is its place', () => {
  const text = 'name "A"\n\nlr = 0.1 in (0, 1]\n\nupdate\n  p -= lr * g\n';
  const rule = {
    place: 'file:///home/somebody/a.optimizer',
    version: '01234567',
    gradients: 1,
    text,
  } as const;
  const [adam] = experiment.optimizers;
  if (!adam) throw new Error('expected an optimizer');
  const own = { ...experiment, optimizers: [{ ...adam, optimizer: './a.optimizer', rule }] };
  const { jobs, rules } = sweepPlan(own, given);
  expect([...rules]).toEqual([[textHash(text), text]]);
  expect(jobs.map(({ rule: hash }) => hash)).toEqual([textHash(text), textHash(text)]);
  expect(JSON.stringify(jobs)).not.toContain('somebody');
  expect(JSON.stringify(jobs)).not.toContain('update');
});

test('a CSV file is named by its bytes and by its numbers', () => {
  const csv = parseExperiment({
    problem: { csv: 'a.csv', target: 'y', hidden: [4] },
    optimizers: [{ optimizer: 'adam' }],
    lr: [0.001],
    epochs: 2,
  });
  const shape = { rows: 10, features: 2, classes: 0, contentHash: 'cd'.repeat(32) };
  const [job] = sweepPlan(csv, { ...given, shape, csvFile: 'ab'.repeat(32) }).jobs;
  expect(job?.csv).toEqual({ file: 'ab'.repeat(32), numbers: 'cd'.repeat(32) });
  expect(job?.arithmetic).toBe('SIMD');
});

test('places are keys of a store', () => {
  expect(runPlace('abcd')).toBe('runs/ab/abcd.run');
  expect(assetPlace('csv', 'abcd')).toBe('assets/ab/abcd.csv');
});

test.each([
  ['no object', 7],
  ['a key that is a path', { key: '../../etc/passwd' }],
  ['a key of capitals', { key: 'AB'.repeat(32) }],
  ['something more', { more: 1 }],
  ['another version', { version: 2 }],
  ['no recording', { recording: undefined }],
])('a message with %s is none', (_, changes) => {
  const [job] = sweepPlan(experiment, given).jobs;
  const message = typeof changes === 'object' ? { ...job, ...changes } : changes;
  expect(jobMessageSchema.safeParse(job).success).toBe(true);
  expect(jobMessageSchema.safeParse(message).success).toBe(false);
});
