/** Where exports go when Python runs them, against where the float64 kernel goes. */
import type { ExpectedCase, Library } from './pythonCases.ts';
import { noPython, python, runPython } from './runPython.ts';

export interface Answer {
  /** A number that isn't finite is a word. */
  readonly path?: readonly (readonly (number | string)[])[];
  readonly error?: string;
}

/** By library; `stand-in` where a stand-in over NumPy takes the place of JAX or PyTorch. */
const versions: Readonly<Record<string, string>> =
  python === null ? {} : JSON.parse(runPython('trajectories.py', '', 'libraries'));

/** What a library's exports are run on, or why they can't be. */
export function surroundingsOf(library: Library): { readonly title: string } | { readonly missing: string } {
  const version = versions[library === 'optax' ? 'jax' : library];
  if (python === null) return { missing: noPython };
  if (version === undefined) return { missing: `${python} has no ${library}` };
  return { title: version === 'stand-in' ? 'a stand-in over NumPy' : version };
}

/** The answer to each case, in their order. */
export function answersTo(cases: readonly ExpectedCase[]): readonly Answer[] {
  const given = JSON.stringify(cases.map((each) => each.case));
  return JSON.parse(runPython('trajectories.py', given));
}

/** The first number that isn't the expected one to 1e-12 of itself, or of 1. */
export function deviationOf({ path = [] }: Answer, expected: ExpectedCase['path']): string {
  for (const [step, point] of expected.entries()) {
    for (const [index, value] of point.entries()) {
      const found = path[step]?.[index];
      const isSame = Number.isFinite(value)
        ? typeof found === 'number' && Math.abs(found - value) <= 1e-12 * Math.max(1, Math.abs(value))
        : found === String(value);
      if (!isSame) return `step ${step + 1}, parameter ${index}: ${found} — expected ${value}`;
    }
  }
  return '';
}
