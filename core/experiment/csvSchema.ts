/** Problems on a CSV file: the fields that say where it is and how it is read. */
import * as z from 'zod';
import { largestColumnCount } from '../problems/data/table/tableOptions.ts';

const column = z.union([z.string().min(1).max(1000), z.int().min(1).max(largestColumnCount)]);

/** To be spread into a problem's schema, beside the fields of the model. */
export const csvFields = {
  csv: z
    .string()
    .min(1)
    .max(1000)
    .describe('A CSV file to train on: its path in the workspace folder, such as "data/houses.csv".'),
  target: column.describe('The column to predict: its name or, counted from 1, its number.'),
  header: z
    .boolean()
    .optional()
    .describe(
      'Whether the first row has the names of the columns. Default: if a column is given by name, or the first row is unlike the others: without numbers, with names above numbers, words such as id or class, or numbers that go on like years, unlike those below.',
    ),
  delimiter: z
    .string()
    .regex(/^[^"\r\n]$/, { error: 'one character, not a quote or a line break' })
    .optional()
    .describe(
      'The character between values. Default: comma, semicolon, tab or bar, whichever fits; a space or colon has to be given.',
    ),
  decimal: z
    .enum(['.', ','])
    .optional()
    .describe(
      'What stands before the decimals of numbers. Default: the mark with which more values are numbers. The other one may divide thousands.',
    ),
  categorical: z
    .array(column)
    .max(largestColumnCount)
    .optional()
    .describe(
      'Columns of names, even if they look like numbers: they keep their spelling, such as 01234. Default: those of mostly other text.',
    ),
  ignore: z.array(column).max(largestColumnCount).optional().describe('Columns to leave out.'),
  missing: z
    .enum(['refuse', 'skip'])
    .optional()
    .describe(
      'What to do about rows with a missing value, which is empty or a mark such as NA, ?, - or null: "refuse" the file, or "skip" the rows. Default: "refuse".',
    ),
  na_values: z
    .array(z.union([z.string().min(1).max(1000), z.number()]))
    .max(1000)
    .optional()
    .describe(
      'Values that are missing ones, too, such as ["unknown", -999]: numbers in whatever notation, texts as they stand in the file.',
    ),
  task: z
    .enum(['classification', 'regression'])
    .optional()
    .describe('Whether to predict a class or a number. Default: a number if the target column has numbers.'),
};
