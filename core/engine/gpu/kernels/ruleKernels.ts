/** The rule's own kernels: its functions, called for all parameters from entry points that know when to halt. */
import { hasReductions } from '../../../rule/targets/wgsl/stage.ts';
import type { WgslKernel, WgslStage } from '../../../rule/targets/wgsl/wgsl.ts';
import type { GpuBufferName, GpuDispatch, GpuKernel } from '../gpuPlan.ts';
import { type Access, bindingLines, bindingsOf } from './bindings.ts';

/** Threads of a workgroup; how many elements one of them is given by one dispatch at most. */
const threads = 64;
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

/** The dispatches of a stage, with indices from `first` on into the kernels that they are of. */
export function stageKernels(
  rule: WgslKernel,
  stage: WgslStage,
  name: 'update' | 'look_ahead',
  ranges: number,
  parameters: number,
): { readonly kernels: readonly GpuKernel[]; readonly dispatches: readonly GpuDispatch['workgroups'][] } {
  const all: Parameters<typeof ruleKernel>[1][] = [];
  const workgroups: GpuDispatch['workgroups'][] = [];
  if (stage.stage.globalNorm !== null) {
    all.push({ name: `${name}: norm of the gradient`, lines: [`write_global_norm(0u, ${parameters}u, thread.x, 0u);`] });
    workgroups.push([1, 1]);
  }
  if (hasReductions(stage.stage)) {
    all.push({
      name,
      lines: [
        'let range = ranges[workgroup.x];',
        `${name}_tensor(range.x, range.y, thread.x, ${parameters}u, 0u);`,
      ],
    });
    workgroups.push([ranges, 1]);
  } else {
    all.push({
      name,
      lines: [
        `for (var i = workgroup.x * threads + thread.x; i < ${parameters}u; i += workgroups.x * threads) {`,
        `  ${name}_element(i, ${parameters}u, 0u);`,
        '}',
      ],
    });
    workgroups.push([Math.min(mostWorkgroups, Math.ceil(parameters / threads)), 1]);
  }
  return { kernels: all.map((each) => ruleKernel(rule, each)), dispatches: workgroups };
}

function ruleKernel(rule: WgslKernel, { name, lines }: { name: string; lines: readonly string[] }): GpuKernel {
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
  return { name, source, entryPoint: 'whole', bindings, constants: {} };
}
