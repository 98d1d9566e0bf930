/** Gaussian error linear units: Hendrycks & Gimpel 2016, arXiv:1606.08415. */
import { erfc } from '../erf.ts';
import type { Activation } from './activation.ts';
import { logistic } from './sigmoid.ts';

/**
 * f(z) = z Φ(z), f′ = Φ(z) + z φ(z), f″ = (2 - z²) φ(z), with the distribution Φ and the density φ of the standard normal.
 */
export const gelu: Activation = {
  init: 'kaiming_normal',
  value: (input) => input * normalDistribution(input),
  derivative: (input) => normalDistribution(input) + input * normalDensity(input),
  secondDerivative: (input) => (2 - input * input) * normalDensity(input),
};

/** Φ(z) = ½ (1 + erf(z / √2)), written with erfc so that nothing cancels where z is negative. */
function normalDistribution(z: number): number {
  return 0.5 * erfc(-z * Math.SQRT1_2);
}

function normalDensity(z: number): number {
  return Math.exp(-0.5 * z * z) / Math.sqrt(2 * Math.PI);
}

const scale = Math.sqrt(8 / Math.PI);
const cubic = 0.044715;

/**
 * f(z) = ½ z (1 + tanh(√(2/π) (z + 0.044715 z³))), the approximation of GELU. With σ(2u) = ½ (1 + tanh u) it is
 * f = z σ(a), a = √(8/π) (z + 0.044715 z³), f′ = σ + z σ (1 - σ) a′ and f″ = σ (1 - σ) (2 a′ + z (1 - 2 σ) a′² + z a″).
 */
export const geluTanh: Activation = {
  init: 'kaiming_normal',
  value: (input) => input * gate(input),
  derivative(input) {
    const open = gate(input);
    return open + input * open * (1 - open) * scale * (1 + 3 * cubic * input * input);
  },
  secondDerivative(input) {
    const open = gate(input);
    const slope = scale * (1 + 3 * cubic * input * input);
    const bend = scale * 6 * cubic * input;
    return open * (1 - open) * (2 * slope + input * (1 - 2 * open) * slope * slope + input * bend);
  },
};

function gate(z: number): number {
  return logistic(scale * (z + cubic * z * z * z));
}
