import * as z from 'zod';

/** How far a run has come, and how it ended. */
export const runStatusSchema = z.discriminatedUnion('kind', [
  /** `reason`: what it waits for, where it isn't its turn. */
  z.object({ kind: z.literal('queued'), reason: z.string().optional() }),
  z.object({ kind: z.literal('running') }),
  /**
   * `reason`: what ended it before its last step, such as "reached 0.1 at step 812". `above`, where the loss is higher
   * than before the first step: from what to what, and what to try.
   */
  z.object({ kind: z.literal('finished'), reason: z.string().optional(), above: z.string().optional() }),
  /** Ended by the person. */
  z.object({ kind: z.literal('stopped') }),
  /** `reason` completes "diverged at step 37: …"; `hint` is a sentence that says what to try. */
  z.object({ kind: z.literal('diverged'), step: z.number(), reason: z.string(), hint: z.string() }),
  z.object({ kind: z.literal('failed'), message: z.string() }),
  /**
   * Cut off: its window was reloaded, its command ended, or its queue was left. `elsewhere`: what goes on with it, which is
   * known of this moment alone, and not from a file.
   */
  z.object({
    kind: z.literal('interrupted'),
    elsewhere: z.enum(['window', 'terminal']).optional().catch(undefined),
  }),
]);
