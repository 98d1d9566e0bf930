import { logistic } from '../activations/sigmoid.ts';
import type { Loss } from './loss.ts';

/**
 * -1/n Σ (t log σ(o) + (1 - t) log(1 - σ(o))) over the n outputs of a row, each a yes or no of its own with a
 * target from 0 to 1. The summand is max(o, 0) - o t + log(1 + e^-|o|), which no logit overflows; its derivative
 * is σ(o) - t, the second σ(o) (1 - σ(o)).
 */
export const binaryCrossEntropy: Loss = {
  target: 'probabilities',
  value(logits, targets, begin) {
    let sum = 0;
    for (let j = 0; j < logits.length; j++) {
      const logit = logits[j] ?? 0;
      sum += Math.max(logit, 0) - logit * (targets[begin + j] ?? 0) + Math.log1p(Math.exp(-Math.abs(logit)));
    }
    return sum / logits.length;
  },
  differentiate(logits, targets, begin, scale, derivatives) {
    const factor = scale / logits.length;
    for (let j = 0; j < logits.length; j++)
      derivatives[j] = factor * (logistic(logits[j] ?? 0) - (targets[begin + j] ?? 0));
  },
  curve(logits, direction, scale, product) {
    const factor = scale / logits.length;
    for (let j = 0; j < logits.length; j++) {
      const share = logistic(logits[j] ?? 0);
      product[j] = factor * share * (1 - share) * (direction[j] ?? 0);
    }
  },
  /** All outputs are on their target's side; a logit of 0 is a no. */
  isRight: (logits, targets, begin) =>
    logits.every((logit, j) => logit > 0 === (targets[begin + j] ?? 0) > 0.5),
};
