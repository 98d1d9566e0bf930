/**
 * A kernel that takes many steps of a small network in one dispatch: one workgroup a run, its threads in step by
 * barriers, so that a race of such runs is one dispatch. What is multiplied is read from memory again and again: small
 * networks stay in caches, and waiting for other workgroups would take longer.
 */
import type { ActivationName } from '../../../problems/models/activations/index.ts';
import type { LossName } from '../../../problems/models/losses/index.ts';
import { hasReductions } from '../../../rule/targets/wgsl/stage.ts';
import type { WgslKernel, WgslStage } from '../../../rule/targets/wgsl/wgsl.ts';
import type { GpuKernel } from '../gpuPlan.ts';
import type { LayerShape, NetworkShape } from '../networkShape.ts';
import { wgslActivations } from './activations.ts';
import { bindingLines, bindingsOf } from './bindings.ts';
import { logOfOnePlus, wgslLossLines } from './losses.ts';
import { indent, sum, times } from './text.ts';

export interface WholeStepsOptions {
  /** For the rows of a mini-batch. */
  readonly shape: NetworkShape;
  readonly activation: ActivationName;
  readonly loss: LossName;
  readonly exampleLength: number;
  readonly rule: WgslKernel;
  /** Numbers from a row of `uniforms` to the next. */
  readonly rowLength: number;
  /** Numbers from a run to the next, in `values` and in `gradient`. */
  readonly stride: number;
}

/** Threads of a workgroup, a power of two. */
const threadsOfRun = 128;

/** Numbers of `workspace` for each run; the last is 1 where the run has come to a halt, and to be 0 at its start. */
export function workspaceOfRun({ workspace }: NetworkShape): number {
  return workspace + 1;
}

export function wholeStepsKernel(options: WholeStepsOptions): GpuKernel {
  const { rule, activation, loss, rowLength } = options;
  const bindings = bindingsOf(
    {
      ...{ values: 'write', gradient: 'write', uniforms: 'write', ranges: 'read', examples: 'read' },
      ...{ batch: 'read', workspace: 'write', results: 'write', jobs: 'read' },
    },
    false,
  );
  const { lookAhead, update } = rule;
  const source = [
    bindingLines(bindings),
    `override threads: u32 = ${threadsOfRun};`,
    rule.library,
    withoutFunctions(wgslActivations[activation].source, rule.library),
    logOfOnePlus,
    ...networkFunctions(options, loss),
    ...(rule.library.includes('fn sum_of_threads(') ? [] : [sumOfThreads]),
    [
      '// What is dispatched after a run has come to a halt changes nothing.',
      'var<workgroup> has_halted: bool;',
      '',
      '@compute @workgroup_size(threads)',
      'fn take_steps(@builtin(workgroup_id) workgroup: vec3u, @builtin(local_invocation_index) thread: u32) {',
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
      '',
    ].join('\n'),
  ];
  return {
    name: 'whole steps',
    source: source.filter((part) => part !== '').join('\n\n'),
    entryPoint: 'take_steps',
    bindings,
    constants: {},
  };
}

/** From the derivatives by the outputs on to the parameters after the step. */
function advanceLines(
  { rule, shape }: WholeStepsOptions,
  lookAhead: WgslStage | null,
  update: WgslStage,
): readonly string[] {
  const gradient = (parameters: string) => [
    `backward(thread, rows, area, ${parameters});`,
    'take_gradient(thread, rows, first, area, base);',
  ];
  if (!lookAhead) return [...gradient('base'), ...stageLines('update', update, shape)];
  const ahead = sum('base', rule.gradientAt * shape.parameters);
  return [
    ...(rule.needsGradientFirst ? gradient('base') : []),
    ...stageLines('look_ahead', lookAhead, shape),
    `forward(thread, rows, first, area, ${ahead});`,
    'row_losses(thread, rows, first, area);',
    ...gradient(ahead),
    ...stageLines('update', update, shape),
  ];
}

