import type { Activation } from './activation.ts';

/** f(z) = max(0, z). The slope at the kink is 0, as in PyTorch; beside it the slope is constant. */
export const relu: Activation = {
  init: 'kaiming_normal',
  value: (input) => Math.max(0, input),
  derivative: (input) => (input > 0 ? 1 : 0),
  secondDerivative: () => 0,
};
