/** A rule computed from its plan and from rows of uniforms, as a device does: it knows no hyperparameter and no step. */
import { evaluate } from '../../../../core/rule/plan/evaluate.ts';
import { plan } from '../../../../core/rule/plan/plan.ts';
import { readsGradientFirst } from '../../../../core/rule/plan/resolve.ts';
import type { Pass, Slot, Stage } from '../../../../core/rule/plan/stage.ts';
import type { ResolvedRule } from '../../../../core/rule/syntax/rule.ts';
import type { Expression } from '../../../../core/rule/syntax/tree.ts';
import { layoutOf } from '../../../../core/rule/targets/wgsl/layout.ts';

type Ranges = readonly (readonly [start: number, end: number])[];

export interface FakeRule {
  readonly needsGradientFirst: boolean;
  readonly looksAhead: boolean;
  /** Writes the point ahead. */
  lookAhead(vectors: Vectors, row: Float32Array): void;
  update(vectors: Vectors, row: Float32Array): void;
}

export interface Vectors {
  readonly parameters: Float32Array;
  readonly state: readonly Float32Array[];
  readonly gradient: Float64Array;
  readonly ahead: Float32Array;
}

export function createFakeRule(rule: ResolvedRule, ranges: Ranges): FakeRule {
  const planned = plan(rule, { reciprocals: true });
  const { updateOffset } = layoutOf(planned);
  const { lookAhead, update } = planned;
  return {
    needsGradientFirst: readsGradientFirst(rule),
    looksAhead: lookAhead !== null,
    lookAhead: (vectors, row) => lookAhead && runStage(lookAhead, 0, row, vectors, ranges),
    update: (vectors, row) => runStage(update, updateOffset, row, vectors, ranges),
  };
}

function runStage(stage: Stage, offset: number, row: Float32Array, vectors: Vectors, ranges: Ranges): void {
  const uniforms = new Map(stage.uniforms.map((name, index) => [name, row[offset + index] ?? Number.NaN]));
  if (stage.globalNorm !== null) uniforms.set(stage.globalNorm, Math.hypot(...vectors.gradient));
  const scratch = Array.from({ length: stage.scratch }, () => new Float64Array(vectors.parameters.length));
  const tensorOf = ({ kind, index }: Slot) => {
    if (kind === 'scratch') return scratch[index] ?? new Float64Array();
    return kind === 'state' ? (vectors.state[index] ?? new Float64Array()) : vectors[kind];
  };
  for (const range of ranges) {
    const values = new Map(uniforms);
    for (const pass of stage.passes) runPass(pass, range, values, tensorOf);
  }
}

/** Gives `values` what is the same for the tensor. */
function runPass(
  { perTensor, loads, elements, stores, reductions }: Pass,
  [start, end]: readonly [number, number],
  values: Map<string, number>,
  tensorOf: (slot: Slot) => Float32Array | Float64Array,
): void {
  const sums = reductions.map(() => 0);
  for (const { target, value } of perTensor) values.set(target, evaluated(value, values));
  for (let i = start; i < end; i++) {
    const own = new Map(values);
    for (const { name, slot } of loads) own.set(name, tensorOf(slot)[i] ?? Number.NaN);
    for (const { target, value } of elements) own.set(target, evaluated(value, own));
    for (const { name, slot } of stores) tensorOf(slot)[i] = own.get(name) ?? Number.NaN;
    for (const [index, { operand, function: kind }] of reductions.entries()) {
      const value = evaluated(operand, own);
      sums[index] = (sums[index] ?? 0) + (kind === 'norm' ? value * value : value);
    }
  }
  for (const [index, { name, function: kind }] of reductions.entries()) {
    const sum = sums[index] ?? 0;
    values.set(name, { norm: Math.sqrt(sum), sum, mean: sum / (end - start) }[kind]);
  }
}

function evaluated(expression: Expression, values: ReadonlyMap<string, number>): number {
  return evaluate(expression, (node) => (node.kind === 'name' ? values.get(node.name) : null) ?? Number.NaN);
}
