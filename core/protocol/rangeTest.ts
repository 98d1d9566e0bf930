/** Messages between the extension and the page of a learning rate range test. */
import * as z from 'zod';
import type { RangeCurve } from '../rangeTest/rangeCurve.ts';
import type { Suggestion } from '../rangeTest/suggestions.ts';

/** A test by which it is known after a reload. */
export const rangeTestPlaceSchema = z.object({
  /** That it was made of, as `keptExperimentSchema` has it. */
  experiment: z.unknown(),
  /** The place of its optimizer there. */
  optimizer: z.int().min(0),
  /** Of its CSV file; null where it has none. */
  csvFolder: z.string().nullable(),
  /** The id of the race that it is. */
  race: z.string(),
});
export type RangeTestPlace = Readonly<z.infer<typeof rangeTestPlaceSchema>>;

export interface ShownRangeTest {
  readonly type: 'test';
  readonly place: RangeTestPlace;
  /** `Adam` */
  readonly optimizer: string;
  /** `64-16-10 on Digits` */
  readonly problem: string;
  /** Of the optimizer, in the palette of twelve. */
  readonly color: number;
  readonly steps: number;
  readonly stepsDone: number;
  readonly isRunning: boolean;
  /** The rates that all steps of it have, from the first to the last. */
  readonly range: readonly [first: number, last: number];
  /** Batches differ: the curve is smoothed. */
  readonly isNoisy: boolean;
  readonly curve: RangeCurve;
  readonly suggestions: readonly Suggestion[];
}

export type ToRangeTest =
  | ShownRangeTest
  | { readonly type: 'opening'; readonly title: string }
  /** Nothing can be shown, and why. */
  | { readonly type: 'failed'; readonly message: string };

export const fromRangeTestSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('ready') }),
  /** The experiment is to be run with this rate. */
  z.object({ type: z.literal('use'), lr: z.number().positive() }),
  z.object({ type: z.literal('copy'), lr: z.number().positive() }),
  z.object({ type: z.literal('stop') }),
  z.object({ type: z.literal('again') }),
  z.object({ type: z.literal('failed'), message: z.string() }),
]);
export type FromRangeTest = z.infer<typeof fromRangeTestSchema>;
