import { formatNumber } from '../format.ts';
import { passed, type RuleTest } from './ruleTest.ts';
import { largestDifference, noisyObjective, pathOf } from './run.ts';

/** A power of two, so that nothing is rounded by it. */
const scale = 1024;
const steps = 20;
/** Of the way: what an eps may make out. */
const tolerance = 1e-3;

/** Says whether, since neither is wrong: SGD's steps grow with the gradient, Adam's don't. */
export const gradientScale: RuleTest = (rule) => {
  const { start } = noisyObjective();
  const [path, scaled] = [pathOf(rule, {}, steps), pathOf(rule, {}, steps, { scale })];
  const way = largestDifference(path.at(-1) ?? start, start);
  const apart = Math.max(...path.map((point, step) => largestDifference(point, scaled[step] ?? start)));
  const times = `${scale} times the gradient`;
  if (apart <= tolerance * way) return passed(`No: with ${times} the steps are the same.`);
  const [first, firstScaled] = [path, scaled].map(([point = start]) => largestDifference(point, start));
  return passed(`Yes: with ${times} the first step is ${ratioName(firstScaled, first)}.`);
};

function ratioName(scaled = 0, plain = 0): string {
  if (plain === 0) return scaled === 0 ? 'none, as before' : 'longer than none';
  const ratio = scaled / plain;
  return Math.abs(ratio - 1) <= tolerance
    ? 'as long, and later ones differ'
    : `${formatNumber(ratio)} times as long`;
}
