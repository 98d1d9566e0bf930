/** The loss of a step's rows in WGSL: of each row, with its derivatives by the outputs, then their mean. */
import { findLoss, type LossName, losses } from '../../../problems/models/losses/index.ts';

/** Functions on one row; `output(j)` reads its outputs, `target_of(j)` its targets, `set_delta(j, d)` writes derivatives. */
interface WgslLoss {
  /** Statements that end with `loss` and `right`; `scale` is 1 / rows. */
  readonly lines: readonly string[];
}

const crossEntropy: WgslLoss = {
  lines: [
    '// -log softmax(o)[label], shifted by the largest output.',
    'var best = 0u;',
    'for (var j = 1u; j < outputs; j++) { if (output(row, j) > output(row, best)) { best = j; } }',
    'let shift = output(row, best);',
    'var powers = 0f;',
    'for (var j = 0u; j < outputs; j++) { powers += exp(output(row, j) - shift); }',
    'let label = u32(target_of(row, 0u));',
    'let loss = log(powers) - (output(row, label) - shift);',
    'let right = select(0f, 1f, best == label);',
    'for (var j = 0u; j < outputs; j++) {',
    '  let share = exp(output(row, j) - shift) / powers;',
    '  set_delta(row, j, scale * (share - select(0f, 1f, j == label)));',
    '}',
  ],
};

const meanSquaredError: WgslLoss = {
  lines: [
    'var squares = 0f;',
    'for (var j = 0u; j < outputs; j++) {',
    '  let error = output(row, j) - target_of(row, j);',
    '  squares += error * error;',
    '  set_delta(row, j, 2f * scale / f32(outputs) * error);',
    '}',
    'let loss = squares / f32(outputs);',
    'let right = 0f;',
  ],
};

const binaryCrossEntropy: WgslLoss = {
  lines: [
    '// max(o, 0) - o t + log(1 + e^-|o|); the derivative is σ(o) - t.',
    'var sum = 0f;',
    'var right = 1f;',
    'for (var j = 0u; j < outputs; j++) {',
    '  let o = output(row, j);',
    '  let t = target_of(row, j);',
    '  let power = exp(-abs(o));',
    '  sum += max(o, 0f) - o * t + log_of_one_plus(power);',
    '  if ((o > 0f) != (t > 0.5f)) { right = 0f; }',
    '  let probability = select(power, 1f, o > 0f) / (1f + power);',
    '  set_delta(row, j, scale / f32(outputs) * (probability - t));',
    '}',
    'let loss = sum / f32(outputs);',
  ],
};

const bySource = new Map([
  [losses.mse, meanSquaredError],
  [losses.cross_entropy, crossEntropy],
  [losses.bce_with_logits, binaryCrossEntropy],
]);

export function wgslLossLines(name: LossName): readonly string[] {
  const loss = bySource.get(findLoss(name));
  if (!loss) throw new RangeError(`loss = ${name} — expected one that has a GPU kernel`);
  return loss.lines;
}

/** log(1 + x) for 0 <= x <= 1, without losing what is small: x - x²/2 + x³/3 is exact to a float below 2⁻⁸. */
export const logOfOnePlus = `fn log_of_one_plus(x: f32) -> f32 {
  return select(log(1f + x), x * (1f - x * (0.5f - x * 0.33333334f)), x < 0.00390625f);
}`;
