/** What a library holds, in one small file: so that nobody has to read the races to list them. */
import { readFile } from 'node:fs/promises';
import * as z from 'zod';
import { writeWhole } from './writeWhole.ts';

/** Ids are names of files, and must not lead anywhere else. */
export const raceIdSchema = z.string().regex(/^[\w-]+$/, 'expected letters, digits, _ and -');

const entrySchema = z.object({
  id: raceIdSchema,
  title: z.string(),
  /** Milliseconds since 1970. */
  startedAt: z.number(),
  /** How large its file is. */
  bytes: z.number(),
  /** Pinned races are never removed to make room. */
  pinned: z.boolean(),
});
export type LibraryEntry = Readonly<z.infer<typeof entrySchema>>;

const indexSchema = z.object({
  version: z.literal(1),
  /** Id of the race that was on the screen last. */
  current: z.union([z.string(), z.null()]),
  races: z.array(entrySchema),
});
export type RaceIndex = z.infer<typeof indexSchema>;

export const emptyIndex: RaceIndex = { version: 1, current: null, races: [] };

/** undefined where there is none, or none that can be read: the races themselves tell the same. */
export async function readIndex(file: string): Promise<RaceIndex | undefined> {
  try {
    return indexSchema.parse(JSON.parse(await readFile(file, 'utf8')));
  } catch {
    return undefined;
  }
}

export async function writeIndex(file: string, index: RaceIndex): Promise<void> {
  await writeWhole(file, `${JSON.stringify(index, null, 2)}\n`);
}
