/** Kernels for a layer: its values, the derivatives by what the layer before gives, and those by its own parameters. */
import type { ActivationName } from '../../../problems/models/activations/index.ts';
import type { GpuBinding, GpuKernel } from '../gpuPlan.ts';
import { layerAt, type NetworkShape } from '../networkShape.ts';
import { wgslActivation } from './activations.ts';
import { bindingsOf } from './bindings.ts';
import { createKernel } from './createKernel.ts';
import { type Operand, type Product, productLines, type Tile } from './product.ts';
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
  const bindings = bindingsOf({
    values: 'read',
    ...(depth === 0 && { examples: 'read', batch: 'read' }),
    workspace: 'write',
    steps: 'read',
  });
  const weights = parametersAt + layer.weights;
  const place = `${times('row', layer.outputs)} + column`;
  const { activate, slope } = wgslActivation(activation);
  const functions = [isHidden ? activate : '', layer.slopes === null ? '' : slope];
  return productKernel(`forward ${depth + 1}`, bindings, functions, {
    entryPoint: 'forward',
    rows: 'step.rows',
    columns: `${layer.outputs}u`,
    inner: `${layer.inputs}u`,
    left: inputsOf(options),
    right: {
      at: (column, k) => `values[${sum(weights, times(k, layer.outputs), column)}]`,
      contiguous: 'outer',
    },
    store: (_row, _column, value) => [
      `let z = ${value} + values[${sum(weights + layer.inputs * layer.outputs, 'column')}];`,
      `workspace[${sum(layer.values, place)}] = ${isHidden ? 'activate(z)' : 'z'};`,
      ...(layer.slopes === null ? [] : [`workspace[${sum(layer.slopes, place)}] = slope(z);`]),
    ],
    tile,
  });
}

/** Δ Wᵀ times the slopes: the derivatives by the values before the activation of the layer before. */
export function backwardKernel({ shape, depth, activation, parametersAt, tile }: LayerOptions): GpuKernel {
  const layer = layerAt(shape, depth);
  const before = layerAt(shape, depth - 1);
  const bindings = bindingsOf({ values: 'read', workspace: 'write', steps: 'read' });
  const place = `${times('row', before.outputs)} + column`;
  const slope =
    before.slopes === null
      ? `slope(workspace[${sum(before.values, place)}])`
      : `workspace[${sum(before.slopes, place)}]`;
  return productKernel(
    `backward ${depth + 1}`,
    bindings,
    [before.slopes === null ? wgslActivation(activation).slope : ''],
    {
      entryPoint: 'backward',
      rows: 'step.rows',
      columns: `${layer.inputs}u`,
      inner: `${layer.outputs}u`,
      left: {
        at: (row, k) => `workspace[${sum(layer.deltas, times(row, layer.outputs), k)}]`,
        contiguous: 'inner',
      },
      right: {
        at: (column, k) => `values[${sum(parametersAt + layer.weights, times(column, layer.outputs), k)}]`,
        contiguous: 'inner',
      },
      store: (_row, _column, value) => [`workspace[${sum(before.deltas, place)}] = ${value} * ${slope};`],
      tile,
    },
  );
}

export interface GradientOptions extends LayerOptions {
  /** What follows at once with a parameter's gradient. Default: nothing follows. */
  readonly update?: FusedUpdate;
}

/** Xᵀ Δ, and the sums of Δ behind it: as if a further input were 1, whose weights are the biases. */
export function gradientKernel(options: GradientOptions): GpuKernel {
  const { shape, depth, tile, update } = options;
  const layer = layerAt(shape, depth);
  const bindings = bindingsOf({
    ...update?.bindings,
    ...(depth === 0 && { examples: 'read', batch: 'read' }),
    workspace: 'read',
    gradient: 'write',
    steps: 'read',
  });
  const { at } = inputsOf(options);
  return productKernel(
    `gradient ${depth + 1}`,
    bindings,
    [
      update?.functions ?? '',
      [
        'fn input_at(k: u32, input: u32) -> f32 {',
        `  if (input == ${layer.inputs}u) { return 1f; }`,
        `  return ${at('k', 'input')};`,
        '}',
      ].join('\n'),
    ],
    {
      entryPoint: 'gradient_of_layer',
      rows: `${layer.inputs + 1}u`,
      columns: `${layer.outputs}u`,
      inner: 'step.rows',
      left: { at: (input, k) => `input_at(${k}, ${input})`, contiguous: 'outer' },
      right: {
        at: (column, k) => `workspace[${sum(layer.deltas, times(k, layer.outputs), column)}]`,
        contiguous: 'outer',
      },
      store: (_row, _column, value) => [
        `let i = ${sum(layer.weights, times('row', layer.outputs), 'column')};`,
        `gradient[i] = ${value};`,
        ...(update?.lines ?? []),
      ],
      tile,
    },
  );
}

/** What a layer takes: the step's examples, or the values of the layer before. */
function inputsOf({ shape, depth, exampleLength }: LayerOptions): Operand {
  if (depth === 0) {
    return {
      at: (row, k) => `examples[${sum(times(`batch[step.first + ${row}]`, exampleLength), k)}]`,
      contiguous: 'inner',
    };
  }
  const { values, outputs } = layerAt(shape, depth - 1);
  return { at: (row, k) => `workspace[${sum(values, times(row, outputs), k)}]`, contiguous: 'inner' };
}

function productKernel(
  name: string,
  bindings: readonly GpuBinding[],
  functions: readonly string[],
  product: Product,
): GpuKernel {
  const { entryPoint } = product;
  return createKernel({ name, entryPoint, bindings, parts: [...functions, productLines(product)] });
}
