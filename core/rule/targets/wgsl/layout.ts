/** Where everything is in the buffers that a rule's WGSL has. */
import type { Plan } from '../../plan/plan.ts';
import type { Slot, Stage } from '../../plan/stage.ts';

export interface Layout {
  /** Number of tensors in `values`. */
  readonly tensors: number;
  /** Which of them is the point of the look-ahead. */
  readonly ahead: number;
  /** The element i of a tensor, as an expression in WGSL. */
  readonly elementOf: (slot: Slot) => string;
  /** Where in a row the uniforms of `update` begin; those of `lookAhead` begin at 0. */
  readonly updateOffset: number;
  /** Where in a row the norm of the whole gradient is: at its end. */
  readonly globalNormAt: number;
}

export function layoutOf({ rule, lookAhead, update }: Plan): Layout {
  const ahead = 1 + rule.state.length;
  const scratch = lookAhead ? ahead + 1 : ahead;
  const first = { parameters: 0, state: 1, ahead, scratch };
  const updateOffset = lookAhead ? lookAhead.uniforms.length : 0;
  return {
    tensors: scratch + Math.max(...stagesOf({ lookAhead, update }).map((stage) => stage.scratch)),
    ahead,
    elementOf: ({ kind, index }) =>
      kind === 'gradient' ? 'gradient[i]' : elementOfTensor(first[kind] + index),
    updateOffset,
    globalNormAt: updateOffset + update.uniforms.length,
  };
}

function elementOfTensor(tensor: number): string {
  if (tensor === 0) return 'values[i]';
  return tensor === 1 ? 'values[size + i]' : `values[${tensor}u * size + i]`;
}

/** The stages of a step, in order. */
export function stagesOf({ lookAhead, update }: Pick<Plan, 'lookAhead' | 'update'>): readonly Stage[] {
  return lookAhead ? [lookAhead, update] : [update];
}
