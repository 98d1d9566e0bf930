/** Mistakes in a step along the gradient itself, `p -= lr * g`: the first that people write. */
import type { Expression } from '../../rule/syntax/tree.ts';
import type { Misconception } from './misconception.ts';
import { binaryOf, isName, isStep } from './patterns.ts';
import { changedOnce, make } from './rewrite.ts';

type Parts = Readonly<Record<'p' | 'lr' | 'g' | 'step', Expression>>;

/** Rules in which `p - lr * g` is something else. */
function inPlace(
  id: string,
  message: string,
  ...changes: readonly ((parts: Parts) => Expression)[]
): Misconception {
  return {
    id,
    mutants: (reference) =>
      changes.flatMap((change) =>
        changedOnce(reference, (expression, line) => {
          const difference = isStep(line) && expression === line.value ? binaryOf(expression, '-') : null;
          const product = difference && binaryOf(difference.right, '*');
          if (!difference || !product || !isName(product.left, 'lr') || !isName(product.right, 'g'))
            return null;
          return change({ p: difference.left, lr: product.left, g: product.right, step: product });
        }).map(({ rule }) => ({ rule, message })),
      ),
  };
}

const { binary, number, sign } = make;

export const plainSteps: readonly Misconception[] = [
  inPlace('still', 'p stays where it is: nothing takes a step. Take lr · g away from it.', ({ p }) => p),
  inPlace(
    'step-in-place',
    'p becomes the step itself, and what it was is lost. The step is taken away from p: p − lr · g.',
    ({ step }) => step,
    ({ step }) => binary('-', number(0, step.at), step),
  ),
  inPlace(
    'gradient-missing',
    'The gradient is missing: the step is lr, however steep the slope is and wherever it leads. It is lr · g.',
    ({ p, lr }) => binary('-', p, lr),
  ),
  inPlace('divided-by-rate', 'g is divided by lr. It is multiplied by it: lr · g.', ({ p, lr, g }) =>
    binary('-', p, binary('/', g, lr)),
  ),
  inPlace(
    'along-itself',
    'The step goes along p itself, so that p shrinks whatever the slope is. It goes along the gradient: lr · g.',
    ({ p, lr }) => binary('-', p, binary('*', lr, p)),
  ),
  inPlace(
    'gradient-squared',
    'The gradient is squared, so that it is lost which way it leads. The step is lr · g.',
    ({ p, lr, g }) => binary('-', p, binary('*', lr, binary('**', g, number(2, g.at)))),
  ),
  inPlace(
    'sign-alone',
    'Of the gradient there is only the sign, so that each step is as long as any other. It is lr · g.',
    ({ p, lr, g }) => binary('-', p, binary('*', lr, sign(g))),
  ),
];
