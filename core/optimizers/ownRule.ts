/** Rules of people's own: their text travels with the experiment, so that what runs needs no file. */
import * as z from 'zod';
import { limits } from '../rule/syntax/limits.ts';

export const ownRuleSchema = z.object({
  /** Where its text was read: the URI of the file. */
  place: z.string(),
  /** Eight digits of a hash of what it computes. */
  version: z.string(),
  /** How many gradients a step takes. */
  gradients: z.literal([1, 2]),
  /** Left out on pages, which compute nothing. */
  text: z.string().max(limits.characters).optional(),
});
export type OwnRule = Readonly<z.infer<typeof ownRuleSchema>>;

/** An optimizer as experiments and runs have it: by the id of one that ships or, of a rule of one's own, by its path. */
export interface ChosenOptimizer {
  readonly optimizer: string;
  /** Undefined for one that ships. */
  readonly rule?: OwnRule | undefined;
}
