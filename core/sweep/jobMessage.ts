/** What travels to whoever computes a run: small, without texts of rules, rows of data and curves. */
import * as z from 'zod';
import { runSpecSchema } from '../experiment/runSpec.ts';
import { recordChoiceSchema } from '../experiment/schema.ts';

const hashSchema = z.string().regex(/^[\da-f]{64}$/, 'expected 64 hexadecimal digits');

const recordingSchema = z.strictObject({
  keep: recordChoiceSchema,
  points: z.int().min(0),
  target: z.number().nullable(),
});

export const jobMessageSchema = z.strictObject({
  version: z.literal(1),
  /** Of the run: its record is stored under it. */
  key: hashSchema,
  /** Which sweep asked for it first. */
  sweep: hashSchema,
  /** Id of the store that its record is wanted in. */
  store: z.string(),
  /** The text of a rule is left out. */
  spec: runSpecSchema,
  recording: recordingSchema,
  arithmetic: z.string(),
  /** SHA-256 of the text of a rule of one's own, which is in the store; null where there is none. */
  rule: hashSchema.nullable(),
  /** SHA-256 of a CSV file, which is in the store, and of the numbers in it; null where there is none. */
  csv: z.strictObject({ file: hashSchema, numbers: hashSchema }).nullable(),
});
export type JobMessage = Readonly<z.infer<typeof jobMessageSchema>>;
