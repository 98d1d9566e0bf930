import { optimizers } from '../optimizers/index.ts';
import { inRange } from '../rule/check/range.ts';
import { resolve } from '../rule/plan/resolve.ts';
import type { Hyperparameter, HyperparameterValues, Rule } from '../rule/syntax/rule.ts';
import { type Candidate, candidatesFor } from './candidates.ts';
import { nearestRule } from './nearestRule.ts';
import { at, passed, type RuleTest } from './ruleTest.ts';
import { allFinite, largestDifference, noisyObjective, tensors } from './run.ts';
import { Path, walk } from './sideBySide/samePath.ts';
import type { Trial } from './sideBySide/trial.ts';

const steps = 30;
/** What rounding may make out, where a formula is written in another order. */
const tolerance = 1e-9;
const rate = 0.01;

/** A rule of one's own that takes the steps of a known one is that one, whatever its letters are. */
export const knownRule: RuleTest = (rule) => {
  const usual = wayOf(rule, (own) => own.default);
  const elsewhere = wayOf(rule, anotherValue);
  const candidates = candidatesFor(rule);
  let close: string | null = null;
  for (const candidate of candidates) {
    const apart = apartFrom(usual, candidate);
    if (apart === null) continue;
    const apartThere = apartFrom(elsewhere, candidate);
    const match = { isExact: apart === 0 && (apartThere ?? 0) === 0, isGeneral: apartThere !== null };
    const sentence = sentenceOf(candidate, match);
    if (match.isExact && match.isGeneral) return passed(sentence);
    close ??= sentence;
  }
  if (close !== null) return passed(close);
  const nearest = nearestRule(rule, candidates);
  const none = `It takes the steps of none of the ${optimizers.length} optimizers that ship.`;
  if (!nearest) return passed('No, and it is near none.', none);
  return at(nearest.line, passed(...nearest.lines, none));
};

interface Match {
  /** Whether all steps have the same bits. */
  readonly isExact: boolean;
  /** Whether that is so with other values than the defaults, too. */
  readonly isGeneral: boolean;
}

/** The way of the rule with these hyperparameters. */
interface Way {
  readonly values: HyperparameterValues;
  readonly path: Path;
}

function wayOf(rule: Rule, choose: (own: Hyperparameter) => number): Way {
  const values: Record<string, number> = {};
  for (const each of rule.hyperparameters) values[each.name] = each.name === 'lr' ? rate : choose(each);
  return { values, path: new Path(resolve(rule), trialWith(values)) };
}

function trialWith(values: HyperparameterValues): Trial {
  return { name: '', steps, tensors, objective: noisyObjective, values, halvesAfter: null };
}

/** How far apart the two come; null where that is more than rounding. */
function apartFrom({ values, path }: Way, { known, options, naming }: Candidate): number | null {
  const theirs: Record<string, number> = {};
  for (const { name, range } of known.hyperparameters) {
    const value = values[naming.get(name) ?? ''];
    if (value === undefined) continue;
    if (!inRange(value, range)) return null;
    theirs[name] = value;
  }
  let apart = 0;
  let step = 0;
  for (const point of walk(resolve(known, options), trialWith(theirs))) {
    const own = path.at(step++);
    if (!own || !allFinite(own)) return null;
    apart = Math.max(apart, largestDifference(own, point));
    if (apart > tolerance) return null;
  }
  return apart;
}

/** Another value of the range, such that what is counted stays whole numbers away from its limits. */
function anotherValue({ default: value, range }: Hyperparameter): number {
  return (
    [0.75 * value, 1.25 * value, value + 0.125].find((other) => other !== value && inRange(other, range)) ??
    value
  );
}

function sentenceOf({ known, options, naming }: Candidate, { isExact, isGeneral }: Match): string {
  const set = Object.entries(options).map(([name, value]) => `${name} = ${value}`);
  const named = [...naming]
    .filter(([theirs, own]) => theirs !== own)
    .map(([theirs, own]) => `${own} is its ${theirs}`);
  const which = [...set, ...named].join(', ');
  const how = isExact ? 'bit for bit' : 'but for rounding';
  const where = isGeneral ? '' : ', with its defaults: with other values it does not';
  return `It is ${known.name}${which === '' ? '' : ` (${which})`}: it takes the same ${steps} steps, ${how}${where}.`;
}
