/** Losses of one row in WGSL, with the derivatives by its outputs. */
import { findLoss, type LossName, losses } from '../../../problems/models/losses/index.ts';

/** How a row's numbers are read and written, as expressions and a statement. `j` counts its outputs. */
export interface RowAccess {
  readonly output: (j: string) => string;
  readonly target: (j: string) => string;
  readonly setDelta: (j: string, value: string) => string;
}

export interface WgslLoss {
  /** Functions that the lines call. */
  readonly functions: string;
  /** Statements that end with `loss` and `right`, 1 for a right answer; `outputs` is their number, `scale` 1 / rows. */
  readonly lines: (access: RowAccess) => readonly string[];
}

const crossEntropy: WgslLoss = {
  functions: '',
  lines: ({ output, target, setDelta }) => [
    '// -log softmax(o)[label], shifted by the largest output.',
    'var best = 0u;',
    `for (var j = 1u; j < outputs; j++) { if (${output('j')} > ${output('best')}) { best = j; } }`,
    `let shift = ${output('best')};`,
    'var powers = 0f;',
    `for (var j = 0u; j < outputs; j++) { powers += exp(${output('j')} - shift); }`,
    `let label = u32(${target('0u')});`,
    `let loss = log(powers) - (${output('label')} - shift);`,
    'let right = select(0f, 1f, best == label);',
    'for (var j = 0u; j < outputs; j++) {',
    `  let share = exp(${output('j')} - shift) / powers;`,
    `  ${setDelta('j', 'scale * (share - select(0f, 1f, j == label))')}`,
    '}',
  ],
};

const meanSquaredError: WgslLoss = {
  functions: '',
  lines: ({ output, target, setDelta }) => [
    'var squares = 0f;',
    'for (var j = 0u; j < outputs; j++) {',
    `  let error = ${output('j')} - ${target('j')};`,
    '  squares += error * error;',
    `  ${setDelta('j', '2f * scale / f32(outputs) * error')}`,
    '}',
    'let loss = squares / f32(outputs);',
    'let right = 0f;',
  ],
};

const binaryCrossEntropy: WgslLoss = {
  functions: `// log(1 + x) for 0 <= x <= 1; x - x² / 2 + x³ / 3 is exact to a float below 2⁻⁸.
fn log_of_one_plus(x: f32) -> f32 {
  return select(log(1f + x), x * (1f - x * (0.5f - x * 0.33333334f)), x < 0.00390625f);
}`,
  lines: ({ output, target, setDelta }) => [
    '// max(o, 0) - o t + log(1 + e^-|o|); the derivative is σ(o) - t.',
    'var sum = 0f;',
    'var right = 1f;',
    'for (var j = 0u; j < outputs; j++) {',
    `  let o = ${output('j')};`,
    `  let t = ${target('j')};`,
    '  let power = exp(-abs(o));',
    '  sum += max(o, 0f) - o * t + log_of_one_plus(power);',
    '  if ((o > 0f) != (t > 0.5f)) { right = 0f; }',
    '  let probability = select(power, 1f, o > 0f) / (1f + power);',
    `  ${setDelta('j', 'scale / f32(outputs) * (probability - t)')}`,
    '}',
    'let loss = sum / f32(outputs);',
  ],
};

const inWgsl = new Map([
  [losses.mse, meanSquaredError],
  [losses.cross_entropy, crossEntropy],
  [losses.bce_with_logits, binaryCrossEntropy],
]);

/** @throws {RangeError} if there is no such loss, or none in WGSL. */
export function wgslLoss(name: LossName): WgslLoss {
  const loss = inWgsl.get(findLoss(name));
  if (!loss) throw new RangeError(`loss = ${name} — expected one that has a GPU kernel`);
  return loss;
}
