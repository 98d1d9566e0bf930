import type { Activation } from './activation.ts';

/** f(z) = 1 / (1 + e^(-z)), f′ = f (1 - f), f″ = f′ (1 - 2 f). */
export const sigmoid: Activation = {
  init: 'xavier_uniform',
  value: logistic,
  derivative: (_, output) => output * (1 - output),
  secondDerivative: (_, output) => output * (1 - output) * (1 - 2 * output),
};

/** 1 / (1 + e^(-z)). Where e^(-z) overflows, the quotient is 0, as it should be. */
export function logistic(z: number): number {
  return 1 / (1 + Math.exp(-z));
}
