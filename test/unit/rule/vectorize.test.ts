import fc from 'fast-check';
import { expect, test } from 'vitest';
import { optimizers } from '../../../core/optimizers/index.ts';
import { createFrames } from '../../../core/rule/run/interpreter.ts';
import { createVectorize, type Vectorize } from '../../../core/rule/run/vectorize.ts';
import type { ResolvedRule } from '../../../core/rule/syntax/rule.ts';
import { assignmentsIn } from '../../../core/rule/syntax/walk.ts';
import { everySetting } from './everySetting.ts';
import { randomLines } from './randomRules.ts';
import { defaultsOf, ruleOf } from './wasmRules.ts';

const parameters = Float64Array.of(0.3, -2, 0, 1e-3, 5, -0.7, 1.1, 0);

/** What every line computes, whatever its conditions say. */
function valuesOf(rule: ResolvedRule, vectorize?: Vectorize): unknown {
  const step = {
    parameters,
    gradient: parameters.map((x, i) => x ** 3 - x + Math.sin(i + 1)),
    state: {
      tensors: rule.state.map((_, index) => parameters.map((x) => Math.abs(x) + index)),
      scalars: Float64Array.from(rule.scalars, (_, index) => index + 1),
    },
    hyperparameters: defaultsOf(rule),
    step: 7,
    tensors: [3, 1, 4],
  };
  return createFrames(rule, step, vectorize).map((frame) =>
    assignmentsIn(rule.program.statements).map(({ target, value }) => {
      const result = frame.compute(value);
      frame.set(target, result);
      return [target, typeof result === 'number' ? result : [...result]];
    }),
  );
}

const settings = optimizers.flatMap(({ id, rule }) => everySetting(id, rule));

test.each(settings)('each line of $title is the same bits as from the tree', ({ rule }) => {
  expect(valuesOf(rule, createVectorize())).toEqual(valuesOf(rule));
});

test('so are conditions and expressions of random rules', () => {
  const vectorize = createVectorize();
  fc.assert(
    fc.property(randomLines({ reduced: true }), (lines) => {
      const rule = ruleOf(...lines);
      expect(valuesOf(rule, vectorize)).toEqual(valuesOf(rule));
      for (const statement of rule.program.statements) {
        if (statement.kind !== 'branch') continue;
        const step = {
          parameters,
          gradient: parameters,
          state: { tensors: [parameters], scalars: new Float64Array() },
          hyperparameters: defaultsOf(rule),
          step: 2,
        };
        const [fast, slow] = [createFrames(rule, step, vectorize), createFrames(rule, step)];
        for (const frame of [...fast, ...slow])
          for (const name of ['p_sum', 'g_mean', 'm_norm', 'x']) frame.set(name, 0.5);
        expect(fast.map((frame) => frame.test(statement.condition))).toEqual(
          slow.map((frame) => frame.test(statement.condition)),
        );
      }
    }),
    { numRuns: 200 },
  );
});
