/** The rule's own kernels: its functions, called for all parameters from entry points that know when to halt. */
import { hasReductions } from '../../../rule/targets/wgsl/stage.ts';
import type { WgslKernel, WgslStage } from '../../../rule/targets/wgsl/wgsl.ts';
import type { GpuBufferName, GpuDispatch, GpuKernel } from '../gpuPlan.ts';
import type { NetworkShape } from '../networkShape.ts';
import { type Access, bindingsOf } from './bindings.ts';
import { createKernel, lanes, threadsOfSums } from './createKernel.ts';
import { indent, sum } from './text.ts';

/** Threads of a workgroup. */
const threadsOfElements = 64;
const mostWorkgroups = 65_535;
/** Of a workgroup that has a part of the parameters, at least. */
const numbersOfPart = 1024;
/** That share a sum. */
const mostSharing = 256;
/** That a workgroup sums up at least, where others could help. */
const numbersOfSum = 2 ** 14;

/** What the rule's functions read and write. */
function usesOf(rule: WgslKernel): Partial<Record<GpuBufferName, Access>> {
  return Object.fromEntries(
    rule.buffers.map(({ name, type }) => [name, type === 'storage' ? 'write' : 'read']),
  );
}

/** For kernels that update a parameter as soon as they have its gradient. */
export interface FusedUpdate {
  readonly bindings: Partial<Record<GpuBufferName, Access>>;
  readonly functions: string;
  /** Statements; `i` is the parameter. */
  readonly lines: readonly string[];
}

/** null where the update needs all of the gradient. */
export function fusedUpdate(rule: WgslKernel, parameters: number): FusedUpdate | null {
  const { stage, functions } = rule.update;
  if (hasReductions(stage) || stage.globalNorm !== null) return null;
  return {
    bindings: { ...usesOf(rule), results: 'read' },
    functions,
    lines: [`if (results[0] == 0u) { update_element(i, ${parameters}u, 0u); }`],
  };
}

/** A kernel, and of how many workgroups it is dispatched. */
export interface RuleDispatch {
  readonly kernel: GpuKernel;
  readonly workgroups: GpuDispatch['workgroups'];
}

export interface StageOptions {
  readonly rule: WgslKernel;
  readonly name: 'update' | 'look_ahead';
  readonly shape: NetworkShape;
  /** Whether the device computes on the processor. */
  readonly isSoftware: boolean;
}

/** What a stage is computed with, in this order. */
export function stageKernels(
  { stage, functions, ofTensor, passes }: WgslStage,
  options: StageOptions,
): readonly RuleDispatch[] {
  const norm = stage.globalNorm === null ? [] : normKernels(options);
  const { name, shape, isSoftware } = options;
  if (!hasReductions(stage))
    return [...norm, isSoftware ? partKernel(ofTensor, options) : elementKernel(functions, options)];
  if (workgroupsOfSums(shape) > 1)
    return [...norm, ...passes.map((functions, pass) => passKernel(functions, pass, options))];
  const kernel = ruleKernel({
    ...{ rule: options.rule, name, threads: threadsOfSums(isSoftware), functions },
    lines: [
      'let range = ranges[workgroup.x];',
      `${name}_tensor(range.x, range.y, thread.x, ${shape.parameters}u, 0u);`,
    ],
  });
  return [...norm, { kernel, workgroups: [shape.ranges.length, 1] }];
}

/** How many workgroups share a sum; each has some numbers at least. */
function workgroupsOfSums({ parameters }: NetworkShape): number {
  return Math.min(mostSharing, Math.ceil(parameters / numbersOfSum));
}

/** Numbers in `workspace`, behind those of the shape, for what each workgroup has summed up. */
export function numbersOfSums({ update, lookAhead }: WgslKernel, shape: NetworkShape): number {
  const workgroups = workgroupsOfSums(shape);
  if (workgroups === 1) return 0;
  const counts = [update, lookAhead].map((stage) => {
    if (!stage) return 0;
    const { passes, globalNorm } = stage.stage;
    const sums = passes.reduce((count, { reductions }) => count + reductions.length, 0);
    return Math.max(sums * shape.ranges.length, globalNorm === null ? 0 : 1);
  });
  return Math.max(...counts) * workgroups;
}

function elementKernel(functions: string, { rule, name, shape: { parameters } }: StageOptions): RuleDispatch {
  return {
    kernel: ruleKernel({
      ...{ rule, name, threads: threadsOfElements, functions },
      lines: [
        `for (var i = workgroup.x * threads + thread.x; i < ${parameters}u; i += workgroups.x * threads) {`,
        `  ${name}_element(i, ${parameters}u, 0u);`,
        '}',
      ],
    }),
    workgroups: [Math.min(mostWorkgroups, Math.ceil(parameters / threadsOfElements)), 1],
  };
}

