import * as z from 'zod';

/** The runs that are hidden in the chart, by the id of what is on the screen and their places there. */
export const hiddenSchema = z.object({ race: z.string(), runs: z.array(z.int().min(0)).readonly() });
export type Hidden = z.infer<typeof hiddenSchema>;
