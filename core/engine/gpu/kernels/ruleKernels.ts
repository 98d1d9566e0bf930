/** The rule's own kernels: its functions, called for all parameters from entry points that know when to halt. */
import { hasReductions } from '../../../rule/targets/wgsl/stage.ts';
import type { WgslKernel, WgslStage } from '../../../rule/targets/wgsl/wgsl.ts';
import type { GpuBufferName, GpuDispatch, GpuKernel } from '../gpuPlan.ts';
import { type Access, bindingLines, bindingsOf } from './bindings.ts';

/** Threads of a workgroup; of one that sums up, as many as any device has. */
const threads = 64;
const threadsOfSums = 256;
const mostWorkgroups = 65_535;

const threadsLine = `override threads: u32 = ${threads};`;

/** What the rule's functions read and write. */
function usesOf(rule: WgslKernel): Partial<Record<GpuBufferName, Access>> {
  return Object.fromEntries(
    rule.buffers.map(({ name, type }) => [name, type === 'storage' ? 'write' : 'read']),
  );
}

/** For kernels that update a parameter as soon as they have its gradient. */
export interface FusedUpdate {
  readonly bindings: Partial<Record<GpuBufferName, Access>>;
  readonly source: string;
  readonly lines: readonly string[];
}

/** null where the update needs all of the gradient. */
export function fusedUpdate(rule: WgslKernel, parameters: number): FusedUpdate | null {
  const { stage } = rule.update;
  if (hasReductions(stage) || stage.globalNorm !== null) return null;
  return {
    bindings: { ...usesOf(rule), results: 'read' },
    // Functions of a look-ahead may sum up over the threads of a workgroup.
    source: `${threadsLine}\n\n${rule.library}`,
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
  { stage }: WgslStage,
  name: 'update' | 'look_ahead',
  ranges: number,
  parameters: number,
): readonly RuleDispatch[] {
  const norm: RuleDispatch = {
    kernel: ruleKernel(rule, `${name}: norm of the gradient`, threadsOfSums, [
      `write_global_norm(0u, ${parameters}u, thread.x, 0u);`,
    ]),
    workgroups: [1, 1],
  };
  const own: RuleDispatch = hasReductions(stage)
    ? {
        kernel: ruleKernel(rule, name, threadsOfSums, [
          'let range = ranges[workgroup.x];',
          `${name}_tensor(range.x, range.y, thread.x, ${parameters}u, 0u);`,
        ]),
        workgroups: [ranges, 1],
      }
    : {
        kernel: ruleKernel(rule, name, threads, [
          `for (var i = workgroup.x * threads + thread.x; i < ${parameters}u; i += workgroups.x * threads) {`,
          `  ${name}_element(i, ${parameters}u, 0u);`,
          '}',
        ]),
        workgroups: [Math.min(mostWorkgroups, Math.ceil(parameters / threads)), 1],
      };
  return stage.globalNorm === null ? [own] : [norm, own];
}

function ruleKernel(rule: WgslKernel, name: string, threads: number, lines: readonly string[]): GpuKernel {
  const bindings = bindingsOf({ ...usesOf(rule), results: 'read' });
  const source = [
    bindingLines(bindings),
    threadsLine,
    rule.library,
    [
      '@compute @workgroup_size(threads)',
      'fn whole(',
      '  @builtin(workgroup_id) workgroup: vec3u,',
      '  @builtin(num_workgroups) workgroups: vec3u,',
      '  @builtin(local_invocation_id) thread: vec3u,',
      ') {',
      '  if (results[0] != 0u) { return; }',
      ...lines.map((line) => `  ${line}`),
      '}',
      '',
    ].join('\n'),
  ].join('\n\n');
  return { name, source, entryPoint: 'whole', bindings, constants: { threads } };
}
