/** Divergence, told from numbers. */
import { largestStableRate } from '../../engine/divergence.ts';
import type { RunSpec } from '../../experiment/runSpec.ts';
import { surfaceOf } from '../../experiment/surfaceOf.ts';
import { formatNumber, formatSetting } from '../../format.ts';
import { numbersIn } from '../../rule/check/settings.ts';

/** So many rises in a row are no accident of one step. */
const fewestRises = 3;

/** Whether the learning rate is above what the optimizer bears on the quadratic; null where it isn't, or nothing is known. */
export function stabilityFinding(spec: RunSpec): string | null {
  const limit = largestStableRate(spec);
  const curvature = surfaceOf(spec.problem)?.largestCurvature;
  const { lr, momentum = 0 } = numbersIn(spec.hyperparameters);
  if (limit === undefined || curvature === undefined || lr === undefined || lr < limit) return null;
  const looksAhead = spec.optimizer === 'nesterov' || spec.hyperparameters['nesterov'] === true;
  const ahead =
    looksAhead && momentum > 0
      ? `((1 + 2 · ${momentum}) · ${formatSetting(curvature)})`
      : formatSetting(curvature);
  const above = momentum > 0 ? `(2 + 2 · ${momentum})` : '2';
  return `The learning rate ${formatSetting(lr)} is not below ${formatSetting(Number(limit.toPrecision(3)))} = ${above} / ${ahead}, where steps along the largest curvature, ${formatSetting(curvature)}, stop shrinking.`;
}

/**
 * How the loss rises; null where it doesn't.
 * @param lossOf The loss after a step, where it is known.
 */
export function lossFinding(
  step: number,
  before: number,
  after: number,
  lossOf: (step: number) => number | undefined,
): string | null {
  if (!(after > before && before > 0)) return null;
  let rises = 1;
  for (let at = step - 1; at > 0; at--) {
    const [from, to] = [lossOf(at - 1), lossOf(at)];
    if (from === undefined || to === undefined || !(to > from)) break;
    rises++;
  }
  const factor = Number.isFinite(after) ? `${formatNumber(after / before, 3)} times` : 'beyond all numbers';
  if (rises < fewestRises) return null;
  return `The loss rises in this step for the ${ordinal(rises)} time in a row, here by ${factor}.`;
}

function ordinal(count: number): string {
  const last = count % 10;
  const isTeen = Math.floor(count / 10) % 10 === 1;
  const ending = isTeen ? 'th' : (['th', 'st', 'nd', 'rd'][last] ?? 'th');
  return `${count.toLocaleString('en')}${ending}`;
}
