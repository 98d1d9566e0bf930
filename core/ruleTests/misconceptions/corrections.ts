/** Mistakes about what makes up for means that begin with 0. */
import type { HyperparameterValues, Rule } from '../../rule/syntax/rule.ts';
import type { Assignment } from '../../rule/syntax/tree.ts';
import type { Misconception, Mutant } from './misconception.ts';
import { binaryOf, correctionOf, isAlike, isName, linesOf, meanOf, squareOf } from './patterns.ts';
import { changedEverywhere, changedOnce, make, withLine } from './rewrite.ts';
import { numberText, text } from './words.ts';

const uncorrected: Misconception = {
  id: 'uncorrected',
  mutants: (reference, values) =>
    changedOnce(reference, (expression) => correctionOf(expression)?.mean ?? null).map(({ rule, found }) => ({
      rule,
      message: uncorrectedMessage(found, reference, values),
    })),
};

function uncorrectedMessage(
  found: Parameters<typeof correctionOf>[0],
  reference: Rule,
  values: HyperparameterValues,
): string {
  const correction = correctionOf(found);
  const name = text(correction?.mean ?? found);
  const mean = linesOf(reference)
    .map(meanOf)
    .find((each) => each?.state === name);
  const what = `${name} isn’t corrected. It begins with 0, so at first it is too small`;
  if (!mean) return `${what}: ${text(found)} makes up for that.`;
  const [share, of] = [numberText(mean.complement, values), text(mean.of)];
  return `${what}: in step 1 yours is ${share} · ${of}, where ${text(found)} is ${of}.`;
}

const allUncorrected: Misconception = {
  id: 'all-uncorrected',
  mutants(reference) {
    const corrected = changedOnce(reference, (expression) => correctionOf(expression)?.mean ?? null);
    const rule = changedEverywhere(reference, (expression) => correctionOf(expression)?.mean ?? null);
    if (!rule || corrected.length < 2) return [];
    const names = new Set(corrected.map(({ found }) => text(correctionOf(found)?.mean ?? found)));
    return [
      {
        rule,
        message: `Nothing is corrected: ${[...names].join(' and ')} begin with 0, so at first they are too small.`,
      },
    ];
  },
};

/** A local that is the corrected mean, and the mean gets it. */
const correctedForGood: Misconception = {
  id: 'corrected-for-good',
  mutants: (reference) =>
    linesOf(reference).flatMap((line) => {
      const mean = correctionOf(line.value)?.mean;
      if (mean?.kind !== 'name' || mean.name === line.target) return [];
      const back: Assignment = { ...line, target: mean.name, value: make.name(line.target, line.at) };
      const message = `${mean.name} itself is divided by the correction, so that the next step goes on from a mean that was corrected already. Give the corrected mean a name of its own, such as ${line.target}.`;
      return [{ rule: withLine(reference, line, [line, back]), message }];
    }),
};

const otherShare: Misconception = {
  id: 'other-share',
  mutants(reference) {
    const shares = changedOnce(reference, (expression) => correctionOf(expression)?.share ?? null).flatMap(
      ({ found }) => correctionOf(found)?.share ?? [],
    );
    return shares.flatMap((other) =>
      changedOnce(reference, (expression) => {
        const correction = correctionOf(expression);
        const fraction = binaryOf(expression, '/');
        if (!correction || !fraction || isAlike(correction.share, other)) return null;
        const power = make.binary('**', other, make.name('t', expression.at));
        return { ...fraction, right: make.binary('-', make.number(1, expression.at), power) };
      }).map(({ rule, found }): Mutant => {
        const { mean = found, share = found } = correctionOf(found) ?? {};
        return {
          rule,
          message: `${text(mean)} is corrected with ${text(other)}, but ${text(share)} is the share that it keeps: ${text(found)}.`,
        };
      }),
    );
  },
};

const fromZero: Misconception = {
  id: 't-from-0',
  mutants(reference) {
    const rule = changedEverywhere(reference, (expression) =>
      isName(expression, 't') ? make.binary('-', expression, make.number(1, expression.at)) : null,
    );
    const isCorrected =
      changedOnce(reference, (expression) => correctionOf(expression)?.mean ?? null).length > 0;
    const division = ', so that step 1 divides by 0: any number to the power of 0 is 1, and 1 − 1 is 0';
    const message = `t counts from 1: it is the number of the step. Yours counts from 0${isCorrected ? division : ''}.`;
    return rule ? [{ rule, message }] : [];
  },
};

const oneLate: Misconception = {
  id: 't-from-2',
  mutants(reference) {
    const rule = changedEverywhere(reference, (expression) =>
      isName(expression, 't') ? make.binary('+', expression, make.number(1, expression.at)) : null,
    );
    return rule ? [{ rule, message: 't counts from 1, so t + 1 is a step too late.' }] : [];
  },
};

const timesT: Misconception = {
  id: 'times-t',
  mutants: (reference) =>
    changedOnce(reference, (expression) => {
      const power = binaryOf(expression, '**');
      return power && isName(power.right, 't') ? { ...power, operator: '*' } : null;
    }).map(({ rule, found }) => ({
      rule,
      message: `${text(found)} is a power: the share that is left after t steps. Yours is multiplied by t.`,
    })),
};

const withoutT: Misconception = {
  id: 'without-t',
  mutants: (reference) =>
    changedOnce(reference, (expression) => {
      const power = binaryOf(expression, '**');
      return power && isName(power.right, 't') ? power.left : null;
    }).map(({ rule, found }) => ({
      rule,
      message: `The correction is the same in every step. It fades as the mean fills: ${text(found)}, with the number of the step.`,
    })),
};

/** The mean of gradients is kept, and the step goes along the gradient all the same. */
const meanUnused: Misconception = {
  id: 'mean-unused',
  mutants: (reference) =>
    linesOf(reference).flatMap((line) => {
      const mean = correctionOf(line.value)?.mean;
      const of = linesOf(reference)
        .map(meanOf)
        .find((each) => each && mean && isName(mean, each.state))?.of;
      if (!mean || !of || squareOf(of)) return [];
      const message = `The step goes along ${text(of)}, where it should go along ${line.target}, the mean.`;
      return [{ rule: withLine(reference, line, [{ ...line, value: of }]), message }];
    }),
};

export const corrections: readonly Misconception[] = [
  uncorrected,
  allUncorrected,
  fromZero,
  oneLate,
  otherShare,
  timesT,
  withoutT,
  correctedForGood,
  meanUnused,
];
