/** Kernels for the loss: one thread a row, then one workgroup for their mean or sum. */
import type { LossName } from '../../../problems/models/losses/index.ts';
import type { GpuKernel } from '../gpuPlan.ts';
import { layerAt, type NetworkShape } from '../networkShape.ts';
import { bindingsOf } from './bindings.ts';
import { createKernel, threadsOfSums } from './createKernel.ts';
import { wgslLoss } from './losses.ts';
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
  const { inputs } = layerAt(shape, 0);
  const { functions, lines } = wgslLoss(loss);
  const row = times('row', last.outputs);
  const example = times('batch[step.first + row]', exampleLength);
  return createKernel({
    name: 'losses of rows',
    entryPoint: 'row_losses',
    bindings: bindingsOf({ examples: 'read', batch: 'read', workspace: 'write', steps: 'read' }),
    parts: [
      `const outputs = ${last.outputs}u;`,
      `fn output(row: u32, j: u32) -> f32 { return workspace[${sum(last.values, row, 'j')}]; }`,
      `fn target_of(row: u32, j: u32) -> f32 { return examples[${sum(example, inputs, 'j')}]; }`,
      functions,
      [
        `@compute @workgroup_size(${rowsPerWorkgroup})`,
        'fn row_losses(@builtin(global_invocation_id) thread: vec3u) {',
        '  let row = thread.x;',
        '  if (row >= step.rows) { return; }',
        '  let scale = 1f / f32(step.rows);',
        ...indent(
          lines({
            output: (j) => `output(row, ${j})`,
            target: (j) => `target_of(row, ${j})`,
            setDelta: (j, value) => `workspace[${sum(last.deltas, row, j)}] = ${value};`,
          }),
        ),
        `  workspace[${sum(shape.rowLosses, 'row')}] = loss;`,
        `  workspace[${sum(shape.rowsRight, 'row')}] = right;`,
        '}',
      ].join('\n'),
    ],
  });
}

/** The mean of the losses of rows; brings the training to a halt where it is above the limit or no finite number. */
export function meanLossKernel({ rowLosses }: NetworkShape, isSoftware: boolean): GpuKernel {
  return sumKernel('mean loss', isSoftware, [
    `let loss = sum_of_rows(thread, ${rowLosses}u) / f32(step.rows);`,
    'if (thread != 0u) { return; }',
    'let bits = bitcast<u32>(loss);',
    'results[1u + step.place] = bits;',
    '// Compilers may take x != x for false.',
    'let is_finite = (bits & 0x7f800000u) != 0x7f800000u;',
    'if (!is_finite || loss > step.limit) { results[0] = 1u; }',
  ]);
}

/** The sum of the losses of rows, and how many are answered rightly. */
export function evaluationKernel({ rowLosses, rowsRight }: NetworkShape, isSoftware: boolean): GpuKernel {
  return sumKernel('evaluation', isSoftware, [
    `let loss = sum_of_rows(thread, ${rowLosses}u);`,
    `let right = sum_of_rows(thread, ${rowsRight}u);`,
    'if (thread != 0u) { return; }',
    'results[1u + step.place] = bitcast<u32>(loss);',
    'results[2u + step.place] = bitcast<u32>(right);',
  ]);
}

function sumKernel(name: string, isSoftware: boolean, lines: readonly string[]): GpuKernel {
  return createKernel({
    name,
    entryPoint: 'sum_up',
    bindings: bindingsOf({ workspace: 'read', results: 'write', steps: 'read' }),
    threads: threadsOfSums(isSoftware),
    parts: [
      [
        "// The sum of a number of each of the step's rows, by all threads of the workgroup.",
        'fn sum_of_rows(thread: u32, at: u32) -> f32 {',
        '  var own = 0f;',
        '  for (var row = thread; row < step.rows; row += threads) { own += workspace[at + row]; }',
        '  return sum_of_threads(thread, own);',
        '}',
      ].join('\n'),
      [
        '@compute @workgroup_size(threads)',
        'fn sum_up(@builtin(local_invocation_index) thread: u32) {',
        ...indent(lines),
        '}',
      ].join('\n'),
    ],
  });
}
