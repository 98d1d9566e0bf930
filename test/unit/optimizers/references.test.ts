import { describe, expect, test } from 'vitest';
import { findOptimizer, optimizers } from '../../../core/optimizers/index.ts';
import { pytorchClasses } from '../../../core/optimizers/pytorchClasses.ts';
import { parseRule } from '../../../core/rule/parseRule.ts';
import type { Rule } from '../../../core/rule/syntax/rule.ts';
import { problemNamed } from './problems.ts';
import { readReference } from './readReference.ts';
import { referenced, references } from './references.ts';
import { type ReferenceCase, strayOf } from './stray.ts';
import { float64 } from './targets.ts';
import { defectiveNadamCases } from './torchCases.ts';
import { demoCases, divergingCases, sweepSteps } from './tutorialCases.ts';
import { createWalk, endOf } from './walk.ts';

function ruleOf(optimizer: string): Rule {
  const found = findOptimizer(optimizer);
  if (!found) throw new Error(`no optimizer '${optimizer}'`);
  return found.rule;
}

function countByOptimizer(cases: readonly ReferenceCase[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { optimizer } of cases) counts[optimizer] = (counts[optimizer] ?? 0) + 1;
  return counts;
}

describe.each(Object.entries(references))('%s', (_, cases) => {
  test.each(cases.map((reference) => [reference.id, reference] as const))('agrees: %s', (_, reference) => {
    expect(strayOf(ruleOf(reference.optimizer), reference)).toBeLessThanOrEqual(1);
  });
});

test.each(divergingCases.map((reference) => [reference.id, reference] as const))(
  'diverges where the tutorial does: %s',
  (_, reference) => {
    const end = endOf(float64, { ...reference, rule: ruleOf(reference.optimizer) }, sweepSteps);
    const loss = reference.problem.loss(end);
    expect(loss > 1e6 || !Number.isFinite(loss)).toBe(true);
  },
);

test('reference cases are about optimizers in the table', () => {
  const ids = optimizers.map(({ id }) => id);
  expect([...referenced].filter((id) => !ids.includes(id))).toEqual([]);
});

test.each(pytorchClasses)('torch.optim.$name has reference cases', ({ optimizer }) => {
  const remedy = `add a trajectory of ${optimizer} to test/reference and its name to torchCases.ts`;
  expect(referenced, remedy).toContain(optimizer);
});

test('no case is left out', () => {
  const counts = Object.values(references).map(countByOptimizer);
  expect(counts).toEqual([
    { sgd: 2, momentum: 2, rmsprop: 1, adam: 1 },
    { momentum: 2, nesterov: 2, rmsprop: 4, adam: 4, adamw: 4 },
    { sgd: 3, momentum: 4, nesterov: 3, rmsprop: 8, adam: 8, adamw: 8 },
    { rmsprop: 2, adam: 1 },
    {
      ...{ sgd: 22, rmsprop: 15, adam: 15, adamw: 13, nadam: 7, radam: 8 },
      ...{ adagrad: 10, adadelta: 8, adamax: 9, asgd: 9, rprop: 9 },
    },
    { sgd: 2, adam: 1, adamw: 1 },
    { momentum: 5, nesterov: 4 },
    {
      ...{ nadam: 3, radam: 2, 'clipped-sgd': 2, momentum: 2, nesterov: 2, rmsprop: 4, adam: 4, adamw: 4 },
      ...{ adagrad: 2, adamax: 2, lion: 3, lamb: 3, lars: 3, adabelief: 3, adan: 3, adopt: 3 },
      ...{ 'cautious-adamw': 3, schedulefree: 3, ademamix: 3, signum: 3 },
    },
    {
      ...{ 'clipped-sgd': 8, sam: 8, lars: 8, signum: 8, lion: 8, lamb: 8, adabelief: 8, yogi: 8, qhadam: 8 },
      ...{ 'cautious-adamw': 8, adan: 8, ademamix: 8, adopt: 8, schedulefree: 8 },
    },
  ]);
  expect(divergingCases.length).toBe(14);
  expect(references['the runs that the tutorial prints'].map(({ points }) => points.length)).toEqual([
    201, 201, 201, 201, 501, 501,
  ]);
});

describe('NAdam in PyTorch 1.13', () => {
  const { rule } = findOptimizer('nadam') ?? {};
  const text = rule?.lines.join('\n') ?? '';

  test.each(defectiveNadamCases.map((reference) => [reference.id, reference] as const))(
    'is another method, in which the momentum of a step enters the next one twice: %s',
    (_, reference) => {
      const defective = text.replace('(1 - mu_product * mu_next)', '(1 - mu_product * mu * mu_next)');
      expect(strayOf(parseRule(text), reference)).toBeGreaterThan(1e6);
      expect(strayOf(parseRule(defective), reference)).toBeLessThanOrEqual(1);
    },
  );
});

interface DemoMeans {
  readonly steps: number;
  readonly cache_mean: readonly number[];
  readonly weights_mean_abs: readonly number[];
}

test('RMSProp makes steps of like size of gradients of unlike size, as in the tutorial', () => {
  const { steps, cache_mean, weights_mean_abs } = readReference<DemoMeans>('tutorial/rmsprop_demo.json');
  demoCases.forEach((task, index) => {
    const walk = createWalk(float64, { ...task, rule: ruleOf('rmsprop') });
    for (let step = 0; step < steps; step++) walk.advance();
    expect(mean(walk.state('v') ?? []) / (cache_mean[index] ?? 0)).toBeCloseTo(1, 12);
    expect(mean(walk.position.parameters)).toBeCloseTo(weights_mean_abs[index] ?? 0, 12);
  });
});

function mean(values: ArrayLike<number>): number {
  return Array.from(values).reduce((sum, value) => sum + Math.abs(value), 0) / values.length;
}

interface Quirks {
  readonly quirks: readonly { readonly what: string; readonly weights_after?: readonly string[] }[];
}

test('RMSProp without eps fails where a gradient or its square is 0, as in the tutorial', () => {
  const { quirks } = readReference<Quirks>('tutorial/quirks.json');
  const expected = quirks.find(({ weights_after }) => weights_after)?.weights_after;
  const gradient = () => [0, 1e-200, 1];
  const task = { rule: ruleOf('rmsprop'), settings: { lr: 0.01, eps: 0 }, start: [1, 1, 1] };
  const end = endOf(float64, { ...task, problem: { ...problemNamed('booth'), gradient } }, 1);
  expect(expected).toEqual(['nan', '-inf', '0.9']);
  expect(end).toEqual([Number.NaN, Number.NEGATIVE_INFINITY, 0.9]);
});
