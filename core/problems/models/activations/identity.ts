import type { Activation } from './activation.ts';

/** f(z) = z. */
export const identity: Activation = {
  init: 'xavier_uniform',
  value: (input) => input,
  derivative: () => 1,
  secondDerivative: () => 0,
};
