/** How wrong the outputs of a model are. The loss of several rows is the mean of theirs. */
export interface Loss {
  /** What a row's target is: a class or, for each output, any number or one from 0 to 1. */
  readonly target: 'class' | 'numbers' | 'probabilities';
  /** The loss of one row, whose target begins at `targets[begin]`. */
  value(outputs: Float64Array, targets: ArrayLike<number>, begin: number): number;
  /** Writes `scale` times the derivative by each output into `derivatives`. */
  differentiate(
    outputs: Float64Array,
    targets: ArrayLike<number>,
    begin: number,
    scale: number,
    derivatives: Float64Array,
  ): void;
  /** Writes `scale` times the matrix of second derivatives by the outputs, times `direction`, into `product`. */
  curve(outputs: Float64Array, direction: Float64Array, scale: number, product: Float64Array): void;
  /** Whether the row counts as answered rightly; absent where there is no right or wrong. */
  readonly isRight?: (outputs: Float64Array, targets: ArrayLike<number>, begin: number) => boolean;
}
