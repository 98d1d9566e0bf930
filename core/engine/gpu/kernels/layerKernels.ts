/** Kernels for a layer: its values, the derivatives by what the layer before gives, and those by its own parameters. */
import type { ActivationName } from '../../../problems/models/activations/index.ts';
import type { GpuKernel } from '../gpuPlan.ts';
import { layerAt, type NetworkShape } from '../networkShape.ts';
import { wgslActivation } from './activations.ts';
import { bindingsOf } from './bindings.ts';
import { createKernel } from './createKernel.ts';
import {
  backwardProduct,
  forwardProduct,
  gradientProduct,
  type LayerProductOptions,
} from './layerProducts.ts';
import type { Sharing } from './product.ts';
import type { FusedUpdate } from './ruleKernels.ts';

export interface LayerOptions {
  readonly shape: NetworkShape;
  /** Which layer, from 0. */
  readonly depth: number;
  readonly activation: ActivationName;
  readonly exampleLength: number;
  /** Where in `values` the parameters are at which it is computed. */
  readonly parametersAt: number;
  readonly sharing: Sharing;
}

export function forwardKernel(options: LayerOptions): GpuKernel {
  const { depth, shape, parametersAt, sharing } = options;
  const layer = layerAt(shape, depth);
  const isHidden = depth < shape.layers.length - 1;
  const takesFours = areFours(
    sharing,
    depth === 0 ? 0 : layer.inputs,
    layer.outputs,
    parametersAt + layer.weights,
  );
  const { activate, slope } = wgslActivation(options.activation);
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
    parts: [
      isHidden ? activate : '',
      layer.slopes === null ? '' : slope,
      sharing.linesOf(forwardProduct(inProduct(options, takesFours))),
    ],
  });
}

export function backwardKernel(options: LayerOptions): GpuKernel {
  const { shape, depth, parametersAt, sharing } = options;
  const layer = layerAt(shape, depth);
  const takesFours = areFours(sharing, layer.inputs, layer.outputs, parametersAt + layer.weights);
  const { slope } = wgslActivation(options.activation);
  return createKernel({
    name: `backward ${depth + 1}`,
    entryPoint: 'backward',
    bindings: bindingsOf({ values: 'read', workspace: 'write', steps: 'read' }),
    fours: takesFours ? ['values', 'workspace'] : [],
    parts: [
      layerAt(shape, depth - 1).slopes === null ? slope : '',
      sharing.linesOf(backwardProduct(inProduct(options, takesFours))),
    ],
  });
}

export interface GradientOptions extends LayerOptions {
  /** What follows at once with a parameter's gradient. Default: nothing follows. */
  readonly update?: FusedUpdate;
}

export function gradientKernel(options: GradientOptions): GpuKernel {
  const { shape, depth, sharing, update } = options;
  const layer = layerAt(shape, depth);
  const takesFours = areFours(sharing, depth === 0 ? 0 : layer.inputs, layer.outputs, 0);
  const { product, functions } = gradientProduct(
    inProduct(options, takesFours),
    sharing.keepsLines,
    update?.lines,
  );
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
    parts: [update?.functions ?? '', functions, sharing.linesOf(product)],
  });
}

/** The step's rows are all that a kernel sees of buffers that begin with them. */
function inProduct(
  { shape, depth, exampleLength, parametersAt }: LayerOptions,
  takesFours: boolean,
): LayerProductOptions {
  const places = {
    ...{ rows: 'step.rows', first: 'step.first' },
    ...{ parameters: parametersAt, workspace: 0, gradient: 0 },
  };
  return { shape, depth, exampleLength, places, takesFours };
}

/** Whether a kernel reads and writes four neighbours at once: where it has so many, and all begin at multiples of four. */
function areFours({ hasFours }: Sharing, ...numbers: readonly number[]): boolean {
  return hasFours && numbers.every((each) => each % 4 === 0);
}
