/**
 * A kernel that takes many steps of a small network in one dispatch: one workgroup a run, its threads in step by
 * barriers, so that a race of such runs is one dispatch. What is multiplied is read from memory again and again: small
 * networks stay in caches, and waiting for other workgroups would take longer.
 */
import type { ActivationName } from '../../../problems/models/activations/index.ts';
import { hasReductions } from '../../../rule/targets/wgsl/stage.ts';
import type { WgslKernel, WgslStage } from '../../../rule/targets/wgsl/wgsl.ts';
import type { GpuKernel } from '../gpuPlan.ts';
import type { NetworkShape } from '../networkShape.ts';
import { wgslActivation } from './activations.ts';
import { bindingsOf } from './bindings.ts';
import { createKernel, lanes } from './createKernel.ts';
import { networkFunctions, type WorkgroupNetwork } from './networkFunctions.ts';
import { indent, sum } from './text.ts';

export interface WholeStepsOptions extends WorkgroupNetwork {
  readonly activation: ActivationName;
  readonly rule: WgslKernel;
  /** Numbers from a row of `uniforms` to the next. */
  readonly rowLength: number;
  /** Numbers from a run to the next, in `values` and in `gradient`. */
  readonly stride: number;
}

/** Threads of a workgroup on a GPU, a power of two. */
const threadsOfRun = 128;

/** Numbers of `workspace` for each run; the last is 1 where the run has come to a halt, and to be 0 at its start. */
export function workspaceOfRun({ workspace }: NetworkShape): number {
  return workspace + 1;
}

export function wholeStepsKernel(options: WholeStepsOptions): GpuKernel {
  const { rule, activation, rowLength, isSoftware, hasSubgroups } = options;
  const bindings = bindingsOf(
    {
      ...{ values: 'write', gradient: 'write', uniforms: 'write', ranges: 'read', examples: 'read' },
      ...{ batch: 'read', workspace: 'write', results: 'write', jobs: 'read' },
    },
    false,
  );
  const { lookAhead, update } = rule;
  const stages = lookAhead ? [lookAhead, update] : [update];
  const { activate, slope } = wgslActivation(activation);
  const isHidden = options.shape.layers.length > 1;
  const place = isSoftware && hasSubgroups ? 'subgroup_invocation_id' : 'local_invocation_index';
  const parts = [
    stages.some(({ stage }) => stage.globalNorm !== null) ? rule.globalNorm : '',
    ...stages.map(({ functions, ofTensor }) => (isSoftware ? ofTensor : functions)),
    ...(isHidden ? [activate, slope] : []),
    ...networkFunctions(options),
    [
      '// What is dispatched after a run has come to a halt changes nothing.',
      'var<workgroup> has_halted: bool;',
      '',
      '@compute @workgroup_size(threads)',
      `fn take_steps(@builtin(workgroup_id) workgroup: vec3u, @builtin(${place}) thread: u32) {`,
      '  let job = jobs[workgroup.x];',
      `  let base = job.run * ${options.stride}u;`,
      `  let area = job.run * ${workspaceOfRun(options.shape)}u;`,
      `  if (thread == 0u) { has_halted = workspace[${sum('area', options.shape.workspace)}] != 0f; }`,
      '  if (workgroupUniformLoad(&has_halted)) { return; }',
      '  var at = job.rows;',
      '  for (var step = 0u; step <= job.steps; step++) {',
      '    let rows = batch[at];',
      '    let first = at + 1u;',
      '    at += 1u + rows;',
      `    let row = job.uniforms + step * ${rowLength}u;`,
      '    forward(thread, rows, first, area, base);',
      '    row_losses(thread, rows, first, area);',
      '    if (!is_to_go_on(thread, rows, area, job, step) || step == job.steps) { break; }',
      ...indent(advanceLines(options, lookAhead, update), '    '),
      '  }',
      '}',
    ].join('\n'),
  ];
  const entryPoint = 'take_steps';
  return createKernel({
    name: 'whole steps',
    entryPoint,
    bindings,
    threads: isSoftware ? lanes : threadsOfRun,
    parts,
  });
}

/** From the derivatives by the outputs on to the parameters after the step. */
function advanceLines(
  options: WholeStepsOptions,
  lookAhead: WgslStage | null,
  update: WgslStage,
): readonly string[] {
  const { rule, shape } = options;
  const gradient = (parameters: string) => [
    `backward(thread, rows, area, ${parameters});`,
    'take_gradient(thread, rows, first, area, base);',
  ];
  if (!lookAhead) return [...gradient('base'), ...stageLines('update', update, options)];
  const ahead = sum('base', rule.gradientAt * shape.parameters);
  return [
    ...(rule.needsGradientFirst ? gradient('base') : []),
    ...stageLines('look_ahead', lookAhead, options),
    `forward(thread, rows, first, area, ${ahead});`,
    'row_losses(thread, rows, first, area);',
    ...gradient(ahead),
    ...stageLines('update', update, options),
  ];
}

function stageLines(
  name: 'update' | 'look_ahead',
  { stage }: WgslStage,
  { shape: { ranges, parameters }, isSoftware }: WholeStepsOptions,
): readonly string[] {
  const norm =
    stage.globalNorm === null
      ? []
      : [`write_global_norm(base, base + ${parameters}u, thread, row);`, 'storageBarrier();'];
  if (hasReductions(stage)) {
    return [
      ...norm,
      `for (var tensor = 0u; tensor < ${ranges.length}u; tensor++) {`,
      '  let range = ranges[tensor];',
      `  ${name}_tensor(base + range.x, base + range.y, thread, ${parameters}u, row);`,
      '}',
      'storageBarrier();',
    ];
  }
  if (isSoftware)
    return [
      ...norm,
      `${name}_tensor(base, base + ${parameters}u, thread, ${parameters}u, row);`,
      'storageBarrier();',
    ];
  return [
    ...norm,
    `for (var i = base + thread; i < base + ${parameters}u; i += threads) { ${name}_element(i, ${parameters}u, row); }`,
    'storageBarrier();',
  ];
}
