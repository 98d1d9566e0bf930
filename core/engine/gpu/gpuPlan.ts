/**
 * A training as a device is to compute it: kernels, the buffers that they read and write, and what is dispatched when.
 * Plain data: it is made where the rule is compiled, and carried out where the device is.
 */

/**
 * What the kernels of a training share, array<f32> unless said:
 *
 *     values     the rule's tensors one behind the other, a number for each parameter: see `targets/wgsl`
 *     gradient   a number for each parameter
 *     uniforms   a row for each step: see `targets/wgsl`
 *     ranges     array<vec2u>: where each parameter tensor starts and ends
 *     examples   a row for each example: its inputs, then its class or its targets
 *     batch      array<u32>: numbers of examples, those of a step one behind the other
 *     workspace  activations, derivatives and losses of the rows of a step
 *     results    array<u32>: 1 where the training has come to a halt, else 0; then the bits of losses. Of steps that are
 *                taken together for each run the bits of its losses, then of the coordinates after each step
 *     steps      a `Step` for each step
 *     jobs       a `Job` for each run that takes steps together with others
 */
export type GpuBufferName =
  | 'values'
  | 'gradient'
  | 'uniforms'
  | 'ranges'
  | 'examples'
  | 'batch'
  | 'workspace'
  | 'results'
  | 'steps'
  | 'jobs';

export interface GpuBinding {
  readonly buffer: GpuBufferName;
  /** As a bind group layout calls it. */
  readonly type: 'storage' | 'read-only-storage' | 'uniform';
  /** Whether the kernel sees the buffer from the row of the step on. */
  readonly isPerStep: boolean;
}

export interface GpuKernel {
  /** For people: `forward 1`. */
  readonly name: string;
  readonly source: string;
  readonly entryPoint: string;
  /** Of group 0, by binding number. */
  readonly bindings: readonly GpuBinding[];
}

export interface GpuDispatch {
  /** Index into `kernels`. */
  readonly kernel: number;
  readonly workgroups: readonly [x: number, y: number];
}

export interface GpuPlan {
  /** Number of parameters. */
  readonly parameters: number;
  /** How many tensors `values` has. */
  readonly tensors: number;
  /** How many of them a step needs of the one before: the first ones, the parameters and each state of the rule. */
  readonly kept: number;
  /** Numbers of an example: inputs, and its class or targets; 0 where a run learns from none. */
  readonly exampleLength: number;
  /** Numbers of a row of `uniforms`; a multiple of 64 where kernels see one row, so that a binding may begin at each. */
  readonly rowLength: number;
  /** Rows of the largest mini-batch; 0 without examples. */
  readonly batchSize: number;
  /** Numbers in `workspace`. */
  readonly workspace: number;
  /** Rows that are evaluated together. */
  readonly rowsPerEvaluation: number;
  /** [start, end] of each parameter tensor. */
  readonly ranges: readonly (readonly [start: number, end: number])[];
  readonly kernels: readonly GpuKernel[];
  /** Where runs of small networks, or on a surface, take their steps together; null for large networks. */
  readonly together: GpuTogether | null;
  /** The loss at the parameters, on the step's rows; nothing where steps are taken together. */
  readonly measure: readonly GpuDispatch[];
  /** What follows `measure` in a step: gradient and update. */
  readonly advance: readonly GpuDispatch[];
  /** The loss at the parameters on the step's rows, and how many of them are answered rightly; nothing without examples. */
  readonly evaluate: readonly GpuDispatch[];
}

/** One kernel for all steps of several runs. */
export interface GpuTogether {
  /** Index into `kernels`. */
  readonly kernel: number;
  /** How many runs a workgroup takes. */
  readonly runsPerWorkgroup: number;
  /**
   * Numbers from a run to the next in `values` and `gradient`; a multiple of 64 where runs are evaluated, so that a binding
   * may begin at each.
   */
  readonly stride: number;
  /** Numbers in `workspace` of each run; where there are any, the last one is to be 0 at its start. */
  readonly workspace: number;
  /** How many of the parameters are given before the first step and after each: x and y of surfaces; 0 of networks. */
  readonly coordinates: number;
}
