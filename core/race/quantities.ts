/** What is measured at each point of a run: a table that recorder, file, messages and export follow. */

/** The quantities of a point, each with how many numbers it has. A quantity that is not recorded is left out. */
export const quantities = {
  /** After how many steps the point was measured. Left out where points are the steps 0, 1, 2, … */
  step: 1,
  /** Of models: of the mini-batch that the next step uses. */
  loss: 1,
  /** Running mean of the loss over one epoch. Left out where that is the loss itself. */
  mean: 1,
  /** Surfaces: x and y. */
  position: 2,
} as const;
export type Quantity = keyof typeof quantities;

/** Quantities of one number, which a chart can draw. */
export type ScalarQuantity = {
  [Q in Quantity]: (typeof quantities)[Q] extends 1 ? Q : never;
}[Quantity];

export const quantityNames = Object.keys(quantities) as readonly Quantity[];

/** What a point has beside its step. */
export const pointQuantities = quantityNames.filter((quantity) => quantity !== 'step');
export type PointQuantity = (typeof pointQuantities)[number];

/**
 * What an engine measured after each of some steps: the numbers of each quantity, flat. Step and mean are made of it.
 */
export type Measured = { readonly loss: Float64Array } & {
  readonly [Q in Exclude<Quantity, 'step' | 'loss' | 'mean'>]?: Float64Array;
};

/** Points, quantity by quantity. */
export type Points = Partial<Record<Quantity, Float64Array<ArrayBuffer>>>;
