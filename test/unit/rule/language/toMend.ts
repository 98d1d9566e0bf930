import type { Mark } from '../../../../core/rule/language/marks.ts';

/** How much marks leave to mend: fewer are less and, among as many, fewer errors. */
export function toMend(marks: readonly Mark[]): number {
  const errors = marks.filter(({ kind }) => kind === 'error').length;
  return marks.length + errors / (marks.length + 1);
}