function stageLines(
  name: 'update' | 'look_ahead',
  { stage }: WgslStage,
  { ranges, parameters }: NetworkShape,
): readonly string[] {
  const norm =
    stage.globalNorm === null
      ? []
      : [`write_global_norm(base, base + ${parameters}u, thread, row);`];
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
  return [
    ...norm,
    `for (var i = base + thread; i < base + ${parameters}u; i += threads) { ${name}_element(i, ${parameters}u, row); }`,
    'storageBarrier();',
  ];
}

function networkFunctions(options: WholeStepsOptions, loss: LossName): readonly string[] {
  const { shape, exampleLength } = options;
  const [first] = shape.layers;
  const last = shape.layers.at(-1);
  const inputs = first?.inputs ?? 0;
  const [values, deltas, outputs] = [last?.values ?? 0, last?.deltas ?? 0, last?.outputs ?? 0];
  return [
    functionLines('forward(thread: u32, rows: u32, first: u32, area: u32, parameters: u32)', [
      ...shape.layers.flatMap((_, depth) => forwardLines(options, depth)),
    ]),
    `const outputs = ${outputs}u;`,
    functionLines('row_losses(thread: u32, rows: u32, first: u32, area: u32)', [
      'for (var row = thread; row < rows; row += threads) {',
      ...indent([
        'let scale = 1f / f32(rows);',
        ...wgslLossLines(loss).map((line) =>
          line
            .replaceAll('output(row, ', 'output_at(area, row, ')
            .replaceAll('target_of(row, ', 'target_at(first, row, ')
            .replaceAll('set_delta(row, ', 'set_delta(area, row, '),
        ),
        `workspace[${sum('area', shape.rowLosses, 'row')}] = loss;`,
      ]),
      '}',
      'storageBarrier();',
    ]),
    `fn output_at(area: u32, row: u32, j: u32) -> f32 { return workspace[${sum('area', values, times('row', outputs), 'j')}]; }`,
    `fn target_at(first: u32, row: u32, j: u32) -> f32 { return examples[${sum(times('batch[first + row]', exampleLength), inputs, 'j')}]; }`,
    `fn set_delta(area: u32, row: u32, j: u32, value: f32) { workspace[${sum('area', deltas, times('row', outputs), 'j')}] = value; }`,
    [
      '// Writes the mean loss; false where it is above the limit or no finite number.',
      'fn is_to_go_on(thread: u32, rows: u32, area: u32, job: Job, step: u32) -> bool {',
      '  var own = 0f;',
      `  for (var row = thread; row < rows; row += threads) { own += workspace[${sum('area', shape.rowLosses, 'row')}]; }`,
      '  let loss = sum_of_threads(thread, own) / f32(rows);',
      '  let bits = bitcast<u32>(loss);',
      '  let goes_on = (bits & 0x7f800000u) != 0x7f800000u && loss <= job.limit;',
      '  if (thread == 0u) {',
      '    results[job.results + step] = bits;',
      `    if (!goes_on) { workspace[${sum('area', shape.workspace)}] = 1f; }`,
      '  }',
      '  return goes_on;',
      '}',
    ].join('\n'),
    functionLines('backward(thread: u32, rows: u32, area: u32, parameters: u32)', [
      ...shape.layers.slice(1).flatMap((_, index) => backwardLines(options, shape.layers.length - 1 - index)),
    ]),
    functionLines('take_gradient(thread: u32, rows: u32, first: u32, area: u32, base: u32)', [
      ...shape.layers.flatMap((_, depth) => gradientLines(options, depth)),
      'storageBarrier();',
    ]),
  ];
}

function functionLines(signature: string, lines: readonly string[]): string {
  return [`fn ${signature} {`, ...indent(lines), '}'].join('\n');
}

function forwardLines({ shape, exampleLength }: WholeStepsOptions, depth: number): readonly string[] {
  const layer = layerAt(shape, depth);
  const isHidden = depth < shape.layers.length - 1;
  const { inputs, outputs, weights } = layer;
  return [
    `for (var i = thread; i < ${times('rows', outputs)}; i += threads) {`,
    ...indent([
      `let row = i / ${outputs}u;`,
      `let column = i % ${outputs}u;`,
      ...inputLine(shape, depth, exampleLength, 'row'),
      `var z = values[${sum('parameters', weights + inputs * outputs, 'column')}];`,
      `for (var k = 0u; k < ${inputs}u; k++) {`,
      `  z += ${inputAt(depth, 'k')} * values[${sum('parameters', weights, times('k', outputs), 'column')}];`,
      '}',
      `workspace[${sum('area', layer.values, 'i')}] = ${isHidden ? 'activate(z)' : 'z'};`,
      ...(layer.slopes === null ? [] : [`workspace[${sum('area', layer.slopes, 'i')}] = slope(z);`]),
    ]),
    '}',
    'storageBarrier();',
  ];
}

