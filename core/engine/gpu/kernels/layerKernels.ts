/** Kernels for a layer: its values, the derivatives by what the layer before gives, and those by its own parameters. */
import type { ActivationName } from '../../../problems/models/activations/index.ts';
import type { GpuBufferName, GpuKernel } from '../gpuPlan.ts';
import { layerAt, type NetworkShape } from '../networkShape.ts';
import { wgslActivation } from './activations.ts';
import { bindingsOf } from './bindings.ts';
import { createKernel } from './createKernel.ts';
import { hasFours, type Operand, productLines, type Tile } from './product.ts';
import type { FusedUpdate } from './ruleKernels.ts';
import { sum, times } from './text.ts';

export interface LayerOptions {
  readonly shape: NetworkShape;
  /** Which layer, from 0. */
  readonly depth: number;
  readonly activation: ActivationName;
  readonly exampleLength: number;
  /** Where in `values` the parameters are at which it is computed. */
  readonly parametersAt: number;
  readonly tile: Tile;
}

/** X W + b, and the activation where the layer is hidden. */
export function forwardKernel(options: LayerOptions): GpuKernel {
  const { depth, shape, activation, parametersAt, tile } = options;
  const layer = layerAt(shape, depth);
  const isHidden = depth < shape.layers.length - 1;
  const weights = parametersAt + layer.weights;
  const biases = weights + layer.inputs * layer.outputs;
  const takesFours = areFours(tile, depth === 0 ? 0 : layer.inputs, layer.outputs, weights);
  const place = `${times('row', layer.outputs)} + column`;
  const { activate, slope } = wgslActivation(activation);
  const product = productLines({
    entryPoint: 'forward',
    rows: 'step.rows',
    columns: `${layer.outputs}u`,
    inner: `${layer.inputs}u`,
    left: inputsOf(options, takesFours),
    right: {
      at: (column, k) => one('values', weights, times(k, layer.outputs), column),
      contiguous: 'outer',
      four: takesFours ? (column, k) => four('values', weights, times(k, layer.outputs), column) : undefined,
    },
    store: (_row, _column, value) => [
      `let z = ${value} + ${one('values', biases, 'column')};`,
      `${one('workspace', layer.values, place)} = ${isHidden ? 'activate(z)' : 'z'};`,
      ...(layer.slopes === null ? [] : [`${one('workspace', layer.slopes, place)} = slope(z);`]),
    ],
    storeFour: takesFours
      ? (_row, _column, values) => [
          `let z = ${values} + ${four('values', biases, 'column')};`,
          `${four('workspace', layer.values, place)} = ${isHidden ? ofEach('activate', 'z') : 'z'};`,
          ...(layer.slopes === null
            ? []
            : [`${four('workspace', layer.slopes, place)} = ${ofEach('slope', 'z')};`]),
        ]
      : undefined,
    tile,
  });
  return createKernel({
    name: `forward ${depth + 1}`,
    entryPoint: 'forward',
    bindings: bindingsOf({
      values: 'read',
      ...(depth === 0 && { examples: 'read', batch: 'read' }),
      workspace: 'write',
      steps: 'read',
    }),
    fours: takesFours ? ['values', 'workspace'] : [],
    parts: [isHidden ? activate : '', layer.slopes === null ? '' : slope, product],
  });
}

/** Δ Wᵀ times the slopes: the derivatives by the values before the activation of the layer before. */
export function backwardKernel({ shape, depth, activation, parametersAt, tile }: LayerOptions): GpuKernel {
  const layer = layerAt(shape, depth);
  const before = layerAt(shape, depth - 1);
  const weights = parametersAt + layer.weights;
  const takesFours = areFours(tile, layer.inputs, layer.outputs, weights);
  const place = `${times('row', before.outputs)} + column`;
  const { slopes } = before;
  const { slope } = wgslActivation(activation);
  const product = productLines({
    entryPoint: 'backward',
    rows: 'step.rows',
    columns: `${layer.inputs}u`,
    inner: `${layer.outputs}u`,
    left: {
      at: (row, k) => one('workspace', layer.deltas, times(row, layer.outputs), k),
      contiguous: 'inner',
      four: takesFours
        ? (row, k) => four('workspace', layer.deltas, times(row, layer.outputs), k)
        : undefined,
    },
    right: {
      at: (column, k) => one('values', weights, times(column, layer.outputs), k),
      contiguous: 'inner',
      four: takesFours ? (column, k) => four('values', weights, times(column, layer.outputs), k) : undefined,
    },
    store: (_row, _column, value) => [
      slopes === null
        ? `let slopes = slope(${one('workspace', before.values, place)});`
        : `let slopes = ${one('workspace', slopes, place)};`,
      `${one('workspace', before.deltas, place)} = ${value} * slopes;`,
    ],
    storeFour: takesFours
      ? (_row, _column, values) => [
          ...(slopes === null
            ? [
                `let value = ${four('workspace', before.values, place)};`,
                `let slopes = ${ofEach('slope', 'value')};`,
              ]
            : [`let slopes = ${four('workspace', slopes, place)};`]),
          `${four('workspace', before.deltas, place)} = ${values} * slopes;`,
        ]
      : undefined,
    tile,
  });
  return createKernel({
    name: `backward ${depth + 1}`,
    entryPoint: 'backward',
    bindings: bindingsOf({ values: 'read', workspace: 'write', steps: 'read' }),
    fours: takesFours ? ['values', 'workspace'] : [],
    parts: [slopes === null ? slope : '', product],
  });
}

