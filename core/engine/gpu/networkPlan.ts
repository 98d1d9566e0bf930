/** A network, its optimizer and the size of its mini-batches -> what a device is to do. */
import type { ActivationName } from '../../problems/models/activations/index.ts';
import { findLoss, type LossName } from '../../problems/models/losses/index.ts';
import { plan } from '../../rule/plan/plan.ts';
import type { ResolvedRule } from '../../rule/syntax/rule.ts';
import { type WgslKernel, wgslKernel } from '../../rule/targets/wgsl/wgsl.ts';
import type { GpuDispatch, GpuKernel, GpuPlan } from './gpuPlan.ts';
import { wgslActivation } from './kernels/activations.ts';
import { direct } from './kernels/directProduct.ts';
import { backwardKernel, forwardKernel, gradientKernel, type LayerOptions } from './kernels/layerKernels.ts';
import { evaluationKernel, meanLossKernel, rowLossKernel, rowsPerWorkgroup } from './kernels/lossKernels.ts';
import type { Sharing } from './kernels/product.ts';
import { fusedUpdate, numbersOfSums, stageKernels } from './kernels/ruleKernels.ts';
import { tiled } from './kernels/tiledProduct.ts';
import { wholeStepsKernel, workspaceOfRun } from './kernels/wholeSteps.ts';
import { type NetworkShape, shapeNetwork } from './networkShape.ts';
import { takesStepsTogether } from './together.ts';

export interface NetworkPlanOptions {
  /** Inputs, hidden layers …, outputs. */
  readonly widths: readonly number[];
  /** Between the layers; default 'tanh'. */
  readonly activation?: ActivationName;
  /** Default 'cross_entropy'. */
  readonly loss?: LossName;
  readonly rule: ResolvedRule;
  /** Rows of the largest mini-batch. */
  readonly batchSize: number;
  /** Whether it takes its steps together with other runs. Default: where a step is short. */
  readonly together?: boolean;
  /**
   * Whether the device is a processor in disguise: its threads are the four lanes of a vector, and each barrier costs it as
   * much as many sums. Default: it is none.
   */
  readonly isSoftware?: boolean;
  /** Whether the threads of such a device can read each other's numbers. Default: they can't. */
  readonly hasSubgroups?: boolean;
}

/** A binding may begin at multiples of 256 bytes. */
const numbersOfBinding = 64;
/** Rows that are evaluated together; fewer where layers are wide. */
const rowsOfEvaluation = 512;
const numbersOfEvaluation = 2 ** 20;

/** Parameters, states and rows as the float32 engine has them; see `GpuPlan`. */
export function planNetwork(options: NetworkPlanOptions): GpuPlan {
  const { widths, activation = 'tanh', loss = 'cross_entropy', rule, batchSize } = options;
  const { isSoftware = false, hasSubgroups = false } = options;
  const keepsSlopes = wgslActivation(activation).slopeOf === 'input';
  const rowsPerEvaluation = rowsEvaluatedTogether(widths, batchSize);
  const shape = shapeNetwork(widths, rowsPerEvaluation, keepsSlopes);
  const exampleLength = lengthOfExample(widths, loss);
  const kernel = wgslKernel(plan(rule, { reciprocals: true }));
  const rowLength = roundUp(kernel.rowLength);
  const planner = new Planner({ shape, activation, loss, exampleLength, isSoftware, hasSubgroups });
  const evaluate = [
    ...planner.forward(0, rowsPerEvaluation),
    ...planner.loss(rowsPerEvaluation),
    planner.evaluation(),
  ];
  const { together = takesStepsTogether(shape.parameters, batchSize, isSoftware) } = options;
  const stride = roundUp(kernel.tensors * shape.parameters);
  const own = shapeNetwork(widths, batchSize, keepsSlopes);
  const steps = together
    ? {
        together: {
          kernel: planner.add(
            wholeStepsKernel({
              shape: own,
              activation,
              loss,
              exampleLength,
              rule: kernel,
              rowLength,
              stride,
              batchSize,
              isSoftware,
              hasSubgroups,
            }),
          ),
          runsPerWorkgroup: 1,
          stride,
          workspace: workspaceOfRun(own),
          coordinates: 0,
        },
        measure: [],
        advance: [],
      }
    : {
        together: null,
        measure: [...planner.forward(0, batchSize), ...planner.loss(batchSize), planner.meanLoss()],
        advance: advanceOf(planner, kernel, shape, batchSize),
      };
  return {
    parameters: shape.parameters,
    tensors: kernel.tensors,
    kept: 1 + rule.state.length,
    exampleLength,
    rowLength,
    batchSize,
    workspace: shape.workspace + numbersOfSums(kernel, shape),
    rowsPerEvaluation,
    ranges: shape.ranges,
    ...steps,
    evaluate,
    kernels: planner.kernels,
  };
}

function roundUp(numbers: number): number {
  return Math.ceil(numbers / numbersOfBinding) * numbersOfBinding;
}

