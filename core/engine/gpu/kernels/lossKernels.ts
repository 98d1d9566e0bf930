/** Kernels for the loss: one thread a row, then one workgroup for their mean. */
import type { LossName } from '../../../problems/models/losses/index.ts';
import type { GpuKernel } from '../gpuPlan.ts';
import { layerAt, type NetworkShape } from '../networkShape.ts';
import { bindingLines, bindingsOf } from './bindings.ts';
import { logOfOnePlus, wgslLossLines } from './losses.ts';
import { indent, sum, times } from './text.ts';

/** Threads of a workgroup. */
export const rowsPerWorkgroup = 64;

export interface LossOptions {
  readonly shape: NetworkShape;
  readonly loss: LossName;
  readonly exampleLength: number;
}

/** Of each row, the loss, whether it is answered rightly, and the derivatives by its outputs. */
export function rowLossKernel({ shape, loss, exampleLength }: LossOptions): GpuKernel {
  const last = layerAt(shape, shape.layers.length - 1);
  const bindings = bindingsOf({ examples: 'read', batch: 'read', workspace: 'write', steps: 'read' });
  const source = [
    bindingLines(bindings),
    '',
    `const outputs = ${last.outputs}u;`,
    '',
    ...rowAccessLines(shape, exampleLength),
    '',
    logOfOnePlus,
    '',
    `@compute @workgroup_size(${rowsPerWorkgroup})`,
    'fn row_losses(@builtin(global_invocation_id) thread: vec3u) {',
    '  let row = thread.x;',
    '  if (row >= step.rows) { return; }',
    '  let scale = 1f / f32(step.rows);',
    ...indent(wgslLossLines(loss)),
    `  workspace[${sum(shape.rowLosses, 'row')}] = loss;`,
    `  workspace[${sum(shape.rowsRight, 'row')}] = right;`,
    '}',
    '',
  ].join('\n');
  return { name: 'losses of rows', source, entryPoint: 'row_losses', bindings, constants: {} };
}

function rowAccessLines(shape: NetworkShape, exampleLength: number): readonly string[] {
  const last = layerAt(shape, shape.layers.length - 1);
  const inputs = shape.layers[0]?.inputs ?? 0;
  return [
    `fn output(row: u32, j: u32) -> f32 { return workspace[${sum(last.values, times('row', last.outputs), 'j')}]; }`,
    '',
    `fn target_of(row: u32, j: u32) -> f32 { return examples[${sum(times('batch[step.first + row]', exampleLength), inputs, 'j')}]; }`,
    '',
    `fn set_delta(row: u32, j: u32, value: f32) { workspace[${sum(last.deltas, times('row', last.outputs), 'j')}] = value; }`,
  ];
}

/** The mean of the losses of rows; brings the training to a halt where it is above the limit or no finite number. */
export function meanLossKernel(shape: NetworkShape): GpuKernel {
  const bindings = bindingsOf({ workspace: 'read', results: 'write', steps: 'read' });
  const source = [
    bindingLines(bindings),
    '',
    ...sumOfRowsLines,
    '',
    '@compute @workgroup_size(threads)',
    'fn mean_loss(@builtin(local_invocation_index) thread: u32) {',
    `  let loss = sum_of_rows(thread, ${shape.rowLosses}u) / f32(step.rows);`,
    '  if (thread != 0u) { return; }',
    '  let bits = bitcast<u32>(loss);',
    '  results[1u + step.place] = bits;',
    '  // Compilers may take x != x for false.',
    '  let is_finite = (bits & 0x7f800000u) != 0x7f800000u;',
    '  if (!is_finite || loss > step.limit) { results[0] = 1u; }',
    '}',
    '',
  ].join('\n');
  return { name: 'mean loss', source, entryPoint: 'mean_loss', bindings, constants: {} };
}

/** The sum of the losses of rows, and how many are answered rightly. */
export function evaluationKernel(shape: NetworkShape): GpuKernel {
  const bindings = bindingsOf({ workspace: 'read', results: 'write', steps: 'read' });
  const source = [
    bindingLines(bindings),
    '',
    ...sumOfRowsLines,
    '',
    '@compute @workgroup_size(threads)',
    'fn evaluation(@builtin(local_invocation_index) thread: u32) {',
    `  let loss = sum_of_rows(thread, ${shape.rowLosses}u);`,
    `  let right = sum_of_rows(thread, ${shape.rowsRight}u);`,
    '  if (thread != 0u) { return; }',
    '  results[1u + step.place] = bitcast<u32>(loss);',
    '  results[2u + step.place] = bitcast<u32>(right);',
    '}',
    '',
  ].join('\n');
  return { name: 'evaluation', source, entryPoint: 'evaluation', bindings, constants: {} };
}

const sumOfRowsLines: readonly string[] = [
  'const threads = 256u;',
  '',
  'var<workgroup> partial: array<f32, threads>;',
  '',
  "// The sum of a number of each of the step's rows, by all threads of the workgroup.",
  'fn sum_of_rows(thread: u32, at: u32) -> f32 {',
  '  var own = 0f;',
  '  for (var row = thread; row < step.rows; row += threads) { own += workspace[at + row]; }',
  '  partial[thread] = own;',
  '  for (var half = threads / 2u; half > 0u; half /= 2u) {',
  '    workgroupBarrier();',
  '    if (thread < half) { partial[thread] += partial[thread + half]; }',
  '  }',
  '  return workgroupUniformLoad(&partial[0]);',
  '}',
];
