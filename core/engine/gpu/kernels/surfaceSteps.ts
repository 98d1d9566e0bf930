/**
 * A kernel that takes many steps on a surface in one dispatch: one thread a run, so that a race or a sweep is one
 * dispatch. A thread has both parameters, so sums are its own, and none waits for another.
 */
import type { TypedFunction } from '../../../problems/surfaces/typed/parseSurface.ts';
import { functionsCalledIn } from '../../../rule/targets/wgsl/functions.ts';
import { hasReductions } from '../../../rule/targets/wgsl/stage.ts';
import type { WgslKernel, WgslStage } from '../../../rule/targets/wgsl/wgsl.ts';
import type { GpuKernel } from '../gpuPlan.ts';
import { bindingsOf } from './bindings.ts';
import { createKernel } from './createKernel.ts';
import { surfaceFunction } from './surfaceFunction.ts';
import { surfaceMath } from './surfaceMath.ts';
import { indent, sum } from './text.ts';

export interface SurfaceStepsOptions {
  readonly surface: TypedFunction;
  readonly rule: WgslKernel;
  /** Numbers from a run to the next, in `values` and in `gradient`. */
  readonly stride: number;
}

/** Threads of a workgroup: runs that are computed in step with each other, on most devices. */
export const surfacesPerWorkgroup = 64;
/** x and y. */
export const coordinates = 2;

export function surfaceStepsKernel({ surface, rule, stride }: SurfaceStepsOptions): GpuKernel {
  const { lookAhead, update, rowLength } = rule;
  const stages = lookAhead ? [lookAhead, update] : [update];
  const usesNorm = stages.some(({ stage }) => stage.globalNorm !== null);
  const bindings = bindingsOf(
    {
      ...{ values: 'write', gradient: 'write', uniforms: usesNorm ? 'write' : 'read' },
      ...{ results: 'write', jobs: 'read' },
    },
    false,
  );
  const parts = [
    usesNorm ? rule.globalNorm : '',
    ...stages.map(({ functions }) => functions),
    surfaceFunction(surface.tree, surface.partials),
    slopeLines.join('\n'),
    [
      `@compute @workgroup_size(${surfacesPerWorkgroup})`,
      'fn take_steps(@builtin(global_invocation_id) thread: vec3u) {',
      '  if (thread.x >= jobs[0].count) { return; }',
      '  let job = jobs[thread.x];',
      `  let base = job.run * ${stride}u;`,
      '  for (var step = 0u; step <= job.steps; step++) {',
      `    let row = job.uniforms + step * ${rowLength}u;`,
      '    let loss = take_slope(base, base);',
      '    results[job.results + step] = bitcast<u32>(loss);',
      '    let place = job.results + job.steps + 1u + 2u * step;',
      '    results[place] = bitcast<u32>(values[base]);',
      '    results[place + 1u] = bitcast<u32>(values[base + 1u]);',
      '    // A run that has come to a halt finds the same loss in the next dispatch, which so changes nothing.',
      '    if (!is_finite(loss) || loss > job.limit || step == job.steps) { break; }',
      ...indent([...aheadLines(rule), ...stageLines('update', update)], '    '),
      '  }',
      '}',
    ].join('\n'),
  ];
  return createKernel({
    ...{ name: 'steps on a surface', entryPoint: 'take_steps', bindings, threads: 1 },
    parts: [...functionsCalledIn(parts.join('\n'), surfaceMath), ...parts],
  });
}

const slopeLines: readonly string[] = [
  '// The loss at a point of `values`; its slope is the gradient of the run.',
  'fn take_slope(base: u32, point: u32) -> f32 {',
  '  let found = surface(values[point], values[point + 1u]);',
  '  gradient[base] = found.y;',
  '  gradient[base + 1u] = found.z;',
  '  return found.x;',
  '}',
];

function aheadLines({ lookAhead, gradientAt }: WgslKernel): readonly string[] {
  if (!lookAhead) return [];
  return [
    ...stageLines('look_ahead', lookAhead),
    `_ = take_slope(base, ${sum('base', coordinates * gradientAt)});`,
  ];
}

function stageLines(name: 'update' | 'look_ahead', { stage }: WgslStage): readonly string[] {
  const end = sum('base', coordinates);
  return [
    ...(stage.globalNorm === null ? [] : [`write_global_norm(base, ${end}, 0u, row);`]),
    hasReductions(stage)
      ? `${name}_tensor(base, ${end}, 0u, ${coordinates}u, row);`
      : `for (var i = base; i < ${end}; i++) { ${name}_element(i, ${coordinates}u, row); }`,
  ];
}
