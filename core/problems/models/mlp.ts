/**
 * A fully connected network with an activation between its layers and none after the last, in float64: the
 * reference that other engines are held to. Without hidden layers it is linear regression (mse), logistic
 * regression (bce_with_logits) or softmax regression (cross_entropy).
 */
import type { Random } from '../../random.ts';
import type { Score } from '../objective.ts';
import { type ActivationName, findActivation } from './activations/index.ts';
import { findInitialization, type InitializationName } from './initializations.ts';
import { accumulate, affine, type Layer, layOut, propagate } from './layers.ts';
import { findLoss, type LossName } from './losses/index.ts';
import { createTangents } from './tangents.ts';

export interface MlpOptions {
  /** Between the layers; default 'tanh'. */
  readonly activation?: ActivationName;
  /** Default 'cross_entropy'. */
  readonly loss?: LossName;
  /** Default 'xavier_uniform' for tanh, sigmoid and identity, 'kaiming_normal' for relu and both gelus. */
  readonly init?: InitializationName;
}

/** What a network reads of a data set. */
export interface Examples {
  readonly rows: number;
  /** rows × inputs, one example after the other. */
  readonly inputs: ArrayLike<number>;
  /** A class for each row, where the loss is cross_entropy. */
  readonly labels?: ArrayLike<number>;
  /** rows × outputs, where it is not. */
  readonly targets?: ArrayLike<number>;
}

export interface Mlp {
  /** Number of parameters. */
  readonly size: number;
  /** Lengths of the tensors W1, b1, W2, b2 … that the parameter vector consists of. */
  readonly tensors: readonly number[];
  /** Draws the weights layer after layer, row by row; biases are 0. */
  initialize(random: Random): Float64Array;
  /** Mean loss over `rows` of `data`. */
  loss(parameters: ArrayLike<number>, data: Examples, rows: Int32Array): number;
  /** Mean loss over `rows`; its gradient overwrites `gradient`. */
  lossAndGradient(
    parameters: ArrayLike<number>,
    data: Examples,
    rows: Int32Array,
    gradient: Float64Array,
  ): number;
  /**
   * The Hessian of the mean loss over `rows` times `direction`, exactly; overwrites `product`. Where an activation has a kink,
   * that of the pieces beside it.
   */
  hessianProduct(
    parameters: ArrayLike<number>,
    data: Examples,
    rows: Int32Array,
    direction: ArrayLike<number>,
    product: Float64Array,
  ): void;
  /** Mean loss over all rows, and accuracy where the loss knows right answers. */
  evaluate(parameters: ArrayLike<number>, data: Examples): Score;
  /** The last layer's outputs for all rows of `inputs`: rows × outputs. */
  predict(parameters: ArrayLike<number>, inputs: ArrayLike<number>): Float64Array;
}

/**
 * @param widths Inputs, hidden layers …, outputs.
 * @throws {RangeError} if there are too few widths or an option's name is unknown.
 */
export function createMlp(widths: readonly number[], options: MlpOptions = {}): Mlp {
  const activation = findActivation(options.activation ?? 'tanh');
  const loss = findLoss(options.loss ?? 'cross_entropy');
  const initialization = findInitialization(options.init ?? activation.init);
  const layers = layOut(widths);
  const first = layers[0];
  const last = layers.at(-1);
  if (!first || !last) throw new RangeError(`widths = [${widths}] — expected at least inputs and classes`);
  const size = last.biases + last.outputs;
  const example = first.from;
  const outputs = last.values;
  const tangents = createTangents(layers, activation);
  const targetLength = loss.target === 'class' ? 1 : last.outputs;

  function forward(parameters: ArrayLike<number>, inputs: ArrayLike<number>, row: number): void {
    for (let i = 0; i < example.length; i++) example[i] = inputs[row * example.length + i] ?? 0;
    for (const layer of layers) {
      affine(layer, parameters);
      if (layer === last) break;
      const { sums, values } = layer;
      for (let j = 0; j < sums.length; j++) values[j] = activation.value(sums[j] ?? 0);
    }
  }

  /** Expects `last.deltas` to hold the derivative by the outputs. */
  function backward(parameters: ArrayLike<number>, gradient: Float64Array): void {
    for (let layer: Layer | undefined = last; layer; layer = layer.below) {
      accumulate(layer, gradient);
      if (!layer.below) break;
      const { sums, values, deltas } = layer.below;
      propagate(layer, parameters, deltas);
      for (let i = 0; i < deltas.length; i++)
        deltas[i] = (deltas[i] ?? 0) * activation.derivative(sums[i] ?? 0, values[i] ?? 0);
    }
  }

  function targetsOf({ rows, labels, targets }: Examples): ArrayLike<number> {
    const [name, found] = loss.target === 'class' ? ['labels', labels] : ['targets', targets];
    if (found?.length !== rows * targetLength)
      throw new RangeError(
        `data.${name} has ${found?.length ?? 0} numbers — expected ${rows * targetLength}`,
      );
    return found;
  }

  return {
    size,
    tensors: layers.flatMap((layer) => [layer.inputs * layer.outputs, layer.outputs]),
    initialize(random) {
      const parameters = new Float64Array(size);
      for (const layer of layers) {
        const draw = initialization(layer.inputs, layer.outputs);
        for (let i = layer.weights; i < layer.biases; i++) parameters[i] = draw(random);
      }
      return parameters;
    },
    loss(parameters, data, rows) {
      const targets = targetsOf(data);
      let total = 0;
      for (const row of rows) {
        forward(parameters, data.inputs, row);
        total += loss.value(outputs, targets, row * targetLength);
      }
      return total / rows.length;
    },
    lossAndGradient(parameters, data, rows, gradient) {
      const targets = targetsOf(data);
      gradient.fill(0);
      let total = 0;
      for (const row of rows) {
        forward(parameters, data.inputs, row);
        const begin = row * targetLength;
        total += loss.value(outputs, targets, begin);
        loss.differentiate(outputs, targets, begin, 1 / rows.length, last.deltas);
        backward(parameters, gradient);
      }
      return total / rows.length;
    },
    hessianProduct(parameters, data, rows, direction, product) {
      const targets = targetsOf(data);
      product.fill(0);
      for (const row of rows) {
        forward(parameters, data.inputs, row);
        loss.differentiate(outputs, targets, row * targetLength, 1 / rows.length, last.deltas);
        tangents.forward(parameters, direction);
        loss.curve(outputs, tangents.outputs, 1 / rows.length, tangents.deltas);
        tangents.backward(parameters, direction, product);
      }
    },
    evaluate(parameters, data) {
      const targets = targetsOf(data);
      let total = 0;
      let right = 0;
      for (let row = 0; row < data.rows; row++) {
        forward(parameters, data.inputs, row);
        const begin = row * targetLength;
        total += loss.value(outputs, targets, begin);
        if (loss.isRight?.(outputs, targets, begin)) right++;
      }
      const mean = total / data.rows;
      return loss.isRight ? { loss: mean, accuracy: right / data.rows } : { loss: mean };
    },
    predict(parameters, inputs) {
      const rows = inputs.length / first.inputs;
      const predictions = new Float64Array(rows * outputs.length);
      for (let row = 0; row < rows; row++) {
        forward(parameters, inputs, row);
        predictions.set(outputs, row * outputs.length);
      }
      return predictions;
    },
  };
}
