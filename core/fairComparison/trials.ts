/** Which points of its search space are tried of an optimizer. */
import { type MapAxis, valueAt } from '../experiment/map/mapAxis.ts';
import { inRange } from '../rule/check/range.ts';
import type { Range } from '../rule/syntax/rule.ts';
import { haltonPoint } from './quasiRandom.ts';

export interface Trial {
  readonly lr: number;
  /** Other hyperparameters that are searched, by name. */
  readonly settings: Readonly<Record<string, number>>;
  /** Whether it was added since the best rate stood at the edge of those tried. */
  readonly isAdded: boolean;
}

/** What is tried of one optimizer. */
export interface SearchSpace {
  /** Learning rates that the person has given, ascending; null: those of the rule's own space. */
  readonly rates: readonly number[] | null;
  /** The rule's own learning rate. */
  readonly usualRate: number;
  /** Of learning rates; null: decided by `usualRate`. */
  readonly rateAxis: MapAxis | null;
  /** Of lr in the rule. */
  readonly rateRange: Range;
  /** Other hyperparameters, each with its number among those of the comparison, so that optimizers share their points. */
  readonly others: readonly { readonly axis: MapAxis; readonly dimension: number }[];
}

/** Rates of a grid lie half a decade apart. */
const perDecade = 2;
/** Rates that are added at an edge, */
const addedAtOnce = 2;
/** and how often. */
export const mostExtensions = 2;

export function firstTrials(space: SearchSpace, count: number): Trial[] {
  if (space.others.length === 0)
    return ratesOfGrid(space, count).map((lr) => ({ lr, settings: {}, isAdded: false }));
  const axis = space.rateAxis ?? axisOfRates(ratesOfGrid(space, count));
  const dimensions = 2 + Math.max(...space.others.map(({ dimension }) => dimension));
  return Array.from({ length: count }, (_, number) => {
    const point = haltonPoint(number, dimensions);
    const settings = Object.fromEntries(
      space.others.map(({ axis: other, dimension }) => [
        other.setting,
        short(valueAt(other, point[1 + dimension] ?? 0)),
      ]),
    );
    return { lr: short(valueAt(axis, point[0] ?? 0)), settings, isAdded: false };
  }).sort((a, b) => a.lr - b.lr);
}

/**
 * Rates beyond an edge, with the other hyperparameters of the trial there; none where the rule takes no such rate.
 * @param trials By their rates.
 */
export function trialsBeyond(
  space: SearchSpace,
  trials: readonly Trial[],
  edge: 'lowest' | 'highest',
): Trial[] {
  const rates = [...new Set(trials.map(({ lr }) => lr))];
  const [last, before] = edge === 'lowest' ? [rates[0], rates[1]] : [rates.at(-1), rates.at(-2)];
  const at = trials.find(({ lr }) => lr === last);
  if (last === undefined || !at) return [];
  const isOwnGrid = space.others.length === 0 && !space.rates && !space.rateAxis;
  const usual = 10 ** (1 / perDecade);
  const isListed = space.others.length === 0 && !isOwnGrid && before !== undefined;
  const factor = isListed ? last / before : edge === 'lowest' ? 1 / usual : usual;
  // What was rounded for people is not rounded again.
  const from = isOwnGrid ? 10 ** (Math.round(Math.log10(last) * perDecade) / perDecade) : last;
  return Array.from({ length: addedAtOnce }, (_, index) => short(from * factor ** (index + 1)))
    .filter((lr) => lr > 0 && inRange(lr, space.rateRange))
    .map((lr) => ({ lr, settings: at.settings, isAdded: true }));
}

/**
 * A third of the rates below the rule's own and two thirds above: rules have cautious ones.
 * PyTorch's are meant for large networks; small ones take ten times as much.
 */
function ratesOfGrid({ rates, rateAxis, usualRate, rateRange }: SearchSpace, count: number): number[] {
  if (rates) return [...rates];
  if (rateAxis)
    return Array.from({ length: count }, (_, index) => short(valueAt(rateAxis, index / (count - 1))));
  const middle = Math.round(Math.log10(usualRate) * perDecade);
  const below = Math.round((count - 1) / 3);
  const all = Array.from({ length: count }, (_, index) =>
    short(10 ** ((middle - below + index) / perDecade)),
  );
  const fine = all.filter((lr) => inRange(lr, rateRange));
  if (fine.length === count) return all;
  // The rule takes a part of them: as many, within its range, closer together.
  const [from, to] = [fine[0] ?? usualRate / 10, fine.at(-1) ?? usualRate];
  const axis = axisOfRates([Math.min(from, usualRate), Math.max(to, usualRate)]);
  return Array.from({ length: count }, (_, index) => short(valueAt(axis, index / (count - 1))));
}

function axisOfRates(rates: readonly number[]): MapAxis {
  const [from = 1e-3, to = 1] = [rates[0], rates.at(-1)];
  return { setting: 'lr', scale: 'log', from, to };
}

/** People read it, and type it again. */
function short(value: number): number {
  return Number(value.toPrecision(3));
}
