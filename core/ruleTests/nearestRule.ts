/** Which optimizer a rule comes closest to that takes the steps of none, and the first value in which they differ. */
import { inRange } from '../rule/check/range.ts';
import { fillSettings, numbersIn } from '../rule/check/settings.ts';
import { resolve } from '../rule/plan/resolve.ts';
import type { ResolvedRule, Rule } from '../rule/syntax/rule.ts';
import type { Candidate } from './candidates.ts';
import { mutantsOf } from './misconceptions/index.ts';
import { linesOf } from './misconceptions/patterns.ts';
import { largestDifference, noisyObjective, tensors } from './run.ts';
import { compareValues } from './sideBySide/differences.ts';
import { comparePath, Path, walk } from './sideBySide/samePath.ts';
import { placesOf, pointAhead } from './sideBySide/stepValues.ts';
import { toldApart } from './sideBySide/toldApart.ts';
import type { Trial } from './sideBySide/trial.ts';

const steps = 20;
const rate = 0.01;
/** Of the way: ways that come no further apart are near. */
const nearby = 0.1;

export interface Nearest {
  /** What is said, the main thing first. */
  readonly lines: readonly string[];
  /** Of the rule's own text, by which the first value is made that differs. */
  readonly line: number | null;
}

/** @param candidates In the order in which one is taken rather than another that is as near. */
export function nearestRule(rule: Rule, candidates: readonly Candidate[]): Nearest | null {
  const own = resolve(rule);
  const pairs = pairsOf(rule, own, candidates).toSorted((a, b) => b.shared - a.shared);
  const most = pairs[0]?.shared;
  for (const pair of pairs) {
    const mistake = misconceptionOf(pair, pair.shared === most);
    if (mistake !== null) return describe(pair, mistake);
  }
  // As near by their names: the one with less to set, which comes first.
  const [named] = pairs
    .map((pair) => ({ pair, alike: alikeIn(pair) }))
    .filter(({ alike }) => alike > 0)
    .toSorted((a, b) => b.alike - a.alike);
  if (named) return describe(named.pair, null);
  const [beside] = pairs
    .map((pair) => ({ pair, apart: apartShare(pair) }))
    .filter(({ apart }) => apart <= nearby)
    .toSorted((a, b) => a.apart - b.apart);
  return beside ? describe(beside.pair, null) : null;
}

/** The rule beside a known one, with the same numbers for what has the same part. */
interface Pair {
  readonly own: ResolvedRule;
  readonly known: ResolvedRule;
  readonly trial: Trial;
  /** Of the names that either gives values to, how many both do. */
  readonly shared: number;
}

/** Those alone that keep as much from step to step: another state is another method. */
function pairsOf(rule: Rule, own: ResolvedRule, candidates: readonly Candidate[]): readonly Pair[] {
  const seen = new Set<string>();
  return candidates.flatMap(({ known: shipped, options, naming }) => {
    const key = `${shipped.name} ${JSON.stringify(options)}`;
    if (seen.has(key)) return [];
    seen.add(key);
    const defaults = rule.hyperparameters.map(({ name, default: usual }) => [name, usual] as const);
    const values: Record<string, number> = {
      ...Object.fromEntries(defaults),
      ...(hasRate(rule) && { lr: rate }),
    };
    const theirs = shipped.hyperparameters.flatMap(({ name, range }) => {
      const value = values[naming.get(name) ?? ''];
      return value !== undefined && inRange(value, range) ? [[name, value] as const] : [];
    });
    const known = resolve(shipped, fillSettings(shipped, { ...options, ...Object.fromEntries(theirs) }));
    if (known.state.length !== own.state.length) return [];
    const trial: Trial = {
      ...{ name: '', steps, tensors, objective: noisyObjective, halvesAfter: null },
      values: { ...values, ...Object.fromEntries(theirs) },
    };
    return [{ own, known, trial, shared: sharedNames(own, known) }];
  });
}

function sharedNames(a: Rule, b: Rule): number {
  const [of, others] = [a, b].map((rule) => new Set(linesOf(rule).map(({ target }) => target)));
  if (!of || !others) return 0;
  const both = [...of].filter((name) => others.has(name)).length;
  return both / (of.size + others.size - both);
}

function hasRate({ hyperparameters }: Rule): boolean {
  return hyperparameters.some(({ name }) => name === 'lr');
}

/**
 * What is wrong with the rule, where it takes the steps of a known one with one mistake in it.
 * @param takesInfinite Whether steps say enough that end with what isn't finite: those of many mistakes do.
 */
function misconceptionOf({ own, known, trial }: Pair, takesInfinite: boolean): string | null {
  const path = new Path(own, trial);
  const values = { ...numbersIn(fillSettings(known, {})), ...trial.values };
  const mutant = mutantsOf(known, values).find(({ rule }) => {
    const compared = comparePath(path, rule, trial);
    return compared.kind === 'same' && (takesInfinite || compared.isFinite);
  });
  return mutant?.message ?? null;
}

/** How many values of the known rule the other has, too, until the first that is another. */
function alikeIn({ own, known, trial }: Pair): number {
  const { right, renamed } = compareValues(known, own, trial, steps);
  return right.length + renamed.size;
}

/** How far the ways come apart, as a share of that of the known rule. */
function apartShare({ own, known, trial }: Pair): number {
  const { start } = trial.objective();
  const [path, expected] = [[...walk(own, trial)], [...walk(known, trial)]];
  const apart = Math.max(...path.map((point, step) => largestDifference(point, expected[step] ?? start)));
  return apart / Math.max(...expected.map((point) => largestDifference(point, start)));
}

function describe({ own, known, trial }: Pair, mistake: string | null): Nearest {
  const { first, at } = compareValues(known, own, trial, steps);
  if (!first || !at) return { lines: [`Nearest: ${known.name}.`, mistake ?? ''], line: null };
  const { name, step, element } = first;
  const isStep = name === 'p';
  const [yours, expected] = isStep
    ? toldApart(at.own.update[element] ?? Number.NaN, at.expected.update[element] ?? Number.NaN)
    : toldApart(first.yours, first.expected);
  const what = name === pointAhead ? 'the point ahead' : name;
  const differs = isStep
    ? `p moves by ${yours}, ${known.name}’s by ${expected}`
    : `${what} is ${yours}, ${known.name}’s is ${expected}`;
  const place = placesOf(known, trial).get(name);
  const text = place && known.lines[place.line - 1]?.trim();
  return {
    lines: [
      `Nearest: ${known.name}. In step ${step} ${differs}.`,
      mistake ?? (text === undefined ? '' : `${known.name} has ${text}`),
    ],
    line: placesOf(own, trial).get(name)?.line ?? null,
  };
}
