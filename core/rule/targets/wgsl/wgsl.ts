/**
 * A rule as WGSL, for a trainer that keeps parameters, gradient and state on the GPU.
 *
 * The source has these buffers in group 0, in this order; `ranges` only where the rule has a `norm`, `sum` or `mean`:
 *
 *     values    array<f32>    tensors with a number for each parameter, one behind the other: the parameters, each state,
 *                             the point of the look-ahead where there is one, and scratch, which matters only in a stage
 *     gradient  array<f32>    a number for each parameter, and nothing else: its length is taken for theirs
 *     uniforms  array<f32>    a row for each step: what `interpretUniforms` gives for the look-ahead, then for the update,
 *                             then a place for the norm of the whole gradient
 *     ranges    array<vec2u>  where each parameter tensor starts and ends among the parameters
 *
 * A trainer dispatches the entry points, with `uniforms` bound from the row of the step on (at a multiple of 256 bytes).
 * Or it calls these functions, which are in `globalNorm` and in `functions` of the stages, from entry points of its own, where `size` is the number of parameters and `row` the index
 * of the row's first number:
 *
 *     update_element(i, size, row)                  for each parameter, by any thread; or, where the update sums up,
 *     update_tensor(start, end, thread, size, row)  for each parameter tensor, by all threads of a workgroup together;
 *                                                   `ofTensor` has it of any stage, for a workgroup's part of them
 *     write_global_norm(start, end, thread, row)    before that where the stage has a `globalNorm`, for all parameters, by
 *                                                   all threads of a workgroup together; the norm is there for them after
 *                                                   a `storageBarrier`, for others in the next dispatch
 *
 * A look-ahead has the same with `look_ahead` for `update`. A workgroup has `threads` threads, a pipeline constant: a power
 * of two, 64 by default. To sum up a tensor, thread k adds up its elements k, k + threads, k + 2 threads … one after
 * another; then thread k adds the sum of thread k + threads / 2 to its own, that of k + threads / 4, … and of k + 1.
 *
 * Numbers have the bits that float32 JavaScript computes where the device rounds `/` and `sqrt` correctly, as SwiftShader
 * does; WGSL lets others be off by 2.5 units in the last place. But numbers nearer to 0 than 2 ** -126 may become 0;
 * sums are of floats, not of doubles; and exp, log, tanh and all powers but -1, 0.5 and 2 are as accurate as the device's.
 */
import type { Plan } from '../../plan/plan.ts';
import type { Stage } from '../../plan/stage.ts';
import { functionsCalledIn } from './functions.ts';
import { layoutOf, stagesOf } from './layout.ts';
import {
  entryLines,
  hasReductions,
  passFunctions,
  type StageSource,
  stageLines,
  tensorLines,
} from './stage.ts';
import { globalNormEntryLines, globalNormLines, sumLines } from './sums.ts';

export interface WgslKernel {
  readonly source: string;
  /** `write_global_norm` alone, without what it calls. */
  readonly globalNorm: string;
  /** By binding number. */
  readonly buffers: readonly WgslBuffer[];
  /** Number of tensors in `values`. */
  readonly tensors: number;
  /** Which tensor of `values` is the point at which the rule takes its gradient: 0 is the parameters. */
  readonly gradientAt: number;
  /** How many numbers a row of `uniforms` has. */
  readonly rowLength: number;
  /** Where in a row the norm of the whole gradient is, which a kernel writes. */
  readonly globalNormAt: number;
  /** Whether `lookAhead` reads the gradient at the parameters, so that a step takes two gradients. */
  readonly needsGradientFirst: boolean;
  /** Null where the rule takes its gradient at the parameters. */
  readonly lookAhead: WgslStage | null;
  readonly update: WgslStage;
}

export interface WgslBuffer {
  readonly name: 'values' | 'gradient' | 'uniforms' | 'ranges';
  /** As a bind group layout calls it. */
  readonly type: 'storage' | 'read-only-storage';
}

