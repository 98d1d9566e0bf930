/** Divergence, told from numbers. */
import { largestStableRate } from '../../engine/divergence.ts';
import type { RunSpec } from '../../experiment/runSpec.ts';
import { surfaceOf } from '../../experiment/surfaceOf.ts';
import { formatNumber, formatSetting } from '../../format.ts';
import { numbersIn } from '../../rule/check/settings.ts';
import type { WrongSign } from '../../rule/inspect/wrongSign.ts';
import { type LessonTopic, type Remark, remark } from './lessonTopics.ts';
import type { ChosenParameter, Movement } from './stepValues.ts';

/** So many rises in a row are no accident of one step. */
const fewestRises = 3;

/** Whether the learning rate is above what the optimizer bears on the quadratic; null where it isn't, or nothing is known. */
export function stabilityFinding(spec: RunSpec): Remark | null {
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
  const text = `The learning rate ${formatSetting(lr)} is not below ${formatSetting(Number(limit.toPrecision(3)))} = ${above} / ${ahead}, where steps along the largest curvature, ${formatSetting(curvature)}, stop shrinking.`;
  return remark(text, 'stability');
}

/**
 * Of a rule that moves up the gradient: by its first step.
 * @param moves Of all parameters, or those with the largest gradients.
 */
export function signFinding(moves: readonly Movement[], { line, turned }: WrongSign): Remark {
  const [steepest] = moves
    .filter(({ gradient, before, after }) => gradient * (after - before) > 0)
    .sort((a, b) => Math.abs(b.gradient) - Math.abs(a.gradient));
  const seen = steepest
    ? `In step 1 the gradient of ${steepest.name} is ${signed(steepest.gradient)}, and its update is ${signed(steepest.after - steepest.before)}: the rule moves up the gradient`
    : 'The rule moves up the gradient';
  const where = line === null ? '' : ` in line ${line}`;
  const way =
    turned && line !== null
      ? `Line ${turned.line} turns the sign of ${turned.name}, and line ${line} subtracts it: turn one of the two.`
      : `Turn the sign of its step${where}, as in p -= lr * g.`;
  return remark(`${seen}, at any learning rate. ${way}`);
}

function signed(value: number): string {
  return `${value > 0 ? '+' : ''}${formatNumber(value, 3).replace('-', '−')}`;
}

/** What the schedule makes of the learning rate in a step; null where that is the run's. */
export function rateFinding({ schedule, hyperparameters }: RunSpec, rate: number | undefined): Remark | null {
  const { lr } = numbersIn(hyperparameters);
  if (!schedule || rate === undefined || lr === undefined || rate === lr) return null;
  return remark(
    `The schedule makes the learning rate ${formatNumber(rate, 3)} in this step; the run has ${formatSetting(lr)}.`,
    'schedule',
  );
}

/**
 * Which rates the chosen parameters have, where layers have rates of their own.
 * @param layerOf Counted from 0.
 * @param rates Of the run.
 */
export function layerFinding(
  parameters: readonly ChosenParameter[],
  layerOf: (parameter: number) => number,
  rates: readonly number[],
): Remark {
  const parts = parameters.map(({ name, index }) => {
    const layer = layerOf(index);
    return `${name} is in layer ${layer + 1} of ${rates.length}, whose learning rate is ${formatSetting(rates[layer] ?? Number.NaN)}`;
  });
  return remark(`${parts.join('; ')}.`);
}

/** From this share of a move on it is told what weight decay does to it. */
const noticeable = 0.05;

/**
 * What weight decay does in a step; null where that is next to nothing.
 * @param moves Of the parameters that are shown.
 * @param without The same moves, if there were no decay.
 */
export function decayFinding(moves: readonly Movement[], without: readonly Movement[]): Remark | null {
  const sizes = moves.map((move, place) => ({
    name: move.name,
    is: move.after - move.before,
    would: (without[place]?.after ?? Number.NaN) - move.before,
  }));
  const [most] = sizes
    .filter(({ is, would }) => Math.abs(is - would) >= noticeable * Math.max(Math.abs(is), Math.abs(would)))
    .filter(({ is, would }) => is !== would)
    .sort((a, b) => Math.abs(b.is - b.would) - Math.abs(a.is - a.would));
  if (!most) return null;
  return remark(
    `Without weight decay ${most.name} would move by ${signed(most.would)}, not by ${signed(most.is)}.`,
    'weightDecay',
  );
}

/**
 * How the loss rises; null where it doesn't.
 * @param lossOf The loss after a step, where it is known.
 * @param topic What explains it.
 */
export function lossFinding(
  step: number,
  before: number,
  after: number,
  lossOf: (step: number) => number | undefined,
  topic: LessonTopic | null,
): Remark | null {
  if (!(after > before && before > 0)) return null;
  let rises = 1;
  for (let at = step - 1; at > 0; at--) {
    const [from, to] = [lossOf(at - 1), lossOf(at)];
    if (from === undefined || to === undefined || !(to > from)) break;
    rises++;
  }
  const factor = Number.isFinite(after) ? `${formatNumber(after / before, 3)} times` : 'beyond all numbers';
  if (rises < fewestRises) return null;
  return remark(
    `The loss rises in this step for the ${ordinal(rises)} time in a row, here by ${factor}.`,
    topic,
  );
}

function ordinal(count: number): string {
  const last = count % 10;
  const isTeen = Math.floor(count / 10) % 10 === 1;
  const ending = isTeen ? 'th' : (['th', 'st', 'nd', 'rd'][last] ?? 'th');
  return `${count.toLocaleString('en')}${ending}`;
}
