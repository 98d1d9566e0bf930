/** Measures of one parameter on its way. */
import type { Measure } from './claim.ts';

/**
 * @param path One parameter, at the start and after each step.
 * @returns NaN for what is no measure of a parameter.
 */
export function measurePath(path: readonly number[], measure: Measure): number {
  const steps = path.slice(1).map((value, i) => Math.abs(value - (path[i] ?? Number.NaN)));
  switch (measure) {
    case 'coordinate':
      return path.at(-1) ?? Number.NaN;
    case 'mean-step':
      return steps.reduce((sum, each) => sum + each, 0) / steps.length;
    case 'last-step':
      return steps.at(-1) ?? Number.NaN;
    case 'sign-changes':
      return path.slice(1).filter((value, i) => value * (path[i] ?? 0) < 0).length;
    default:
      return Number.NaN;
  }
}
