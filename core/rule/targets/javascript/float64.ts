/** A rule as JavaScript in float64, for surfaces, the reference tests and exact answers. */
import type { Plan } from '../../plan/plan.ts';
import { printFloat64 } from './expression.ts';
import { javascriptSource, type Precision } from './javascript.ts';

const float64: Precision = { print: printFloat64, roundUniforms: () => [], round: (value) => value };

/** The source of a kernel in float64; see `javascriptSource` for what it is the body of. */
export function float64Source(plan: Plan, byTensor?: boolean): string {
  return javascriptSource(plan, float64, byTensor);
}
