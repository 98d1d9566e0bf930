/** What is applied to the sums of hidden layers, in place, over whole rows with their padding. */
import { activateGelu, activateGeluTanh, multiplyBySlopes } from './gelu';
import { activateRelu, differentiateRelu } from './relu';
import { activateSigmoid, differentiateSigmoid } from './sigmoid';
import { activateTanh, differentiateTanh } from './tanh';

export enum Activation {
  Identity,
  Tanh,
  Relu,
  Sigmoid,
  Gelu,
  GeluTanh,
}

/** values = f(values) in `size` bytes, a multiple of 16; where f′ can't be told from f, it is written to `slopes`. */
export function activate(activation: Activation, values: usize, size: usize, slopes: usize): void {
  const end = values + size;
  switch (activation) {
    case Activation.Tanh:
      return activateTanh(values, end);
    case Activation.Relu:
      return activateRelu(values, end);
    case Activation.Sigmoid:
      return activateSigmoid(values, end);
    case Activation.Gelu:
      return activateGelu(values, end, slopes);
    case Activation.GeluTanh:
      return activateGeluTanh(values, end, slopes);
  }
}

/** deltas = deltas · f′, for the values and slopes that `activate` has left. */
export function differentiate(
  activation: Activation,
  deltas: usize,
  size: usize,
  values: usize,
  slopes: usize,
): void {
  const end = deltas + size;
  switch (activation) {
    case Activation.Tanh:
      return differentiateTanh(deltas, end, values);
    case Activation.Relu:
      return differentiateRelu(deltas, end, values);
    case Activation.Sigmoid:
      return differentiateSigmoid(deltas, end, values);
    case Activation.Gelu:
    case Activation.GeluTanh:
      return multiplyBySlopes(deltas, end, slopes);
  }
}
