import type { Loss } from './loss.ts';

/**
 * -log softmax(o)[label], for a class out of several. Outputs are shifted by the largest, so that exp can't
 * overflow. The derivative is s - one-hot(label) with s = softmax(o), the second derivatives are diag(s) - s sᵀ.
 */
export const crossEntropy: Loss = {
  target: 'class',
  value(logits, labels, row) {
    const shift = logits[largest(logits)] ?? 0;
    let sum = 0;
    for (const logit of logits) sum += Math.exp(logit - shift);
    return Math.log(sum) - ((logits[labels[row] ?? 0] ?? 0) - shift);
  },
  differentiate(logits, labels, row, scale, derivatives) {
    const shift = logits[largest(logits)] ?? 0;
    let sum = 0;
    for (const logit of logits) sum += Math.exp(logit - shift);
    for (let j = 0; j < logits.length; j++)
      derivatives[j] = scale * (Math.exp((logits[j] ?? 0) - shift) / sum - (j === labels[row] ? 1 : 0));
  },
  curve(logits, direction, scale, product) {
    const shift = logits[largest(logits)] ?? 0;
    let sum = 0;
    for (let j = 0; j < logits.length; j++) {
      product[j] = Math.exp((logits[j] ?? 0) - shift);
      sum += product[j] ?? 0;
    }
    let mean = 0;
    for (let j = 0; j < logits.length; j++) mean += ((product[j] ?? 0) / sum) * (direction[j] ?? 0);
    for (let j = 0; j < logits.length; j++)
      product[j] = (scale * (product[j] ?? 0) * ((direction[j] ?? 0) - mean)) / sum;
  },
  /** Of equal logits the first is the answer. */
  isRight: (logits, labels, row) => largest(logits) === labels[row],
};

function largest(numbers: Float64Array): number {
  let best = 0;
  for (let j = 1; j < numbers.length; j++) if ((numbers[j] ?? 0) > (numbers[best] ?? 0)) best = j;
  return best;
}