export interface GradientOptions extends LayerOptions {
  /** What follows at once with a parameter's gradient. Default: nothing follows. */
  readonly update?: FusedUpdate;
}

/** Xᵀ Δ, and the sums of Δ behind it: as if a further input were 1, whose weights are the biases. */
export function gradientKernel(options: GradientOptions): GpuKernel {
  const { shape, depth, tile, update } = options;
  const layer = layerAt(shape, depth);
  const takesFours = areFours(tile, depth === 0 ? 0 : layer.inputs, layer.outputs, 0);
  const inputs = inputsOf(options, takesFours);
  const product = productLines({
    entryPoint: 'gradient_of_layer',
    rows: `${layer.inputs + 1}u`,
    columns: `${layer.outputs}u`,
    inner: 'step.rows',
    left: {
      at: (input, k) => `input_at(${k}, ${input})`,
      contiguous: 'outer',
      four: inputs.four && ((input, k) => `input_at(${k}, ${input})`),
    },
    right: {
      at: (column, k) => one('workspace', layer.deltas, times(k, layer.outputs), column),
      contiguous: 'outer',
      four: takesFours
        ? (column, k) => four('workspace', layer.deltas, times(k, layer.outputs), column)
        : undefined,
    },
    store: (_row, _column, value) => [
      `let i = ${sum(layer.weights, times('row', layer.outputs), 'column')};`,
      `gradient[i] = ${value};`,
      ...(update?.lines ?? []),
    ],
    tile,
  });
  const [type, last, at] = inputs.four
    ? ['vec4f', 'vec4f(1f, 0f, 0f, 0f)', inputs.four]
    : ['f32', '1f', inputs.at];
  const inputAt = [
    `fn input_at(k: u32, input: u32) -> ${type} {`,
    `  if (input == ${layer.inputs}u) { return ${last}; }`,
    `  return ${at('k', 'input')};`,
    '}',
  ].join('\n');
  return createKernel({
    name: `gradient ${depth + 1}`,
    entryPoint: 'gradient_of_layer',
    bindings: bindingsOf({
      ...update?.bindings,
      ...(depth === 0 && { examples: 'read', batch: 'read' }),
      workspace: 'read',
      gradient: 'write',
      steps: 'read',
    }),
    fours: takesFours ? ['workspace'] : [],
    parts: [update?.functions ?? '', inputAt, product],
  });
}

/** What a layer takes: the step's examples, whose rows begin anywhere, or the values of the layer before. */
function inputsOf({ shape, depth, exampleLength }: LayerOptions, takesFours: boolean): Operand {
  if (depth === 0) {
    const example = (row: string) => times(`batch[step.first + ${row}]`, exampleLength);
    return { at: (row, k) => one('examples', example(row), k), contiguous: 'inner' };
  }
  const { values, outputs } = layerAt(shape, depth - 1);
  return {
    at: (row, k) => one('workspace', values, times(row, outputs), k),
    contiguous: 'inner',
    four: takesFours ? (row, k) => four('workspace', values, times(row, outputs), k) : undefined,
  };
}

/** Whether a kernel reads and writes four neighbours at once: where it has so many, and all begin at multiples of four. */
function areFours(tile: Tile, ...numbers: readonly number[]): boolean {
  return hasFours(tile) && numbers.every((each) => each % 4 === 0);
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
