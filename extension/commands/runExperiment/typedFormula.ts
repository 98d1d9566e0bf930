/** What the person types among the problems: a formula, or a part of a name. */
import { formulaFault } from '../../../core/experiment/formulaFault.ts';
import { clipped } from '../../../core/format.ts';

/** What is made of it: a problem, what is wrong with it, or nothing where it is part of a listed name. */
export type TypedFormula = { readonly formula: string } | { readonly fault: string } | null;

const longestFormula = 1000;
const longestShown = 40;

/** @param listed Names and descriptions to look in. */
export function readFormula(typed: string, listed: readonly string[]): TypedFormula {
  const text = typed.trim();
  if (text === '') return null;
  const isListed = listed.some((name) => name.toLowerCase().includes(text.toLowerCase()));
  const looksLikeFormula = /[-+*/()]/.test(text);
  if (isListed) return null;
  if (text.length > longestFormula)
    return { fault: `${text.length} characters — expected a formula of at most ${longestFormula}` };
  const fault = formulaFault({ formula: text })?.message ?? null;
  if (fault === null) return { formula: text };
  if (looksLikeFormula) return { fault };
  return { fault: `${clipped(text, longestShown)} is in no name of the list, and no formula: ${fault}` };
}
