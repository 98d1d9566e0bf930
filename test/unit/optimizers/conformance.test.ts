import { describe, expect, test } from 'vitest';
import { findOptimizer } from '../../../core/optimizers/index.ts';
import type { Rule } from '../../../core/rule/rule.ts';
import { follow, type ReferenceCase, strayOf } from './conformance.ts';
import { problems } from './problems.ts';
import { torchCases } from './torchCases.ts';
import { classCases, divergingCases, sweepCases, sweepSteps, trajectoryCases } from './tutorialCases.ts';

function ruleOf({ optimizer }: ReferenceCase): Rule {
  const found = findOptimizer(optimizer);
  if (!found) throw new Error(`no optimizer '${optimizer}'`);
  return found.rule;
}

function countByOptimizer(cases: readonly ReferenceCase[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { optimizer } of cases) counts[optimizer] = (counts[optimizer] ?? 0) + 1;
  return counts;
}

describe.each([
  ['the runs that the tutorial prints', trajectoryCases],
  ["the tutorial's classes", classCases],
  ["the tutorial's run at other learning rates", sweepCases],
  ['torch.optim', torchCases],
])('%s', (_, cases) => {
  test.each(cases.map((reference) => [reference.id, reference] as const))('agrees: %s', (_, reference) => {
    expect(strayOf(ruleOf(reference), reference)).toBeLessThanOrEqual(1);
  });
});

test.each(divergingCases.map((reference) => [reference.id, reference] as const))(
  'diverges where the tutorial does: %s',
  (_, reference) => {
    const end = follow(ruleOf(reference), reference, sweepSteps)[sweepSteps] ?? [];
    const loss = problems[reference.problem]?.loss(end) ?? 0;
    expect(loss > 1e6 || !Number.isFinite(loss)).toBe(true);
  },
);

test('no case is left out', () => {
  expect(countByOptimizer(trajectoryCases)).toEqual({ sgd: 2, momentum: 2, rmsprop: 1, adam: 1 });
  expect(countByOptimizer(classCases)).toEqual({ momentum: 2, nesterov: 2, rmsprop: 4, adam: 4, adamw: 4 });
  expect(sweepCases.length).toBe(34);
  expect(divergingCases.length).toBe(14);
  expect(countByOptimizer(torchCases)).toEqual({
    sgd: 4,
    momentum: 4,
    nesterov: 3,
    rmsprop: 8,
    adam: 8,
    adamw: 10,
  });
});

test('every printed trajectory is compared at every step', () => {
  expect(trajectoryCases.map(({ points }) => points.length)).toEqual([201, 201, 201, 201, 501, 501]);
});
