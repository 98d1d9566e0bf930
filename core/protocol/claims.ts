/** Messages between the extension and the page of the Claims Lab. */
import * as z from 'zod';
import type {
  ClaimOutcome,
  ClaimPicture,
  ClaimSheet,
  ClaimTestState,
  SharpnessPicture,
} from '../claims/claimSheet.ts';

/** What the page shows: it keeps nothing itself. */
export interface ShownClaim {
  readonly type: 'claim';
  /** By which it is known after a reload. */
  readonly key: string;
  /** The name of its file. */
  readonly file: string;
  /** Whether it is a person's own; of others a copy is opened. */
  readonly isOwn: boolean;
  /** Null where the file has faults, or is gone. */
  readonly sheet: ClaimSheet | null;
  /** What is wrong with the file, a sentence each. */
  readonly faults: readonly string[];
  readonly state: ClaimTestState;
  /** Of the last test that came to its end; null where there was none. */
  readonly outcome: ClaimOutcome | null;
  readonly picture: ClaimPicture;
  readonly sharpness: SharpnessPicture;
  /** Its place among all, counted from 1. */
  readonly number: number;
  readonly count: number;
}

export type ToClaims =
  | ShownClaim
  /** How much of a running test is done, 0 to 1. */
  | { readonly type: 'progress'; readonly share: number };

export const fromClaimsSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('ready') }),
  z.object({ type: z.literal('run') }),
  z.object({ type: z.literal('cancel') }),
  z.object({ type: z.literal('openFile') }),
  /** The claim before or after this one. */
  z.object({ type: z.literal('go'), by: z.literal([-1, 1]) }),
  z.object({ type: z.literal('failed'), message: z.string() }),
]);
export type FromClaims = z.infer<typeof fromClaimsSchema>;
