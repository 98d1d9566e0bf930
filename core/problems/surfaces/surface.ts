/** A function of two numbers with a landscape to look at. */

export type Point = readonly [number, number];

export interface Surface {
  readonly id: string;
  readonly name: string;
  /** The formula as shown to people, in Unicode: `½(100 w0² + w1²)`. */
  readonly formula: string;
  /** Names of the two parameters. */
  readonly axes: readonly [string, string];
  readonly minima: readonly Point[];
  readonly start: Point;
  /** The part of the plane worth drawing. */
  readonly window: { readonly x: readonly [number, number]; readonly y: readonly [number, number] };
  /** Heights of the contour lines. */
  readonly levels: readonly number[];
  /** Largest eigenvalue of the Hessian, where it is the same everywhere (a quadratic). */
  readonly largestCurvature?: number;
  /** A learning rate at which plain gradient descent is stable from `start`. */
  readonly learningRate: number;
  readonly steps: number;
  value(x: number, y: number): number;
  /** Writes the two partial derivatives into `gradient`. */
  gradient(x: number, y: number, gradient: Float64Array): void;
}
