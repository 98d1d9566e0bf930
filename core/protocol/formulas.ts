/** Messages between the extension and the page that shows the formulas of a rule. */
import * as z from 'zod';
import type { FormulaSheet } from '../rule/language/formulaSheet.ts';

/** What the page shows: it keeps nothing itself. */
export interface ShownSheet {
  readonly type: 'sheet';
  /** The last that there was; null where there was none yet. */
  readonly sheet: FormulaSheet | null;
  /** Why the text as it is now has none, as a sentence; null where it has. */
  readonly fault: string | null;
  /** The URI of the rule, by which the page is known after a reload. */
  readonly rule: string;
}

export type ToFormulas =
  | ShownSheet
  /** Where the person is in the file, counted from 1. */
  | { readonly type: 'cursor'; readonly line: number };

export const fromFormulasSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('ready') }),
  /** The person wants to be at a line, counted from 1. */
  z.object({ type: z.literal('reveal'), line: z.int().min(1) }),
  z.object({ type: z.literal('failed'), message: z.string() }),
]);
export type FromFormulas = z.infer<typeof fromFormulasSchema>;
