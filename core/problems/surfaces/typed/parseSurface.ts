import { differentiate } from '../expression/differentiate.ts';
import { compilerFor } from '../expression/evaluate.ts';
import { parse } from '../expression/parse.ts';
import type { Expression } from '../expression/tree.ts';
import type { PlaneFunction } from '../surface.ts';

/** A function that a person has typed. */
export interface TypedFunction extends PlaneFunction {
  /** The formula as typed, without space around it. */
  readonly text: string;
  readonly tree: Expression;
  /** Its derivatives with respect to x and y; `print` writes them as text. */
  readonly partials: readonly [Expression, Expression];
}

/**
 * The function of a formula in x and y: `(1 - x)**2 + 100*(y - x**2)**2`, with Python's operators and precedence. Its
 * gradient is exact: the formula is differentiated, not sampled.
 * @throws {SurfaceError} with the column, the offending text and what to write instead.
 */
export function parseSurface(text: string): TypedFunction {
  const formula = parse(text);
  const partials = [differentiate(formula, 'x'), differentiate(formula, 'y')] as const;
  const compile = compilerFor(formula, ...partials);
  const [byX, byY] = [compile(partials[0]), compile(partials[1])];
  return {
    text: text.trim(),
    tree: formula,
    partials,
    value: compile(formula),
    gradient(x, y, gradient) {
      gradient[0] = byX(x, y);
      gradient[1] = byY(x, y);
    },
  };
}
