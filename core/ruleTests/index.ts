/** The table of tests that a rule can be put to: one file and one line each. What they are called is in `labels.ts`. */
import { beale } from '../problems/surfaces/beale.ts';
import { rosenbrock } from '../problems/surfaces/rosenbrock.ts';
import { valley } from '../problems/surfaces/valley.ts';
import { convergesOn } from './convergence.ts';
import { gradientScale } from './gradientScale.ts';
import { knownRule } from './knownRule.ts';
import type { RuleTestId } from './labels.ts';
import { manySteps } from './manySteps.ts';
import { rateZero } from './rateZero.ts';
import { resume } from './resume.ts';
import type { RuleTest } from './ruleTest.ts';
import { targetsAgree } from './targetsAgree.ts';
import { zeroGradient } from './zeroGradient.ts';

export const ruleTests: Readonly<Record<RuleTestId, RuleTest>> = {
  'convergence/valley': convergesOn(valley),
  'convergence/rosenbrock': convergesOn(rosenbrock),
  'convergence/beale': convergesOn(beale),
  rateZero,
  gradientScale,
  resume,
  zeroGradient,
  targetsAgree,
  manySteps,
  knownRule,
};
