import type { Loss } from './loss.ts';

/** 1/n Σ (o - t)² over the n outputs of a row, without a factor ½. */
export const meanSquaredError: Loss = {
  target: 'numbers',
  value(outputs, targets, begin) {
    let sum = 0;
    for (let j = 0; j < outputs.length; j++) {
      const error = (outputs[j] ?? 0) - (targets[begin + j] ?? 0);
      sum += error * error;
    }
    return sum / outputs.length;
  },
  differentiate(outputs, targets, begin, scale, derivatives) {
    const factor = (2 * scale) / outputs.length;
    for (let j = 0; j < outputs.length; j++)
      derivatives[j] = factor * ((outputs[j] ?? 0) - (targets[begin + j] ?? 0));
  },
  curve(outputs, direction, scale, product) {
    const factor = (2 * scale) / outputs.length;
    for (let j = 0; j < outputs.length; j++) product[j] = factor * (direction[j] ?? 0);
  },
};
