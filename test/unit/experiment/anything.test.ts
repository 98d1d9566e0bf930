import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkMemory, noteOnMemory } from '../../../core/engine/checkMemory.ts';
import { remedyOf } from '../../../core/engine/divergence.ts';
import { createMethod } from '../../../core/engine/method.ts';
import { ExperimentError } from '../../../core/experiment/errors.ts';
import { countRuns, expandExperiment } from '../../../core/experiment/expand.ts';
import { notesOf } from '../../../core/experiment/notes.ts';
import { parseExperiment } from '../../../core/experiment/parseExperiment.ts';
import { optimizers } from '../../../core/optimizers/index.ts';
import { raceTitle } from '../../../core/race/raceTitle.ts';
import { schedules } from '../../../core/schedules/index.ts';
import { examples } from '../schedules/examples.ts';

const any = fc.oneof(
  fc.jsonValue({ maxDepth: 2 }),
  fc.constantFrom(0, 1, -1, 1e308, 1e-320, 1e15, 'full', '__proto__'),
);
const rate = fc.oneof(
  fc.constantFrom(0.1, 10, 1e308, 5e-324),
  fc.double({ min: 1e-300, max: 1e300, noNaN: true }),
);
const count = fc.oneof(fc.integer({ min: 1, max: 20 }), fc.constantFrom(1, 1000, 100_000));

/** A schedule that works on 60 steps, with some of its arguments changed. */
const schedule = fc.constantFrom(...schedules.filter(({ name }) => name !== 'LambdaLR')).chain((kind) => {
  const { base_lr: _, ...usual } = examples[kind.name] ?? {};
  const names = Object.keys(kind.arguments).filter((name) => name !== 'base_lr');
  const value = fc.oneof(
    { weight: 4, arbitrary: count },
    { weight: 4, arbitrary: rate },
    { weight: 1, arbitrary: fc.array(count, { maxLength: 3 }) },
    { weight: 1, arbitrary: fc.constantFrom('step', 'epoch', 'linear', 'exp_range', 'max', true, false) },
    {
      weight: 1,
      arbitrary: fc.constant([
        ['OneCycleLR', { max_lr: 1 }],
        ['CyclicLR', { max_lr: 1e308 }],
      ]),
    },
    { weight: 1, arbitrary: any },
  );
  const changes = fc.dictionary(fc.constantFrom(...names, 'per', 'base_lr'), value, { maxKeys: 2 });
  return fc.tuple(
    fc.constant({ name: kind.name, ...usual }),
    fc.oneof({ weight: 1, arbitrary: fc.constant({}) }, { weight: 2, arbitrary: changes }),
  );
});
const chosen = schedule.map(([usual, changes]) => ({ ...usual, ...changes }));

const rates = fc.array(rate, { minLength: 1, maxLength: 3 });
const seldom = <T>(arbitrary: fc.Arbitrary<T>) =>
  fc.oneof({ weight: 20, arbitrary }, { weight: 1, arbitrary: any });

const optimizer = fc.record(
  {
    optimizer: fc.constantFrom(...optimizers.map(({ id }) => id)),
    lr: rates,
    schedule: chosen,
    hyperparameters: seldom(fc.constantFrom({}, { weight_decay: 0.1 }, { momentum: 0.5 }, { beta1: 0.5 })),
  },
  { requiredKeys: ['optimizer'] },
);

const common = {
  optimizers: fc.array(optimizer, { minLength: 1, maxLength: 2 }),
  lr: rates,
  schedule: chosen,
  batch_size: seldom(fc.array(fc.constantFrom<unknown>(1, 32, 97, 'full'), { minLength: 1, maxLength: 3 })),
  seed: fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 1, maxLength: 4 }),
  record: fc.constantFrom('thinned', 'score'),
};
const experiment = fc.oneof(
  fc.record(
    {
      problem: seldom(
        fc.constantFrom<unknown>({ surface: 'valley' }, { surface: 'plateau' }, { formula: 'x**2 + y' }),
      ),
      ...common,
      steps: count,
    },
    { requiredKeys: ['problem', 'optimizers', 'lr'] },
  ),
  fc.record(
    {
      problem: seldom(
        fc.record({
          data: fc.constantFrom('spirals', 'digits'),
          hidden: fc.array(fc.constantFrom(1, 16, 4096), { maxLength: 3 }),
        }),
      ),
      ...common,
      scale_lr: fc.record({ base_batch_size: count, rule: fc.constantFrom('linear', 'sqrt') }),
      epochs: count,
    },
    { requiredKeys: ['problem', 'optimizers', 'lr'] },
  ),
);

test('whatever a file says, it is refused with faults, or all that is known of it before its first step is', () => {
  let accepted = 0;
  fc.assert(
    fc.property(experiment, fc.double({ min: 0, max: 1e11, noNaN: true }), (value, free) => {
      let parsed: ReturnType<typeof parseExperiment>;
      try {
        parsed = parseExperiment(value);
      } catch (error) {
        expect(error).toBeInstanceOf(ExperimentError);
        expect(String(error).length).toBeLessThan(20_000);
        return;
      }
      if ('csv' in parsed.problem) return;
      accepted++;
      const runs = expandExperiment(parsed);
      expect(runs.length).toBeGreaterThan(0);
      expect(runs.length).toBeLessThanOrEqual(countRuns(parsed));
      expect(new Set(runs.map(({ id }) => id)).size).toBe(runs.length);
      for (const run of runs.slice(0, 5)) {
        const { hyperparametersAt, observe } = createMethod(run);
        for (const step of observe ? [0] : [0, Math.floor(run.steps / 2), run.steps - 1]) {
          const { lr } = hyperparametersAt(step);
          expect(lr).toBeGreaterThanOrEqual(0);
          expect(lr).toBeLessThan(Number.POSITIVE_INFINITY);
        }
        expect(remedyOf(run)).not.toContain('NaN');
      }
      for (const note of notesOf(parsed)) expect(note).toMatch(/\.$/);
      expect(raceTitle(parsed).length).toBeLessThanOrEqual(200);
      checkMemory(parsed, undefined, free);
      noteOnMemory(parsed, undefined, free, 2);
    }),
    { numRuns: 1500 },
  );
  expect(accepted).toBeGreaterThan(50);
});
