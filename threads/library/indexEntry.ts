/** What the list of a library says of a race, so that nobody has to read races to list them. */
import * as z from 'zod';
import type { RaceSummary } from '../../core/race/raceSummary.ts';
import { runStatusSchema } from '../../core/race/statusSchema.ts';
import { raceIdSchema } from './raceId.ts';

/** Of the index. Another is made anew, from the races. */
export const indexVersion = 3;

const statusKinds = runStatusSchema.options.map(({ shape }) => shape.kind.value);

const entrySchema = z.object({
  id: raceIdSchema,
  title: z.string(),
  startedAt: z.number(),
  states: z.partialRecord(z.literal(statusKinds), z.int().min(1)),
  optimizers: z.array(z.string()),
  settings: z.record(z.string(), z.tuple([z.number(), z.number()])),
  best: z.union([z.number(), z.null()]),
});
export interface IndexEntry extends RaceSummary {
  readonly id: string;
}

export const indexSchema = z.object({ version: z.literal(indexVersion), races: z.array(entrySchema) });
