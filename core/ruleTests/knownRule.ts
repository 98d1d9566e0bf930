import { optimizers } from '../optimizers/index.ts';
import { inRange } from '../rule/check/range.ts';
import type { Hyperparameter, Rule, Settings } from '../rule/syntax/rule.ts';
import { passed, type RuleTest } from './ruleTest.ts';
import { allFinite, largestDifference, pathOf } from './run.ts';

const steps = 30;
/** What rounding may make out, where a formula is written in another order. */
const tolerance = 1e-9;
const rate = 0.01;

/** Which hyperparameter of a known rule has the part of which of this one, by their names. */
type Naming = ReadonlyMap<string, string>;

/** A rule of one's own that takes the steps of a known one is that one, whatever its letters are. */
export const knownRule: RuleTest = (rule) => {
  let close: string | null = null;
  for (const { known, options, naming } of candidatesFor(rule)) {
    const match = compare(rule, known, options, naming);
    if (!match) continue;
    const sentence = sentenceOf(known, options, naming, match);
    if (match.isExact && match.isGeneral) return passed(sentence);
    close ??= sentence;
  }
  if (close !== null) return passed(close);
  return passed(`No: it takes the steps of none of the ${optimizers.length} optimizers that ship.`);
};

interface Candidate {
  readonly known: Rule;
  readonly options: Settings;
  readonly naming: Naming;
}

/** Those first that have nothing to be set: SGD can be made momentum, but Momentum is it. */
function candidatesFor(rule: Rule): readonly Candidate[] {
  const all = optimizers.flatMap(({ rule: known }) =>
    choicesOf(known).flatMap((options) =>
      namingsOf(rule, known).map((naming) => ({ known, options, naming })),
    ),
  );
  const toSet = ({ known, options, naming }: Candidate) =>
    100 * Object.keys(options).length + known.hyperparameters.length - naming.size;
  return all.toSorted((a, b) => toSet(a) - toSet(b));
}

interface Match {
  /** Whether all steps have the same bits. */
  readonly isExact: boolean;
  /** Whether that is so with other values than the defaults, too. */
  readonly isGeneral: boolean;
}

function compare(rule: Rule, known: Rule, options: Settings, naming: Naming): Match | null {
  const atDefaults = apartAt(rule, known, options, naming, (own) => own.default);
  if (atDefaults === null) return null;
  const elsewhere = apartAt(rule, known, options, naming, anotherValue);
  return { isExact: atDefaults === 0 && (elsewhere ?? 0) === 0, isGeneral: elsewhere !== null };
}

/** How far apart the two come; null where that is more than rounding. */
function apartAt(
  rule: Rule,
  known: Rule,
  options: Settings,
  naming: Naming,
  choose: (own: Hyperparameter) => number,
): number | null {
  const own: Record<string, number> = {};
  for (const each of rule.hyperparameters) own[each.name] = each.name === 'lr' ? rate : choose(each);
  const theirs: Record<string, number | boolean | string> = { ...options };
  for (const { name, range } of known.hyperparameters) {
    const value = own[naming.get(name) ?? ''];
    if (value === undefined) continue;
    if (!inRange(value, range)) return null;
    theirs[name] = value;
  }
  const [path, knownPath] = [pathOf(rule, own, steps), pathOf(known, theirs, steps)];
  let apart = 0;
  for (const [step, point] of path.entries()) {
    if (!allFinite(point)) return null;
    apart = Math.max(apart, largestDifference(point, knownPath[step] ?? []));
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

/** All defaults, and then one option after the other as it is not by default. */
function choicesOf({ options }: Rule): readonly Settings[] {
  return [
    {},
    ...options
      // Ascent is another problem, not another optimizer.
      .filter(({ name }) => name !== 'maximize')
      .flatMap(({ name, default: usual, choices }) =>
        (choices ?? [true, false]).filter((choice) => choice !== usual).map((choice) => ({ [name]: choice })),
      ),
  ];
}

/** More are not tried: they would be tried for minutes. */
const mostNamings = 24;

/**
 * Hyperparameters of the same name have the same part. Of the others each of this rule's has that of one of the known
 * rule's, those first that have its default; what is left on either side keeps its default.
 */
function namingsOf(rule: Rule, known: Rule): readonly Naming[] {
  const theirs = known.hyperparameters;
  const isShared = ({ name }: Hyperparameter) => theirs.some((each) => each.name === name);
  const shared = rule.hyperparameters.filter(isShared);
  const own = rule.hyperparameters.filter((each) => !isShared(each));
  const others = theirs.filter(({ name }) => !shared.some((each) => each.name === name));
  const same = shared.map(({ name }) => [name, name] as const);
  const alike = (pairs: Pairs) => pairs.filter(([a, b]) => a.default === b.default).length;
  return injections(own.slice(0, others.length), others)
    .toSorted((a, b) => alike(b) - alike(a))
    .slice(0, mostNamings)
    .map((pairs) => new Map([...same, ...pairs.map(([a, b]) => [a.name, b.name] as const)]));
}

/** A known rule's hyperparameter, and this rule's in its part. */
type Pairs = readonly (readonly [Hyperparameter, Hyperparameter])[];

/** Each way to give every one of `own` another one of `theirs`, which are as many or more. */
function injections(own: readonly Hyperparameter[], theirs: readonly Hyperparameter[]): readonly Pairs[] {
  const [first, ...rest] = own;
  if (first === undefined) return [[]];
  return theirs.flatMap((each) =>
    injections(
      rest,
      theirs.filter((other) => other !== each),
    ).map((pairs) => [[each, first] as const, ...pairs]),
  );
}

function sentenceOf(known: Rule, options: Settings, naming: Naming, { isExact, isGeneral }: Match): string {
  const set = Object.entries(options).map(([name, value]) => `${name} = ${value}`);
  const named = [...naming]
    .filter(([theirs, own]) => theirs !== own)
    .map(([theirs, own]) => `${own} is its ${theirs}`);
  const which = [...set, ...named].join(', ');
  const how = isExact ? 'bit for bit' : 'but for rounding';
  const where = isGeneral ? '' : ', with its defaults: with other values it does not';
  return `It is ${known.name}${which === '' ? '' : ` (${which})`}: it takes the same ${steps} steps, ${how}${where}.`;
}
