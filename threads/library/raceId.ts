import * as z from 'zod';

/** Ids are names of files, and must not lead anywhere else. */
export const raceIdSchema = z
  .string()
  .regex(/^[\w-]{1,100}$/, 'expected letters, digits, _ and -, at most 100 of them');
