/** What the words of the rule language mean, for completion and hovers. */
import type { FunctionName, ReductionName } from '../syntax/tree.ts';

export interface WordMeaning {
  /** How it is written: `clip(x, low, high)`. */
  readonly signature: string;
  readonly about: string;
}

export const functionMeanings: Readonly<Record<FunctionName | ReductionName | 'where', WordMeaning>> = {
  abs: { signature: 'abs(x)', about: 'x without its sign.' },
  clip: {
    signature: 'clip(x, low, high)',
    about: 'x, but low where it is below low, and high where it is above high.',
  },
  exp: { signature: 'exp(x)', about: 'e to the power of x.' },
  log: { signature: 'log(x)', about: 'The natural logarithm: minus infinity at 0, NaN below.' },
  max: { signature: 'max(a, b)', about: 'The larger of two numbers, element by element.' },
  min: { signature: 'min(a, b)', about: 'The smaller of two numbers, element by element.' },
  pow: { signature: 'pow(x, y)', about: 'x to the power of y, as x**y.' },
  sign: { signature: 'sign(x)', about: '-1, 0 or 1, as x is below, at or above 0.' },
  sqrt: { signature: 'sqrt(x)', about: 'The square root; NaN below 0.' },
  tanh: { signature: 'tanh(x)', about: 'The hyperbolic tangent, which lies between -1 and 1.' },
  where: {
    signature: 'where(condition, a, b)',
    about: 'a where the condition holds, b elsewhere, element by element.',
  },
  norm: {
    signature: 'norm(x)',
    about: 'The root of the sum of squares of all elements of one tensor, such as a layer’s weights.',
  },
  sum: { signature: 'sum(x)', about: 'The sum of all elements of one tensor.' },
  mean: { signature: 'mean(x)', about: 'The mean of all elements of one tensor.' },
  global_norm: {
    signature: 'global_norm(g)',
    about: 'The norm of the gradients of all tensors together, as they come. It takes only g.',
  },
};

export const keywordMeanings = {
  name: { signature: 'name "My optimizer"', about: 'The name that people see.' },
  option: {
    signature: 'option name = false',
    about:
      'A choice that is made before a run: true or false, or one of several words. Lines and state that it rules out are not there in that run.',
  },
  state: {
    signature: 'state m, v = 1',
    about:
      'Tensors that are kept from step to step, one number for each parameter; 0 before the first step, unless another first value is given.',
  },
  scalar: {
    signature: 'scalar product = 1',
    about: 'One number that is kept from step to step. It takes only what is the same for all parameters.',
  },
  update: { signature: 'update', about: 'Below it stand the lines of one step, indented.' },
  in: {
    signature: 'in [0, 1)',
    about: 'The range of a hyperparameter, or the words that an option is one of.',
  },
  inf: { signature: 'inf', about: 'No end of a range.' },
  true: { signature: 'true', about: 'The option is on.' },
  false: { signature: 'false', about: 'The option is off.' },
  if: {
    signature: 'if condition',
    about: 'The lines below it are for those parameters, or those steps, for which the condition holds.',
  },
  elif: { signature: 'elif condition', about: 'Where no condition above holds, but this one does.' },
  else: { signature: 'else', about: 'Where no condition above holds.' },
  and: { signature: 'a and b', about: 'Holds where both conditions hold.' },
  or: { signature: 'a or b', about: 'Holds where at least one of the conditions holds.' },
  not: { signature: 'not a', about: 'Holds where the condition doesn’t.' },
  gradient: {
    signature: 'g = gradient at point',
    about: 'First line only: where the gradient is taken, if not at the parameters themselves.',
  },
  at: { signature: 'g = gradient at point', about: 'The point at which the gradient is taken.' },
} as const satisfies Readonly<Record<string, WordMeaning>>;

/** What every rule has, without declaring it. */
export const givenMeanings = {
  p: 'The parameter.',
  g: 'The gradient of the loss at the parameter.',
  t: 'The number of the step, 1 for the first.',
} as const;

/** The meaning of a word of the language; undefined for any other word. */
export function meaningOfWord(word: string): WordMeaning | undefined {
  for (const meanings of [functionMeanings, keywordMeanings]) {
    if (Object.hasOwn(meanings, word)) return (meanings as Readonly<Record<string, WordMeaning>>)[word];
  }
  return undefined;
}

/** Hyperparameters that most papers have, with usual defaults and ranges. */
export const usualHyperparameters = [
  { name: 'lr', default: '0.001', range: '[0, inf)', about: 'learning rate' },
  {
    name: 'momentum',
    default: '0.9',
    range: '[0, 1)',
    about: 'share of the velocity that is kept each step',
  },
  {
    name: 'beta1',
    default: '0.9',
    range: '[0, 1)',
    about: 'share of the mean of gradients that is kept each step',
  },
  {
    ...{ name: 'beta2', default: '0.999', range: '[0, 1)' },
    about: 'share of the mean of squared gradients that is kept each step',
  },
  {
    ...{ name: 'eps', default: '1e-8', range: '[0, inf)' },
    about: 'keeps the division finite where gradients vanish',
  },
  {
    ...{ name: 'weight_decay', default: '0', range: '[0, inf)' },
    about: 'pull of each parameter towards zero, added to the gradient',
  },
] as const;
