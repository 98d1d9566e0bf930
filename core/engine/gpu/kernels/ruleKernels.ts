/** The rule's own kernels: its functions, called for all parameters from entry points that know when to halt. */
import { hasReductions } from '../../../rule/targets/wgsl/stage.ts';
import type { WgslKernel, WgslStage } from '../../../rule/targets/wgsl/wgsl.ts';
import type { GpuBufferName, GpuDispatch, GpuKernel } from '../gpuPlan.ts';
import { type Access, bindingsOf } from './bindings.ts';
import { createKernel } from './createKernel.ts';
import { indent } from './text.ts';

/** Threads of a workgroup; of one that sums up, as many as every device has. */
const threadsOfElements = 64;
const threadsOfSums = 256;
const mostWorkgroups = 65_535;

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

/**
 * What a stage is computed with, in this order.
 * @param ranges How many parameter tensors there are.
 */
export function stageKernels(
  rule: WgslKernel,
  { stage, functions }: WgslStage,
  name: 'update' | 'look_ahead',
  ranges: number,
  parameters: number,
): readonly RuleDispatch[] {
  const norm: RuleDispatch = {
    kernel: ruleKernel(rule, `${name}: norm of the gradient`, rule.globalNorm, threadsOfSums, [
      `write_global_norm(0u, ${parameters}u, thread.x, 0u);`,
    ]),
    workgroups: [1, 1],
  };
  const own: RuleDispatch = hasReductions(stage)
    ? {
        kernel: ruleKernel(rule, name, functions, threadsOfSums, [
          'let range = ranges[workgroup.x];',
          `${name}_tensor(range.x, range.y, thread.x, ${parameters}u, 0u);`,
        ]),
        workgroups: [ranges, 1],
      }
    : {
        kernel: ruleKernel(rule, name, functions, threadsOfElements, [
          `for (var i = workgroup.x * threads + thread.x; i < ${parameters}u; i += workgroups.x * threads) {`,
          `  ${name}_element(i, ${parameters}u, 0u);`,
          '}',
        ]),
        workgroups: [Math.min(mostWorkgroups, Math.ceil(parameters / threadsOfElements)), 1],
      };
  return stage.globalNorm === null ? [own] : [norm, own];
}

function ruleKernel(
  rule: WgslKernel,
  name: string,
  functions: string,
  threads: number,
  lines: readonly string[],
): GpuKernel {
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
  const bindings = bindingsOf({ ...usesOf(rule), results: 'read' });
  return createKernel({ name, entryPoint: 'whole', bindings, threads, parts: [functions, entryPoint] });
}
