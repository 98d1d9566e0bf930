/** Mistakes in running means: `beta * m + (1 - beta) * g`. */
import type { Rule } from '../../rule/syntax/rule.ts';
import type { Expression } from '../../rule/syntax/tree.ts';
import { contains } from '../../rule/syntax/walk.ts';
import type { Misconception } from './misconception.ts';
import { complementOf, linesOf, type Mean, meanOf, squareOf } from './patterns.ts';
import { changedEverywhere, changedOnce, make } from './rewrite.ts';
import { text } from './words.ts';

/** Mutants in which one mean is another expression. */
function ofMean(
  id: string,
  change: (mean: Mean, rule: Rule) => Expression | null,
  message: (mean: Mean) => string,
): Misconception {
  return {
    id,
    mutants: (reference) =>
      changedOnce(reference, (expression, line) => {
        const mean = expression === line.value ? meanOf(line) : null;
        return mean && change(mean, reference);
      }).flatMap(({ rule, line }) => {
        const mean = meanOf(line);
        return mean ? [{ rule, message: message(mean) }] : [];
      }),
  };
}

const times = (factor: Expression, of: Expression) => make.binary('*', factor, of);
const plus = (a: Expression, b: Expression) => make.binary('+', a, b);

const swapped = ofMean(
  'shares-swapped',
  ({ share, complement, old, of }) => plus(times(complement, old), times(share, of)),
  ({ state, share, of }) =>
    `${text(share)} and 1 − ${text(share)} are swapped: ${state} keeps the share ${text(share)} of what it was, and takes 1 − ${text(share)} of ${text(of)}.`,
);

const sumInPlaceOfMean = ofMean(
  'sum-in-place-of-mean',
  ({ share, old, of }) => plus(times(share, old), of),
  ({ state, complement, of }) =>
    `${state} is a sum: ${text(of)} is added whole. A mean takes the share ${text(complement)} of it, so that the shares make 1.`,
);

const forgetsNothing = ofMean(
  'forgets-nothing',
  ({ old, complement, of }) => plus(old, times(complement, of)),
  ({ state, share }) => `${state} forgets nothing. It keeps only the share ${text(share)} of what it was.`,
);

const sumOfAll = ofMean(
  'sum-of-all',
  ({ old, of }) => plus(old, of),
  ({ state, share, complement, of }) =>
    `${state} is the sum of all ${text(of)} so far, as in Adagrad. A running mean keeps the share ${text(share)} and takes the share ${text(complement)} of what is new.`,
);

const remembersNothing = ofMean(
  'remembers-nothing',
  ({ of }) => of,
  ({ state, share, of }) =>
    `${state} is ${text(of)} of this step alone. It keeps the share ${text(share)} of what it was.`,
);

const newShareAlone = ofMean(
  'new-share-alone',
  ({ complement, of }) => times(complement, of),
  ({ state, share, old }) => `The old part of ${state} is missing: ${text(share)} · ${text(old)}.`,
);

const beginsWithFirst = ofMean(
  'begins-with-first',
  ({ share, complement, old, of }) => make.inFirstStep(of, plus(times(share, old), times(complement, of))),
  ({ state, of }) => `${state} begins with ${text(of)} of step 1. In this rule it begins with 0.`,
);

const firstDropped = ofMean(
  'first-dropped',
  ({ share, complement, old, of }) => make.inFirstStep(old, plus(times(share, old), times(complement, of))),
  ({ state }) => `The first gradient is dropped: in step 1 ${state} stays what it was.`,
);

const meanOfMean = ofMean(
  'square-of-mean',
  ({ share, complement, old, of }, rule) => {
    const square = squareOf(of);
    const first = linesOf(rule)
      .map(meanOf)
      .find((mean) => mean && !squareOf(mean.of));
    if (!square || !first) return null;
    const other = make.binary('**', make.name(first.state, of.at), make.number(2, of.at));
    return plus(times(share, old), times(complement, other));
  },
  ({ state, of }) => `The mean is squared in ${state}. It takes ${text(of)}, the gradient’s own square.`,
);

const squareMissing: Misconception = {
  id: 'square-missing',
  mutants: (reference) =>
    changedOnce(reference, (expression, line) => (line.target === 'p' ? null : squareOf(expression))).map(
      ({ rule, found, line }) => ({
        rule,
        message: `The square is missing: ${line.target} takes ${text(found)}.`,
      }),
    ),
};

/** Hyperparameters that are the share of something, as `beta1` in `1 - beta1`. */
function sharesOf(rule: Rule): readonly string[] {
  return rule.hyperparameters
    .map(({ name }) => name)
    .filter((name) =>
      linesOf(rule).some(({ value }) =>
        contains(value, (part) => {
          const other = part.kind === 'binary' ? complementOf(part) : null;
          return other?.kind === 'name' && other.name === name;
        }),
      ),
    );
}

const sharesExchanged: Misconception = {
  id: 'shares-exchanged',
  mutants(reference) {
    const names = sharesOf(reference);
    return names.flatMap((a, i) =>
      names.slice(i + 1).flatMap((b) => {
        const rule = changedEverywhere(reference, (expression) => {
          if (expression.kind !== 'name' || (expression.name !== a && expression.name !== b)) return null;
          return make.name(expression.name === a ? b : a, expression.at);
        });
        return rule ? [{ rule, message: `${a} and ${b} are exchanged.` }] : [];
      }),
    );
  },
};

export const means: readonly Misconception[] = [
  swapped,
  sumInPlaceOfMean,
  forgetsNothing,
  sumOfAll,
  remembersNothing,
  newShareAlone,
  sharesExchanged,
  squareMissing,
  firstDropped,
  beginsWithFirst,
  meanOfMean,
];