/** Reading what all parameters have in common takes a processor longer than an element does: a workgroup has many. */
function partKernel(functions: string, { rule, name, shape: { parameters } }: StageOptions): RuleDispatch {
  const numbers = Math.max(numbersOfPart, Math.ceil(parameters / mostWorkgroups));
  return {
    kernel: ruleKernel({
      ...{ rule, name, threads: lanes, functions },
      lines: [
        `let start = workgroup.x * ${numbers}u;`,
        `${name}_tensor(start, min(start + ${numbers}u, ${parameters}u), thread.x, ${parameters}u, 0u);`,
      ],
    }),
    workgroups: [Math.ceil(parameters / numbers), 1],
  };
}

function passKernel(
  functions: string,
  pass: number,
  { rule, name, shape, isSoftware }: StageOptions,
): RuleDispatch {
  return {
    kernel: ruleKernel({
      ...{ rule, name: `${name}: pass ${pass + 1}`, functions, sharedBy: shape },
      threads: threadsOfSums(isSoftware),
      lines: [
        'let range = ranges[workgroup.y];',
        `${name}_pass_${pass}(workgroup.y, range.x, range.y, thread.x, workgroup.x, workgroups.x, ${shape.parameters}u, 0u);`,
      ],
    }),
    workgroups: [workgroupsOfSums(shape), shape.ranges.length],
  };
}

function normKernels({ rule, name, shape, isSoftware }: StageOptions): readonly RuleDispatch[] {
  const { parameters } = shape;
  const workgroups = workgroupsOfSums(shape);
  const options = { rule, name: `${name}: norm of the gradient`, threads: threadsOfSums(isSoftware) };
  if (workgroups === 1) {
    const lines = [`write_global_norm(0u, ${parameters}u, thread.x, 0u);`];
    return [{ kernel: ruleKernel({ ...options, functions: rule.globalNorm, lines }), workgroups: [1, 1] }];
  }
  const squares = ruleKernel({
    ...{ ...options, name: `${name}: squares of the gradient`, sharedBy: shape },
    lines: [
      'var squares = 0f;',
      `for (var i = workgroup.x * threads + thread.x; i < ${parameters}u; i += workgroups.x * threads) {`,
      '  squares += square(gradient[i]);',
      '}',
      'let sum = sum_of_threads(thread.x, squares);',
      'if (thread.x == 0u) { keep_sum(0u, 0u, workgroup.x, sum); }',
    ],
  });
  const norm = ruleKernel({
    ...{ ...options, sharedBy: shape },
    lines: [
      'let sum = kept_sum(0u, 0u, thread.x);',
      `if (thread.x == 0u) { uniforms[${rule.globalNormAt}u] = rounded(sqrt(sum)); }`,
    ],
  });
  return [
    { kernel: squares, workgroups: [workgroups, 1] },
    { kernel: norm, workgroups: [1, 1] },
  ];
}

/** What each workgroup has summed up is behind the network's own numbers. */
function keptSumLines(shape: NetworkShape): string {
  const workgroups = workgroupsOfSums(shape);
  const place = `(reduction * ${shape.ranges.length}u + tensor) * ${workgroups}u`;
  return [
    'fn keep_sum(tensor: u32, reduction: u32, workgroup: u32, sum: f32) {',
    `  workspace[${sum(shape.workspace, place, 'workgroup')}] = sum;`,
    '}',
    '',
    'fn kept_sum(tensor: u32, reduction: u32, thread: u32) -> f32 {',
    `  let first = ${sum(shape.workspace, place)};`,
    '  var sum = 0f;',
    `  for (var i = thread; i < ${workgroups}u; i += threads) { sum += workspace[first + i]; }`,
    '  return sum_of_threads(thread, sum);',
    '}',
  ].join('\n');
}

interface RuleKernelOptions {
  readonly rule: WgslKernel;
  readonly name: string;
  readonly threads: number;
  readonly functions?: string;
  /** Statements of the entry point. */
  readonly lines: readonly string[];
  /** The network, where workgroups share sums. */
  readonly sharedBy?: NetworkShape;
}

function ruleKernel({ rule, name, threads, functions = '', lines, sharedBy }: RuleKernelOptions): GpuKernel {
  const entryPoint = [
    '@compute @workgroup_size(threads)',
    'fn whole(',
    '  @builtin(workgroup_id) workgroup: vec3u,',
    '  @builtin(num_workgroups) workgroups: vec3u,',
    '  @builtin(local_invocation_id) thread: vec3u,',
    ') {',
    '  if (results[0] != 0u) { return; }',
    ...indent(lines),
    '}',
  ].join('\n');
  const bindings = bindingsOf({
    ...usesOf(rule),
    ...(sharedBy && { workspace: 'write' }),
    results: 'read',
  });
  const parts = [sharedBy ? keptSumLines(sharedBy) : '', functions, entryPoint];
  return createKernel({ name, entryPoint: 'whole', bindings, threads, parts });
}
