/** Messages between the extension and the page of a fair comparison. */
import * as z from 'zod';
import type { ComparisonSheet } from '../fairComparison/comparisonSheet.ts';

const trialSchema = z.object({
  lr: z.number().positive(),
  settings: z.record(z.string(), z.number()),
  isAdded: z.boolean(),
});

/** A comparison by which it is known after a reload. */
export const comparisonPlaceSchema = z.object({
  /** That it was made of, as `keptExperimentSchema` has it. */
  experiment: z.unknown(),
  /** Of its CSV file; null where it has none. */
  csvFolder: z.string().nullable(),
  /** Fresh seeds at each look at the results. */
  looks: z.array(z.int().positive()).min(1),
  /** In the order in which they were started. */
  races: z.array(
    z.object({
      id: z.string(),
      kind: z.literal(['tuning', 'judging']),
      problem: z.int().min(0),
      entries: z.array(z.object({ entrant: z.int().min(0), trial: trialSchema })),
      seeds: z.array(z.int().min(0)),
    }),
  ),
});
export type ComparisonPlace = Readonly<z.infer<typeof comparisonPlaceSchema>>;

export type ToComparison =
  | { readonly type: 'opening'; readonly title: string }
  /** Goes through `encodeMeasured`: its numbers may be infinite, or none. */
  | { readonly type: 'sheet'; readonly place: ComparisonPlace; readonly sheet: ComparisonSheet }
  /** Nothing can be shown, and why. */
  | { readonly type: 'failed'; readonly message: string };

export const fromComparisonSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('ready') }),
  z.object({ type: z.literal('stop') }),
  /** What was stopped or interrupted goes on. */
  z.object({ type: z.literal('continue') }),
  /** All of it, from the start. */
  z.object({ type: z.literal('again') }),
  /** Judges on so many fresh seeds more. */
  z.object({ type: z.literal('moreSeeds'), count: z.int().positive().max(1000) }),
  /** Puts the runs of a trial, or those on the fresh seeds, into the panel. */
  z.object({
    type: z.literal('showRuns'),
    problem: z.int().min(0),
    /** Of the problem; null: all. */
    entrant: z.int().min(0).nullable(),
    /** The place of a trial of the entrant; null: the runs on the fresh seeds. */
    trial: z.int().min(0).nullable(),
  }),
  /** Saves the report as Markdown, with the pictures beside it. */
  z.object({
    type: z.literal('report'),
    /** SVG texts, by the name of the file. */
    pictures: z
      .array(z.object({ name: z.string().regex(/^[\w-]{1,80}$/), svg: z.string().max(5_000_000) }))
      .max(40),
  }),
  z.object({ type: z.literal('failed'), message: z.string() }),
]);
export type FromComparison = z.infer<typeof fromComparisonSchema>;
