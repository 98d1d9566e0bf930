import * as z from 'zod';

/** The runs of a race that are hidden in its chart, by their numbers there. */
export const hiddenSchema = z.object({ race: z.string(), runs: z.array(z.int().min(0)).readonly() });
export type Hidden = z.infer<typeof hiddenSchema>;
