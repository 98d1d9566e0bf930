import type { Activation } from './activation.ts';

/** f(z) = tanh z, f′ = 1 - f², f″ = -2 f f′. */
export const tanh: Activation = {
  init: 'xavier_uniform',
  value: Math.tanh,
  derivative: (_, output) => 1 - output * output,
  secondDerivative: (_, output) => -2 * output * (1 - output * output),
};
