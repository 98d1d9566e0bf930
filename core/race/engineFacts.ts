import * as z from 'zod';

/** How a run is computed. */
export const engineFactsSchema = z.object({
  /** What computes it now; absent: the processor. */
  device: z.optional(z.literal('gpu')),
  precision: z.literal(['float32', 'float64']),
  /** How many compute a step together. */
  threads: z.number().int(),
  /** For people: `WebAssembly (relaxed SIMD), float32`. */
  description: z.string(),
});
export type EngineFacts = z.infer<typeof engineFactsSchema>;