export interface WgslStage {
  readonly stage: Stage;
  /** Where the values of `stage.uniforms` begin in a row. */
  readonly offset: number;
  /** Its function alone, without what it calls. */
  readonly functions: string;
  /** `update_tensor` alone, also where nothing is summed up: then it may be called for any part of the parameters. */
  readonly ofTensor: string;
  /** A function for each pass, where the stage sums up: see `passFunctions`. */
  readonly passes: readonly string[];
  /** To be dispatched in this order. */
  readonly dispatches: readonly WgslDispatch[];
}

export interface WgslDispatch {
  readonly entryPoint: string;
  /**
   * How many workgroups: one; one for each tensor of `ranges`; or for elements any number, though it's best to have
   * `threads` times as many elements as workgroups.
   */
  readonly workgroups: 'one' | 'tensors' | 'elements';
}

/** @param plan With reciprocals, to agree with float32 JavaScript. */
export function wgslKernel(plan: Plan): WgslKernel {
  const layout = layoutOf(plan);
  const stages = stagesOf(plan);
  const usesRanges = stages.some(hasReductions);
  const usesGlobalNorm = stages.some(({ globalNorm }) => globalNorm !== null);
  const buffers: readonly WgslBuffer[] = [
    { name: 'values', type: 'storage' },
    { name: 'gradient', type: 'read-only-storage' },
    { name: 'uniforms', type: usesGlobalNorm ? 'storage' : 'read-only-storage' },
    ...(usesRanges ? [{ name: 'ranges', type: 'read-only-storage' } as const] : []),
  ];
  const update: StageSource = { name: 'update', stage: plan.update, offset: layout.updateOffset, layout };
  const lookAhead: StageSource | null = plan.lookAhead && {
    name: 'look_ahead',
    stage: plan.lookAhead,
    offset: 0,
    layout,
  };
  const body = [
    ...(usesRanges || usesGlobalNorm ? [sumLines] : []),
    ...(usesGlobalNorm ? [globalNormLines(layout.globalNormAt)] : []),
    ...(lookAhead ? [stageLines(lookAhead)] : []),
    stageLines(update),
  ].map((lines) => lines.join('\n'));
  const entryPoints = [
    ...(usesGlobalNorm ? [globalNormEntryLines] : []),
    ...(lookAhead ? [entryLines(lookAhead)] : []),
    entryLines(update),
  ].map((lines) => lines.join('\n'));
  const head = [...buffers.map(printBuffer), '', 'override threads: u32 = 64;'].join('\n');
  return {
    source: `${[head, ...functionsCalledIn(body.join('\n')), ...body, ...entryPoints].join('\n\n')}\n`,
    globalNorm: globalNormLines(layout.globalNormAt).join('\n'),
    buffers,
    tensors: layout.tensors,
    gradientAt: lookAhead ? layout.ahead : 0,
    rowLength: layout.globalNormAt + 1,
    globalNormAt: layout.globalNormAt,
    needsGradientFirst: plan.lookAhead !== null && readsGradient(plan.lookAhead),
    lookAhead: lookAhead && describe(lookAhead),
    update: describe(update),
  };
}

function printBuffer({ name, type }: WgslBuffer, binding: number): string {
  const access = type === 'storage' ? 'read_write' : 'read';
  const element = name === 'ranges' ? 'vec2u' : 'f32';
  return `@group(0) @binding(${binding}) var<storage, ${access}> ${name}: array<${element}>;`;
}

function describe(source: StageSource): WgslStage {
  const { name, stage, offset } = source;
  const globalNorm: WgslDispatch = { entryPoint: 'global_norm', workgroups: 'one' };
  const own: WgslDispatch = { entryPoint: name, workgroups: hasReductions(stage) ? 'tensors' : 'elements' };
  const functions = stageLines(source).join('\n');
  const passes = hasReductions(stage) ? passFunctions(source) : [];
  return {
    stage,
    offset,
    functions,
    ofTensor: tensorLines(source).join('\n'),
    passes,
    dispatches: stage.globalNorm === null ? [own] : [globalNorm, own],
  };
}

function readsGradient({ globalNorm, passes }: Stage): boolean {
  return (
    globalNorm !== null || passes.some(({ loads }) => loads.some(({ slot }) => slot.kind === 'gradient'))
  );
}
