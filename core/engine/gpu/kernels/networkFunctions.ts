/** A network as functions that all threads of a workgroup call together, in WGSL. */
import type { LossName } from '../../../problems/models/losses/index.ts';
import { layerAt, type NetworkShape } from '../networkShape.ts';
import { directLines } from './directProduct.ts';
import {
  backwardProduct,
  forwardProduct,
  gradientProduct,
  type LayerProductOptions,
} from './layerProducts.ts';
import { wgslLoss } from './losses.ts';
import { indent, sum, times } from './text.ts';

export interface WorkgroupNetwork {
  /** For the rows of a mini-batch. */
  readonly shape: NetworkShape;
  readonly loss: LossName;
  readonly exampleLength: number;
  /** Rows of the largest mini-batch. */
  readonly batchSize: number;
  /** Whether the device computes on the processor: then products are direct ones. */
  readonly isSoftware: boolean;
  /** Whether threads of such a device can read each other's numbers. */
  readonly hasSubgroups: boolean;
}

/**
 * `forward`, `row_losses`, `is_to_go_on`, `backward` and `take_gradient`. `area` is where the run's workspace begins,
 * `parameters` where those are at which it is computed, `first` where the row numbers of the step are.
 */
export function networkFunctions(options: WorkgroupNetwork): readonly string[] {
  const { shape, loss, exampleLength } = options;
  const { inputs } = layerAt(shape, 0);
  const { values, deltas, outputs } = layerAt(shape, shape.layers.length - 1);
  const { functions, lines } = wgslLoss(loss);
  const row = times('row', outputs);
  const products = options.isSoftware ? directProducts : productsOfNumbers;
  return [
    functionLines('forward(thread: u32, rows: u32, first: u32, area: u32, parameters: u32)', [
      ...shape.layers.flatMap((_, depth) => [...products.forward(options, depth), 'storageBarrier();']),
    ]),
    `const outputs = ${outputs}u;`,
    `fn output(area: u32, row: u32, j: u32) -> f32 { return workspace[${sum('area', values, row, 'j')}]; }`,
    `fn target_of(first: u32, row: u32, j: u32) -> f32 { return examples[${sum(times('batch[first + row]', exampleLength), inputs, 'j')}]; }`,
    functions,
    functionLines('row_losses(thread: u32, rows: u32, first: u32, area: u32)', [
      'for (var row = thread; row < rows; row += threads) {',
      ...indent([
        'let scale = 1f / f32(rows);',
        ...lines({
          output: (j) => `output(area, row, ${j})`,
          target: (j) => `target_of(first, row, ${j})`,
          setDelta: (j, value) => `workspace[${sum('area', deltas, row, j)}] = ${value};`,
        }),
        `workspace[${sum('area', shape.rowLosses, 'row')}] = loss;`,
      ]),
      '}',
      'storageBarrier();',
    ]),
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
      ...shape.layers
        .slice(1)
        .flatMap((_, index) => [
          ...products.backward(options, shape.layers.length - 1 - index),
          'storageBarrier();',
        ]),
    ]),
    functionLines('take_gradient(thread: u32, rows: u32, first: u32, area: u32, base: u32)', [
      ...shape.layers.flatMap((_, depth) => products.gradient(options, depth)),
      'storageBarrier();',
    ]),
  ];
}

function functionLines(signature: string, lines: readonly string[]): string {
  return [`fn ${signature} {`, ...indent(lines), '}'].join('\n');
}

/** The lines of a layer's products. */
type LinesOf = (options: WorkgroupNetwork, depth: number) => readonly string[];

interface ProductsOfLayer {
  readonly forward: LinesOf;
  readonly backward: LinesOf;
  readonly gradient: LinesOf;
}

/** A thread computes one number after another. */
const productsOfNumbers: ProductsOfLayer = {
  forward: forwardLines,
  backward: backwardLines,
  gradient: gradientLines,
};

const directProducts: ProductsOfLayer = {
  forward: (options, depth) =>
    directLines(
      forwardProduct(ofLayer(options, depth)),
      options.batchSize,
      layerAt(options.shape, depth).outputs,
      options.hasSubgroups,
    ),
  backward: (options, depth) =>
    directLines(
      backwardProduct(ofLayer(options, depth)),
      options.batchSize,
      layerAt(options.shape, depth).inputs,
      options.hasSubgroups,
    ),
  gradient: (options, depth) => {
    const { inputs, outputs } = layerAt(options.shape, depth);
    const { product } = gradientProduct(ofLayer(options, depth), true);
    return directLines(product, inputs + 1, outputs, options.hasSubgroups);
  },
};

function ofLayer({ shape, exampleLength }: WorkgroupNetwork, depth: number): LayerProductOptions {
  const places = {
    ...{ rows: 'rows', first: 'first' },
    ...{ parameters: 'parameters', workspace: 'area', gradient: 'base' },
  };
  return { shape, depth, exampleLength, places, takesFours: false };
}

function forwardLines({ shape, exampleLength }: WorkgroupNetwork, depth: number): readonly string[] {
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
  ];
}

/** Where the numbers begin that a layer takes for a row. */
function inputLine(
  shape: NetworkShape,
  depth: number,
  exampleLength: number,
  row: string,
): readonly string[] {
  if (depth === 0) return [`let begin = ${times(`batch[first + ${row}]`, exampleLength)};`];
  const { values, outputs } = layerAt(shape, depth - 1);
  return [`let begin = ${sum('area', values, times(row, outputs))};`];
}

function inputAt(depth: number, k: string): string {
  return `${depth === 0 ? 'examples' : 'workspace'}[begin + ${k}]`;
}

function backwardLines({ shape }: WorkgroupNetwork, depth: number): readonly string[] {
  const { inputs, outputs, weights, deltas } = layerAt(shape, depth);
  const before = layerAt(shape, depth - 1);
  const slope =
    before.slopes === null
      ? `slope(workspace[${sum('area', before.values, 'i')}])`
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
  ];
}

function gradientLines({ shape, exampleLength }: WorkgroupNetwork, depth: number): readonly string[] {
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
