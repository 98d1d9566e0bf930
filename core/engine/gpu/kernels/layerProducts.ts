/** The products of a layer: its values, the derivatives by what the layer before gives, and those by its own parameters. */
import type { GpuBufferName } from '../gpuPlan.ts';
import { layerAt, type NetworkShape } from '../networkShape.ts';
import type { Operand, Product } from './product.ts';
import { sum, times } from './text.ts';

/** Where a step's numbers are: expressions, or constants. */
export interface StepPlaces {
  /** How many rows it has, and where in `batch` they begin. */
  readonly rows: string;
  readonly first: string;
  /** Where in `values` the parameters begin at which it is computed. */
  readonly parameters: string | number;
  /** Where its numbers begin in `workspace`, and in `gradient`. */
  readonly workspace: string | number;
  readonly gradient: string | number;
}

export interface LayerProductOptions {
  readonly shape: NetworkShape;
  /** Which layer, from 0. */
  readonly depth: number;
  readonly exampleLength: number;
  readonly places: StepPlaces;
  /** Whether `values` and `workspace`, or of the gradient `workspace`, are seen as vectors of four numbers. */
  readonly takesFours: boolean;
}

/** X W + b, and the activation where the layer is hidden. */
export function forwardProduct(options: LayerProductOptions): Product {
  const { shape, depth, places, takesFours } = options;
  const layer = layerAt(shape, depth);
  const isHidden = depth < shape.layers.length - 1;
  const biases = layer.weights + layer.inputs * layer.outputs;
  const place = (row: string, column: string) => `${times(row, layer.outputs)} + ${column}`;
  return {
    entryPoint: 'forward',
    rows: places.rows,
    columns: `${layer.outputs}u`,
    inner: `${layer.inputs}u`,
    left: inputsOf(options),
    right: linesOf('outer', 'values', [places.parameters, layer.weights], layer.outputs, takesFours),
    store: (row, column, value) => [
      `let z = ${value} + ${one('values', places.parameters, biases, column)};`,
      `${one('workspace', places.workspace, layer.values, place(row, column))} = ${isHidden ? 'activate(z)' : 'z'};`,
      ...(layer.slopes === null
        ? []
        : [`${one('workspace', places.workspace, layer.slopes, place(row, column))} = slope(z);`]),
    ],
    storeFour: takesFours
      ? (row, column, values) => [
          `let z = ${values} + ${four('values', places.parameters, biases, column)};`,
          `${four('workspace', places.workspace, layer.values, place(row, column))} = ${isHidden ? ofEach('activate', 'z') : 'z'};`,
          ...(layer.slopes === null
            ? []
            : [
                `${four('workspace', places.workspace, layer.slopes, place(row, column))} = ${ofEach('slope', 'z')};`,
              ]),
        ]
      : undefined,
  };
}

/** Δ Wᵀ times the slopes: the derivatives by the values before the activation of the layer before. */
export function backwardProduct({ shape, depth, places, takesFours }: LayerProductOptions): Product {
  const layer = layerAt(shape, depth);
  const before = layerAt(shape, depth - 1);
  const place = (row: string, column: string) => `${times(row, before.outputs)} + ${column}`;
  const { slopes } = before;
  const { workspace } = places;
  return {
    entryPoint: 'backward',
    rows: places.rows,
    columns: `${layer.inputs}u`,
    inner: `${layer.outputs}u`,
    left: linesOf('inner', 'workspace', [workspace, layer.deltas], layer.outputs, takesFours),
    right: linesOf('inner', 'values', [places.parameters, layer.weights], layer.outputs, takesFours),
    store: (row, column, value) => [
      slopes === null
        ? `let slopes = slope(${one('workspace', workspace, before.values, place(row, column))});`
        : `let slopes = ${one('workspace', workspace, slopes, place(row, column))};`,
      `${one('workspace', workspace, before.deltas, place(row, column))} = ${value} * slopes;`,
    ],
    storeFour: takesFours
      ? (row, column, values) => [
          ...(slopes === null
            ? [
                `let value = ${four('workspace', workspace, before.values, place(row, column))};`,
                `let slopes = ${ofEach('slope', 'value')};`,
              ]
            : [`let slopes = ${four('workspace', workspace, slopes, place(row, column))};`]),
          `${four('workspace', workspace, before.deltas, place(row, column))} = ${values} * slopes;`,
        ]
      : undefined,
  };
}

