/** A function of two numbers with a landscape to look at. */

export type Point = readonly [number, number];

/** A part of the plane: from the lower to the upper bound of each parameter. */
export interface Window {
  readonly x: readonly [number, number];
  readonly y: readonly [number, number];
}

/** A function of two numbers and its slope. */
export interface PlaneFunction {
  value(x: number, y: number): number;
  /** Writes the two partial derivatives into `gradient`. */
  gradient(x: number, y: number, gradient: Float64Array): void;
}

/** A point from which the way is worth watching. */
export interface Start {
  /** Completes "start …": `far from the minimum`. */
  readonly label: string;
  readonly at: Point;
}

export interface Surface extends PlaneFunction {
  readonly id: string;
  readonly name: string;
  /** The formula as shown to people, in Unicode: `½(100 w0² + w1²)`. */
  readonly formula: string;
  /** The same in x and y, as people type it: `(100*x**2 + y**2)/2`. From it a GPU computes the surface. */
  readonly text: string;
  /** Names of the two parameters. */
  readonly axes: readonly [string, string];
  /** The lowest minima, all that are equally low. Empty where there are none, or too many to tell apart. */
  readonly minima: readonly Point[];
  /** The other minima; absent where there are none, or too many to tell apart. */
  readonly localMinima?: readonly Point[];
  readonly start: Point;
  /** `start` and others. */
  readonly starts: readonly Start[];
  /** The part of the plane worth drawing. */
  readonly window: Window;
  /** Heights of the contour lines. */
  readonly levels: readonly number[];
  /** Largest eigenvalue of the Hessian, where it is the same everywhere (a quadratic). */
  readonly largestCurvature?: number;
  /** The smallest one, there too. */
  readonly smallestCurvature?: number;
  /** A learning rate at which plain gradient descent is stable from each of `starts`. */
  readonly learningRate: number;
  readonly steps: number;
}
