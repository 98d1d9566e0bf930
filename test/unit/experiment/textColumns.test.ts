import { expect, test } from 'vitest';
import { notesOf } from '../../../core/experiment/notes.ts';
import { parseExperiment } from '../../../core/experiment/parseExperiment.ts';
import { textColumnsOf } from '../../../core/experiment/textColumns.ts';
import { comparisonSpecOf } from '../../../core/fairComparison/comparisonSpec.ts';
import { onValley } from './faults.ts';

const texts = (count: number) => Array.from({ length: count }, (_, index) => `t${index}`);
const target = { index: 9, name: 'y', categories: texts(60) };
const readingOf = (
  columns: readonly { name?: string; index?: number; categories?: string[] }[],
  hasHeader = true,
) =>
  ({
    hasHeader,
    decimal: '.',
    columns: [...columns.map((each, index) => ({ index, name: `c${index}`, ...each })), target],
  }) as const;
const found = (...columns: Parameters<typeof readingOf>[0][number][]) =>
  textColumnsOf(readingOf(columns), 60).map(({ name }) => name);

test('columns whose texts are hardly there twice are found, of the features alone', () => {
  expect(found({ categories: texts(60) }, {}, { categories: texts(31) }, { categories: texts(30) })).toEqual([
    'c0',
    'c2',
  ]);
  expect(found()).toEqual([]);
});

test('few texts may be categories of a small file', () => {
  expect(textColumnsOf(readingOf([{ categories: texts(9) }]), 9)).toEqual([]);
  expect(textColumnsOf(readingOf([{ categories: texts(10) }]), 10)).toEqual([
    { name: 'c0', column: 'c0', texts: 10 },
  ]);
});

test('a column without a name is left out by its number', () => {
  expect(textColumnsOf(readingOf([{ categories: texts(60), index: 4, name: '#5' }], false), 60)).toEqual([
    { name: '#5', column: 5, texts: 60 },
  ]);
});

test('the first three are told', () => {
  const many = Array.from({ length: 5 }, () => ({ categories: texts(60) }));
  expect(found(...many)).toEqual(['c0', 'c1', 'c2']);
});

test('a race and a fair comparison say so in the same words', () => {
  const optimizers = [{ optimizer: 'sgd' }, { optimizer: 'adam' }];
  const experiment = parseExperiment(onValley({ problem: { csv: 'a.csv', target: 'y' }, optimizers }));
  const textColumns = [{ name: 'id', column: 'id', texts: 60 }];
  const shape = { rows: 60, features: 61, classes: 0, textColumns };
  const words =
    'Column id has 60 different texts in 60 rows, and each is a feature of its own: what is learned of one holds for hardly another row. "ignore": ["id"] leaves the column out.';
  expect(notesOf(experiment, shape)).toEqual([words]);
  expect(comparisonSpecOf(experiment, shape).notes).toEqual([words]);
  expect(notesOf(experiment, { ...shape, textColumns: undefined })).toEqual([]);
});
