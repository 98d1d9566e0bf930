/** Which of the optimizers that ship a rule may be, and which of its hyperparameters has which part there. */
import { optimizers } from '../optimizers/index.ts';
import type { Hyperparameter, Rule, Settings } from '../rule/syntax/rule.ts';

/** Which hyperparameter of a known rule has the part of which of this one, by their names. */
export type Naming = ReadonlyMap<string, string>;

export interface Candidate {
  readonly known: Rule;
  readonly options: Settings;
  readonly naming: Naming;
}

/** Those first that have nothing to be set: SGD can be made momentum, but Momentum is it. */
export function candidatesFor(rule: Rule): readonly Candidate[] {
  const all = optimizers.flatMap(({ rule: known }) =>
    choicesOf(known).flatMap((options) =>
      namingsOf(rule, known).map((naming) => ({ known, options, naming })),
    ),
  );
  const toSet = ({ known, options, naming }: Candidate) =>
    100 * Object.keys(options).length + known.hyperparameters.length - naming.size;
  return all.toSorted((a, b) => toSet(a) - toSet(b));
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