/** Where the numbers begin that a layer takes for a row. */
function inputLine(shape: NetworkShape, depth: number, exampleLength: number, row: string): readonly string[] {
  if (depth === 0) return [`let begin = ${times(`batch[first + ${row}]`, exampleLength)};`];
  const { values, outputs } = layerAt(shape, depth - 1);
  return [`let begin = ${sum('area', values, times(row, outputs))};`];
}

function inputAt(depth: number, k: string): string {
  return `${depth === 0 ? 'examples' : 'workspace'}[begin + ${k}]`;
}

function backwardLines({ shape }: WholeStepsOptions, depth: number): readonly string[] {
  const { inputs, outputs, weights, deltas } = layerAt(shape, depth);
  const before = layerAt(shape, depth - 1);
  const slope =
    before.slopes === null
      ? `slope_at(workspace[${sum('area', before.values, 'i')}])`
      : `workspace[${sum('area', before.slopes, 'i')}]`;
  return [
    `for (var i = thread; i < ${times('rows', inputs)}; i += threads) {`,
    ...indent([
      `let begin = ${sum('area', deltas, `i / ${inputs}u * ${outputs}u`)};`,
      `let weights = ${sum('parameters', weights, `i % ${inputs}u * ${outputs}u`)};`,
      'var delta = 0f;',
      `for (var k = 0u; k < ${outputs}u; k++) { delta += workspace[begin + k] * values[weights + k]; }`,
      `workspace[${sum('area', before.deltas, 'i')}] = delta * ${slope};`,
    ]),
    '}',
    'storageBarrier();',
  ];
}

function gradientLines({ shape, exampleLength }: WholeStepsOptions, depth: number): readonly string[] {
  const { inputs, outputs, weights, deltas } = layerAt(shape, depth);
  return [
    `for (var i = thread; i < ${(inputs + 1) * outputs}u; i += threads) {`,
    ...indent([
      `let input = i / ${outputs}u;`,
      `let column = i % ${outputs}u;`,
      'var slope_of_loss = 0f;',
      'for (var row = 0u; row < rows; row++) {',
      ...indent([
        ...inputLine(shape, depth, exampleLength, 'row'),
        `let delta = workspace[${sum('area', deltas, times('row', outputs), 'column')}];`,
        '// The biases are the weights of a further input, which is 1.',
        'var factor = 1f;',
        `if (input < ${inputs}u) { factor = ${inputAt(depth, 'input')}; }`,
        'slope_of_loss += factor * delta;',
      ]),
      '}',
      `gradient[${sum('base', weights, 'i')}] = slope_of_loss;`,
    ]),
    '}',
  ];
}

const sumOfThreads = `var<workgroup> partial: array<f32, threads>;

// The sum of the values of all threads of the workgroup, which call it together.
fn sum_of_threads(thread: u32, value: f32) -> f32 {
  partial[thread] = value;
  for (var half = threads / 2u; half > 0u; half /= 2u) {
    workgroupBarrier();
    if (thread < half) { partial[thread] += partial[thread + half]; }
  }
  return workgroupUniformLoad(&partial[0]);
}`;

/** Functions that a library has already are left out. */
function withoutFunctions(source: string, library: string): string {
  return source
    .split('\n\n')
    .filter((part) => {
      const name = /^fn (\w+)\(/m.exec(part)?.[1];
      return name === undefined || !library.includes(`fn ${name}(`);
    })
    .join('\n\n');
}

function layerAt({ layers }: NetworkShape, depth: number): LayerShape {
  const layer = layers[depth];
  if (!layer) throw new RangeError(`depth = ${depth} — expected a layer of ${layers.length}`);
  return layer;
}
