/** What a table's first rows tell about its columns, to choose one of them as the target. */
import { looksLikeHeader } from './columns.ts';
import { mostlyNumbers, numberOf } from './numberOf.ts';
import type { ColumnReference, DecimalMark, TableOptions } from './tableOptions.ts';
import { sampleSize } from './tableReader.ts';

type Task = NonNullable<TableOptions['task']>;

export interface ColumnHead {
  /** As a problem's `target` names it. */
  readonly reference: ColumnReference;
  /** Some of its values, all different. */
  readonly examples: readonly string[];
  /** What can be made of the column as the target, the likely one first. */
  readonly tasks: readonly Task[];
}

const exampleCount = 5;
/** Whole numbers of no more different values may be the numbers of classes. */
const fewValues = 10;

/** @param rows The first rows, the more the better, the header among them where there is one. */
export function columnHeads(rows: readonly (readonly string[])[], decimal: DecimalMark): ColumnHead[] {
  const [first = []] = rows;
  const hasHeader = looksLikeHeader(first, decimal);
  const body = hasHeader ? rows.slice(1) : rows;
  return first.map((text, index) => {
    const values = body.map((row) => row[index]?.trim() ?? '');
    const different = [...new Set(values)].filter((value) => value !== '');
    return {
      reference: (hasHeader && text.trim()) || index + 1,
      examples: different.slice(0, exampleCount),
      tasks: tasksOf(values, different, decimal),
    };
  });
}

function tasksOf(values: readonly string[], different: readonly string[], decimal: DecimalMark): Task[] {
  if (!mostlyNumbers(values.slice(0, sampleSize), decimal)) return ['classification'];
  const mayBeClasses =
    different.length <= fewValues && different.every((value) => Number.isInteger(numberOf(value, decimal)));
  return mayBeClasses ? ['classification', 'regression'] : ['regression'];
}