export interface GradientProduct {
  readonly product: Product;
  /** What it calls. */
  readonly functions: string;
}

/**
 * Xᵀ Δ, and the sums of Δ behind it: as if a further input were 1, whose weights are the biases.
 * @param keepsLines Whether who computes it keeps where rows begin.
 * @param lines What follows at once with a parameter's gradient; `i` is the parameter.
 */
export function gradientProduct(
  options: LayerProductOptions,
  keepsLines: boolean,
  lines: readonly string[] = [],
): GradientProduct {
  const { shape, depth, places, takesFours } = options;
  const layer = layerAt(shape, depth);
  const inputs = inputsOf(options);
  const at = (k: string, input: string) => `input_at(${k}, ${input})`;
  const left: Operand = keepsLines
    ? {
        contiguous: 'outer',
        line: inputs.line,
        at: (line, input) => `select(${inputs.at(line, input)}, 1f, ${input} == ${layer.inputs}u)`,
      }
    : { contiguous: 'outer', line: (k) => k, at, four: inputs.four && at };
  const product: Product = {
    entryPoint: 'gradient_of_layer',
    rows: `${layer.inputs + 1}u`,
    columns: `${layer.outputs}u`,
    inner: places.rows,
    left,
    right: linesOf('outer', 'workspace', [places.workspace, layer.deltas], layer.outputs, takesFours),
    store: (row, column, value) => [
      `let i = ${sum(places.gradient, layer.weights, times(row, layer.outputs), column)};`,
      `gradient[i] = ${value};`,
      ...lines,
    ],
  };
  return { product, functions: keepsLines ? '' : inputAtLines(layer.inputs, inputs) };
}

function inputAtLines(inputs: number, { line, at, four }: Operand): string {
  const [type, last, value] = four ? ['vec4f', 'vec4f(1f, 0f, 0f, 0f)', four] : ['f32', '1f', at];
  return [
    `fn input_at(k: u32, input: u32) -> ${type} {`,
    `  if (input == ${inputs}u) { return ${last}; }`,
    `  return ${value(line('k'), 'input')};`,
    '}',
  ].join('\n');
}

/** What a layer takes: the step's examples, whose rows begin anywhere, or the values of the layer before. */
function inputsOf({ shape, depth, exampleLength, places, takesFours }: LayerProductOptions): Operand {
  if (depth === 0) {
    return {
      contiguous: 'inner',
      line: (row) => times(`batch[${places.first} + ${row}]`, exampleLength),
      at: (line, k) => one('examples', line, k),
    };
  }
  const { values, outputs } = layerAt(shape, depth - 1);
  return linesOf('inner', 'workspace', [places.workspace, values], outputs, takesFours);
}

/** Lines of a matrix, one behind the other. */
function linesOf(
  contiguous: Operand['contiguous'],
  buffer: GpuBufferName,
  begin: readonly (string | number)[],
  length: number,
  takesFours: boolean,
): Operand {
  return {
    contiguous,
    line: (index) => times(index, length),
    at: (line, place) => one(buffer, ...begin, line, place),
    four: takesFours ? (line, place) => four(buffer, ...begin, line, place) : undefined,
  };
}

function one(buffer: GpuBufferName, ...index: readonly (string | number)[]): string {
  return `${buffer}[${sum(...index)}]`;
}

/** Four numbers of a buffer that is seen as vectors. */
function four(buffer: GpuBufferName, ...index: readonly (string | number)[]): string {
  return `${buffer}[(${sum(...index)}) / 4u]`;
}

function ofEach(name: string, vector: string): string {
  return `vec4f(${['x', 'y', 'z', 'w'].map((component) => `${name}(${vector}.${component})`).join(', ')})`;
}
