/** Which simple expression of the gradient a value is: `0.001 · g²`. */
import { shortNumber } from '../../rule/inspect/formula.ts';

const tolerance = 1e-6;

const powers = [
  { text: 'g', of: (g: number) => g },
  { text: 'g²', of: (g: number) => g * g },
  { text: '|g|', of: Math.abs },
] as const;

/**
 * `g`, `−0.01 · g`, `0.001 · g²`: null where the values are no such multiple, or too few tell it.
 * @param values Of each parameter.
 */
export function multipleOfGradient(values: ArrayLike<number>, gradient: ArrayLike<number>): string | null {
  for (const { text, of } of powers) {
    const factors: number[] = [];
    for (let i = 0; i < values.length; i++) {
      const power = of(gradient[i] ?? 0);
      if (power !== 0) factors.push((values[i] ?? Number.NaN) / power);
      else if (values[i] !== 0) factors.push(Number.NaN);
    }
    const [factor = Number.NaN] = factors;
    const isOne = factors.every((each) => Math.abs(each - factor) <= tolerance * Math.abs(factor));
    if (!isOne || factors.length < 2 || factor === 0 || !Number.isFinite(factor)) continue;
    if (Math.abs(factor - 1) <= tolerance) return text;
    return `${shortNumber(factor)} · ${text}`;
  }
  return null;
}
