/** Which optimizers have no learning rates: none of their own, and the experiment has none for all. */
import { type Path, valueAt } from '../fault.ts';

interface MissingRates {
  readonly path: Path;
  readonly expected: string;
}

/**
 * Where rates are missing: where some optimizers have their own, in each of the others; else in the experiment.
 * @param value Any, as a file may hold it. What isn't an optimizer is told elsewhere.
 */
export function missingRates(value: unknown): MissingRates[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [];
  if (valueAt(value, ['lr']) !== undefined) return [];
  const optimizers = valueAt(value, ['optimizers']);
  const entries: unknown[] = Array.isArray(optimizers) ? optimizers : [];
  const without = entries.flatMap((_, index) =>
    valueAt(value, ['optimizers', index, 'lr']) === undefined ? [index] : [],
  );
  if (entries.length === 0 || without.length === entries.length)
    return [{ path: ['lr'], expected: 'a list' }];
  return without.map((index) => ({
    path: ['optimizers', index, 'lr'],
    expected: 'a list here, or as lr of the experiment for all that have none',
  }));
}
