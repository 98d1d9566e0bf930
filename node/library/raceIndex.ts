/**
 * What a library holds, in one small file: so that nobody has to read the races to list them. The files themselves are what
 * counts. Where two windows write the index at the same time one of them is lost, and what it lacks is found again.
 */
import { readFile } from 'node:fs/promises';
import * as z from 'zod';
import { raceIdSchema } from './raceId.ts';
import { writeWhole } from './writeWhole.ts';

const entrySchema = z.object({
  id: raceIdSchema,
  title: z.string(),
  /** Milliseconds since 1970. */
  startedAt: z.number(),
});
export type IndexEntry = Readonly<z.infer<typeof entrySchema>>;

const indexSchema = z.object({ version: z.literal(2), races: z.array(entrySchema) });

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
  await writeWhole(file, `${JSON.stringify({ version: 2, races }, null, 2)}\n`);
}
