import { formatNumber } from '../format.ts';
import { inRange } from '../rule/check/range.ts';
import { failed, passed, type RuleTest, skipped } from './ruleTest.ts';
import { largestDifference, noisyObjective, pathOf } from './run.ts';

const steps = 20;
/** What rounding may move. */
const tolerance = 1e-12;

export const rateZero: RuleTest = (rule) => {
  const lr = rule.hyperparameters.find(({ name }) => name === 'lr');
  if (!lr) return skipped('The rule has no lr.');
  if (!inRange(0, lr.range)) return skipped('The range of lr is without 0.');
  const { start } = noisyObjective();
  const moved = Math.max(...pathOf(rule, { lr: 0 }, steps).map((point) => largestDifference(point, start)));
  if (moved <= tolerance) return passed(`Nothing moves in ${steps} steps at lr 0.`);
  return failed(
    `At lr 0 a parameter is moved by ${formatNumber(moved)} within ${steps} steps. What is multiplied by lr stays where it is.`,
  );
};
