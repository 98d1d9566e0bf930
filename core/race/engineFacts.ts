import * as z from 'zod';

/** How a run is computed. */
export const engineFactsSchema = z.object({
  precision: z.literal(['float32', 'float64']),
  /** How many compute a step together. */
  threads: z.number().int(),
  /** For people: `WebAssembly (relaxed SIMD), float32`. */
  description: z.string(),
  /** Name of the GPU that computes it; absent on the processor. */
  gpu: z.string().optional(),
  /** Why it is not computed as it would be preferred, as a clause; absent where it is. */
  reason: z.string().optional(),
});
export type EngineFacts = z.infer<typeof engineFactsSchema>;
