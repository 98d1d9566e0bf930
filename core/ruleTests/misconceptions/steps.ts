/** Mistakes in the step itself: its sign, its rate, and what it is divided by. */
import type { Expression } from '../../rule/syntax/tree.ts';
import { contains } from '../../rule/syntax/walk.ts';
import type { Misconception } from './misconception.ts';
import { binaryOf, isName, isStep, mentions, rootOf } from './patterns.ts';
import { type Change, changedEverywhere, changedOnce, make } from './rewrite.ts';
import { text } from './words.ts';

/** Mutants in which one place is changed. */
function atPlace(id: string, change: Change, message: (found: Expression) => string): Misconception {
  return {
    id,
    mutants: (reference) =>
      changedOnce(reference, change).map(({ rule, found }) => ({ rule, message: message(found) })),
  };
}

const uphill: Misconception = {
  id: 'uphill',
  mutants(reference) {
    const rule = changedEverywhere(reference, (expression, line) => {
      const step = isStep(line) && expression === line.value ? binaryOf(expression, '-', '+') : null;
      if (!step || !isName(step.left, 'p')) return null;
      return { ...step, operator: step.operator === '-' ? '+' : '-' };
    });
    const message =
      'The sign of the step is flipped: it climbs. The gradient points uphill, and a step goes against it.';
    return rule ? [{ rule, message }] : [];
  },
};

/** `lr * …`, but for `lr * weight_decay`, which is about the decay. */
function rateTimes(expression: Expression): Expression | null {
  const product = binaryOf(expression, '*');
  if (!product || !isName(product.left, 'lr') || isName(product.right, 'weight_decay')) return null;
  return product.right;
}

const rateMissing = atPlace(
  'rate-missing',
  (expression) => rateTimes(expression),
  (found) => `lr is missing. It is a factor of the step: ${text(found)}.`,
);

const rateSquared = atPlace(
  'rate-squared',
  (expression) => rateTimes(expression) && make.binary('*', make.name('lr', expression.at), expression),
  (found) => `lr is squared. It is there once: ${text(found)}.`,
);

const epsInside = atPlace(
  'eps-inside',
  (expression) => {
    const sum = binaryOf(expression, '+');
    const inner = sum && rootOf(sum.left);
    return sum && inner && mentions(sum.right, 'eps') ? make.sqrt(make.binary('+', inner, sum.right)) : null;
  },
  (found) => `eps stands inside the root. It is added after the root is taken: ${text(found)}.`,
);

const epsOutside = atPlace(
  'eps-outside',
  (expression) => {
    const sum = binaryOf(rootOf(expression) ?? expression, '+');
    if (expression === sum || !sum || !mentions(sum.right, 'eps')) return null;
    return make.binary('+', make.sqrt(sum.left), sum.right);
  },
  (found) =>
    `eps stands outside of the root. In this rule it is added before the root is taken: ${text(found)}.`,
);

const epsMissing = atPlace(
  'eps-missing',
  (expression) => {
    const sum = binaryOf(expression, '+');
    return sum && mentions(sum.right, 'eps') && !mentions(sum.left, 'eps') ? sum.left : null;
  },
  (found) => `eps is missing. It keeps the division finite where gradients vanish: ${text(found)}.`,
);

const rootMissing = atPlace(
  'root-missing',
  (expression) => rootOf(expression),
  (found) => `The root is missing. It is ${text(found)}.`,
);

const isDivisor = (divisor: Expression) =>
  contains(
    divisor,
    (part) => part.kind !== 'flag' && 'at' in part && part.kind === 'call' && part.function === 'sqrt',
  );

const multiplied = atPlace(
  'multiplied',
  (expression) => {
    const fraction = binaryOf(expression, '/');
    return fraction && isDivisor(fraction.right) ? { ...fraction, operator: '*' } : null;
  },
  (found) => `The step is multiplied by the root. It is divided by it: ${text(found)}.`,
);

const undivided = atPlace(
  'undivided',
  (expression) => {
    const fraction = binaryOf(expression, '/');
    return fraction && isDivisor(fraction.right) ? fraction.left : null;
  },
  (found) => `The step isn’t divided by the root. It is ${text(found)}.`,
);

const signMissing = atPlace(
  'sign-missing',
  (expression) =>
    expression.kind === 'call' && expression.function === 'sign' ? (expression.arguments[0] ?? null) : null,
  (found) => `The sign is missing. It makes the step equally long for every parameter: ${text(found)}.`,
);

const signOfGradient = atPlace(
  'sign-of-gradient',
  (expression) => {
    if (expression.kind !== 'call' || expression.function !== 'sign') return null;
    return { ...expression, arguments: [make.name('g', expression.at)] };
  },
  (found) => `The sign is that of the gradient alone. In this rule it is ${text(found)}.`,
);

export const steps: readonly Misconception[] = [
  uphill,
  rateMissing,
  rateSquared,
  rootMissing,
  epsMissing,
  epsInside,
  epsOutside,
  multiplied,
  undivided,
  signMissing,
  signOfGradient,
];
