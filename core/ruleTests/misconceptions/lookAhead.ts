/** Mistakes about Nesterov's momentum: where the gradient is taken, or what the step adds to the velocity. */

import type { Rule } from '../../rule/syntax/rule.ts';
import type { Expression } from '../../rule/syntax/tree.ts';
import type { Misconception, Mutant } from './misconception.ts';
import { binaryOf, isName, isStep, mentions } from './patterns.ts';
import { changedOnce, make } from './rewrite.ts';
import { text } from './words.ts';

function withPoint(rule: Rule, value: Expression | null): Rule {
  const { lookAhead } = rule.program;
  return { ...rule, program: { ...rule.program, lookAhead: lookAhead && value && { ...lookAhead, value } } };
}

/** The point of a rule that looks ahead, `p + momentum * v`. */
function pointOf({ program: { lookAhead } }: Rule) {
  const sum = lookAhead && binaryOf(lookAhead.value, '+');
  return sum && isName(sum.left, 'p') ? sum : null;
}

const none: Misconception = {
  id: 'no-look-ahead',
  mutants(reference): readonly Mutant[] {
    const point = pointOf(reference);
    if (point) {
      const message = `There is no look-ahead: the gradient is taken at p, which makes it ordinary momentum. Take it at ${text(point)}.`;
      return [{ rule: withPoint(reference, null), message }];
    }
    return changedOnce(reference, (expression, line) =>
      isStep(line) ? velocityAhead(expression) : null,
    ).map(({ rule, found }) => ({
      rule,
      message: `There is no look-ahead: the step goes along the velocity, which makes it ordinary momentum. Step along ${text(found)}.`,
    }));
  },
};

/** Of `g + momentum * v` the v: what a step without the look-ahead goes along. */
function velocityAhead(expression: Expression): Expression | null {
  const sum = binaryOf(expression, '+');
  const product = sum && isName(sum.left, 'g') ? binaryOf(sum.right, '*') : null;
  return product?.right.kind === 'name' ? product.right : null;
}

const behind: Misconception = {
  id: 'looks-back',
  mutants(reference) {
    const point = pointOf(reference);
    if (!point) return [];
    const message = `The gradient is taken behind p, where the ball comes from. It is taken ahead: ${text(point)}.`;
    return [{ rule: withPoint(reference, { ...point, operator: '-' }), message }];
  },
};

const tooFar: Misconception = {
  id: 'looks-too-far',
  mutants(reference): readonly Mutant[] {
    const point = pointOf(reference);
    const product = point && binaryOf(point.right, '*');
    if (point && product) {
      const message = `The gradient is taken a whole velocity ahead. The next step keeps only a share of it: ${text(point)}.`;
      return [{ rule: withPoint(reference, { ...point, right: product.right }), message }];
    }
    return changedOnce(reference, (expression, line) => {
      const velocity = isStep(line) ? velocityAhead(expression) : null;
      return velocity && make.binary('+', make.name('g', expression.at), velocity);
    }).map(({ rule, found }) => ({
      rule,
      message: `The step adds the whole velocity to the gradient. It adds the share that the next step keeps: ${text(found)}.`,
    }));
  },
};

const gradientMissing: Misconception = {
  id: 'gradient-missing',
  mutants: (reference) =>
    changedOnce(reference, (expression, line) => {
      const sum = isStep(line) && velocityAhead(expression) ? binaryOf(expression, '+') : null;
      return sum ? sum.right : null;
    }).map(({ rule, found }) => ({
      rule,
      message: `The gradient itself is missing in the step: ${text(found)}.`,
    })),
};

const withRate: Misconception = {
  id: 'look-ahead-with-rate',
  mutants(reference) {
    const point = pointOf(reference);
    if (!point || mentions(point, 'lr')) return [];
    const right = make.binary('*', make.name('lr', point.at), point.right);
    const message = `lr is in the look-ahead, too. The velocity is a sum of steps already: ${text(point)}.`;
    return [{ rule: withPoint(reference, { ...point, right }), message }];
  },
};

export const lookAhead: readonly Misconception[] = [none, behind, tooFar, gradientMissing, withRate];
