/** The field of a problem that a value of another one was probably meant for: a formula is no name of a surface. */
import { tables } from './tables.ts';

type KindField = 'surface' | 'formula' | 'data' | 'csv';

const longest = 1000;
/** What no name and no path has. */
const operators = /[+*^()=]|^[-\s]*[xy][\s\d]*$|\b[xy] ?[-/]|[-/] ?[xy]\b/;

/** `; did you mean the field "formula"?` where the value fits another field, nothing otherwise. */
export function didYouMeanField(field: KindField, value: string): string {
  const other = fieldFor(value);
  return other === undefined || other === field ? '' : `; did you mean the field "${other}"?`;
}

export function fieldFor(value: string): KindField | undefined {
  if (value.length > longest) return undefined;
  const name = value.trim().toLowerCase();
  const isIn = (table: string) => tables[table]?.some(({ id }) => id === name);
  if (isIn('surfaces')) return 'surface';
  if (isIn('datasets')) return 'data';
  if (/\.(?:csv|tsv|txt|data)$/.test(name)) return 'csv';
  return operators.test(name) ? 'formula' : undefined;
}
