/** Copies of the optimizers that ship, as rules of one’s own: they compute the same. */
import { describe, expect, test } from 'vitest';
import { planSurface } from '../../../core/engine/gpu/surfacePlan.ts';
import { createMethod } from '../../../core/engine/method.ts';
import { expandExperiment } from '../../../core/experiment/expand.ts';
import type { Experiment } from '../../../core/experiment/schema.ts';
import { texts } from '../../../core/optimizers/texts.ts';
import { loadKernels } from '../../../node/threads/loadKernels.ts';
import { inRoot } from '../../../scripts/tools/paths.mjs';
import { createRunner, type RunOptions, record } from '../engine/runs.ts';
import { onDigits, onValley } from './faults.ts';
import { filesOf, parsed } from './ownRules.ts';

const runsOf = (experiment: Experiment) => expandExperiment(experiment);

describe('a copy of one that ships gives the same numbers, bit for bit:', () => {
  const copies = filesOf(
    Object.fromEntries(Object.entries(texts).map(([id, text]) => [`${id}.optimizer`, text])),
  );
  const recordOf = (base: object, optimizer: string, options: RunOptions) =>
    record(createRunner({ ...base, optimizers: [{ optimizer }] }, { ...options, rules: copies }));

  test.each(Object.keys(texts))('%s on a surface', async (id) => {
    const base = onValley({ steps: 50 });
    const own = await recordOf(base, `${id}.optimizer`, {});
    expect(own).toEqual(await recordOf(base, id, {}));
    expect(own.losses).toHaveLength(51);
  });

  test.each(['float64', 'cpu'])('Adam on data, in the engine %s', async (engine) => {
    const kernels = await loadKernels(inRoot('dist', 'kernels'));
    const base = onDigits({ problem: { data: 'digits', hidden: [8] }, epochs: 1, batch_size: [100], engine });
    const own = await recordOf(base, 'adam.optimizer', { kernels });
    expect(own).toEqual(await recordOf(base, 'adam', { kernels }));
    expect(own.losses.length).toBeGreaterThan(10);
  });

  test('Adam in the WGSL of a surface', () => {
    const rules = ['adam.optimizer', 'adam'].map((optimizer) => {
      const [spec] = runsOf(parsed(onValley({ optimizers: [{ optimizer }] }), copies));
      return createMethod(spec ?? expect.fail()).rule;
    });
    const text = 'x**2 + 2*y**2';
    const [own, shipped] = rules.map((rule) => planSurface({ text, rule }));
    expect(own).toEqual(shipped);
  });

  test('a schedule and settings by the rule’s own names change what they change there', async () => {
    const base = onValley({ steps: 30, schedule: { name: 'OneCycleLR', max_lr: 0.1, total_steps: 30 } });
    const choice = { hyperparameters: { beta2: 0.9, amsgrad: true } };
    const of = (optimizer: string) =>
      record(createRunner({ ...base, optimizers: [{ optimizer, ...choice }] }, { rules: copies }));
    expect(await of('adam.optimizer')).toEqual(await of('adam'));
  });
});