function rowsEvaluatedTogether(widths: readonly number[], batchSize: number): number {
  const fitting = Math.floor(numbersOfEvaluation / Math.max(...widths));
  return Math.max(batchSize, Math.min(rowsOfEvaluation, Math.max(32, fitting)));
}

/** Inputs, and a class or a number for each output. */
function lengthOfExample(widths: readonly number[], loss: LossName): number {
  const targets = findLoss(loss).target === 'class' ? 1 : (widths.at(-1) ?? 0);
  return (widths[0] ?? 0) + targets;
}

/** From the derivatives by the outputs on, which `measure` has left, to the parameters after the step. */
function advanceOf(
  planner: Planner,
  rule: WgslKernel,
  shape: NetworkShape,
  rows: number,
): readonly GpuDispatch[] {
  const fused = planner.isSoftware ? null : fusedUpdate(rule, shape.parameters);
  const update = fused ? [] : planner.stage(rule, 'update');
  if (!rule.lookAhead) return [...planner.backward(0, rows), ...planner.gradient(fused), ...update];
  const at = rule.gradientAt * shape.parameters;
  return [
    ...(rule.needsGradientFirst ? [...planner.backward(0, rows), ...planner.gradient(null)] : []),
    ...planner.stage(rule, 'look_ahead'),
    ...planner.forward(at, rows),
    ...planner.loss(rows),
    ...planner.backward(at, rows),
    ...planner.gradient(fused),
    ...update,
  ];
}

interface PlannerOptions {
  readonly shape: NetworkShape;
  readonly activation: ActivationName;
  readonly loss: LossName;
  readonly exampleLength: number;
  readonly isSoftware: boolean;
  readonly hasSubgroups: boolean;
}

/** Collects kernels, each once, and gives dispatches of them. */
class Planner {
  readonly kernels: GpuKernel[] = [];
  readonly #options: PlannerOptions;

  constructor(options: PlannerOptions) {
    this.#options = options;
  }

  get isSoftware(): boolean {
    return this.#options.isSoftware;
  }

  forward(parametersAt: number, rows: number): readonly GpuDispatch[] {
    return this.#layers.map(({ outputs }, depth) => {
      const sharing = this.#share(rows, outputs);
      const kernel = forwardKernel({ ...this.#layerOptions(depth, parametersAt), sharing });
      return this.#dispatch(kernel, sharing.workgroups);
    });
  }

  loss(rows: number): readonly GpuDispatch[] {
    return [this.#dispatch(rowLossKernel(this.#options), [Math.ceil(rows / rowsPerWorkgroup), 1])];
  }

  meanLoss(): GpuDispatch {
    return this.#dispatch(meanLossKernel(this.#options.shape, this.isSoftware), [1, 1]);
  }

  evaluation(): GpuDispatch {
    return this.#dispatch(evaluationKernel(this.#options.shape, this.isSoftware), [1, 1]);
  }

  /** From the last layer to the second. */
  backward(parametersAt: number, rows: number): readonly GpuDispatch[] {
    return this.#layers
      .slice(1)
      .map(({ inputs }, index) => {
        const sharing = this.#share(rows, inputs);
        const kernel = backwardKernel({ ...this.#layerOptions(index + 1, parametersAt), sharing });
        return this.#dispatch(kernel, sharing.workgroups);
      })
      .reverse();
  }

  gradient(update: ReturnType<typeof fusedUpdate>): readonly GpuDispatch[] {
    return this.#layers.map(({ inputs, outputs }, depth) => {
      const sharing = this.#share(inputs + 1, outputs);
      const options = { ...this.#layerOptions(depth, 0), sharing };
      const kernel = gradientKernel(update ? { ...options, update } : options);
      return this.#dispatch(kernel, sharing.workgroups);
    });
  }

  stage(rule: WgslKernel, name: 'update' | 'look_ahead'): readonly GpuDispatch[] {
    const { shape } = this.#options;
    const stage = name === 'update' ? rule.update : rule.lookAhead;
    if (!stage) return [];
    return stageKernels(stage, {
      ...{ rule, name, shape, isSoftware: this.isSoftware },
    }).map(({ kernel, workgroups }) => this.#dispatch(kernel, workgroups));
  }

  #share(rows: number, columns: number): Sharing {
    const { isSoftware, hasSubgroups } = this.#options;
    return isSoftware ? direct(rows, columns, hasSubgroups) : tiled(rows, columns);
  }

  get #layers() {
    return this.#options.shape.layers;
  }

  #layerOptions(depth: number, parametersAt: number): Omit<LayerOptions, 'sharing'> {
    return { ...this.#options, depth, parametersAt };
  }

  #dispatch(kernel: GpuKernel, workgroups: GpuDispatch['workgroups']): GpuDispatch {
    return { kernel: this.add(kernel), workgroups };
  }

  /** Its index. */
  add(kernel: GpuKernel): number {
    const index = this.kernels.findIndex(({ source }) => source === kernel.source);
    return index < 0 ? this.kernels.push(kernel) - 1 : index;
  }
}
