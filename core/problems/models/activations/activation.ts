import type { InitializationName } from '../initializations.ts';

/** What a hidden layer applies to each of its sums. */
export interface Activation {
  /** The initialization that keeps the size of signals from layer to layer, where none is asked for. */
  readonly init: InitializationName;
  value(input: number): number;
  /** The slope at `input`, where the value is `output`. */
  derivative(input: number, output: number): number;
  /** The slope of that slope. */
  secondDerivative(input: number, output: number): number;
}
