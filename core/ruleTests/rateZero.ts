import { formatNumber } from '../format.ts';
import { inRange } from '../rule/check/range.ts';
import { badStepWords, firstBadStep } from './badStep.ts';
import { at, failed, passed, type RuleTest, skipped } from './ruleTest.ts';
import { largestDifference, noisyObjective, pathOf, startRun, tensors } from './run.ts';

const steps = 20;
/** What rounding may move. */
const tolerance = 1e-12;

export const rateZero: RuleTest = (rule) => {
  const lr = rule.hyperparameters.find(({ name }) => name === 'lr');
  if (!lr) return skipped('The rule has no lr.');
  if (!inRange(0, lr.range)) return skipped('The range of lr is without 0.');
  const found = firstBadStep(startRun(rule, { lr: 0 }, noisyObjective(), tensors), steps);
  if (found)
    return at(
      found.bad?.line,
      failed(
        `At lr 0, ${badStepWords(found)}.`,
        '0 times a number that isn’t finite is NaN, so that parameters don’t stay where they are.',
      ),
    );
  const { start } = noisyObjective();
  const moved = Math.max(...pathOf(rule, { lr: 0 }, steps).map((point) => largestDifference(point, start)));
  if (moved <= tolerance) return passed(`Nothing moves in ${steps} steps at lr 0.`);
  return failed(
    `At lr 0 a parameter is moved by ${formatNumber(moved)} within ${steps} steps.`,
    'What is multiplied by lr stays where it is.',
  );
};
