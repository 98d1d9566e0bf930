/**
 * What a library holds, in one small file: so that nobody has to read the races to list them. The files themselves are what
 * counts. Where two windows write the index at the same time one of them is lost, and what it lacks is found again.
 */
import { readFile } from 'node:fs/promises';
import * as z from 'zod';
import type { RaceSummary } from '../../core/race/raceSummary.ts';
import { runStatusSchema } from '../../core/race/statusSchema.ts';
import { raceIdSchema } from './raceId.ts';
import { writeWhole } from './writeWhole.ts';

/** Of the index. Another is made anew, from the races. */
const version = 3;

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

const indexSchema = z.object({ version: z.literal(version), races: z.array(entrySchema) });

/** By id; empty where there is no index, or none that can be read. */
export async function readIndex(file: string): Promise<Map<string, IndexEntry>> {
  try {
    const { races } = indexSchema.parse(JSON.parse(await readFile(file, 'utf8')));
    return new Map(races.map((entry) => [entry.id, entry]));
  } catch {
    return new Map();
  }
}

export async function writeIndex(file: string, races: readonly IndexEntry[]): Promise<void> {
  await writeWhole(file, `${JSON.stringify({ version, races }, null, 2)}\n`);
}
