import type { Mark } from '../../../../core/rule/language/marks.ts';

/** How much marks leave to mend: fewer errors are less and, with as many, fewer hints. */
export function toMend(marks: readonly Mark[]): number {
  const errors = marks.filter(({ kind }) => kind === 'error').length;
  return errors + marks.length / (marks.length + 1);
}
