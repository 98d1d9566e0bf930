import { parse } from 'csv-parse/browser/esm/sync';
import type { ParseRows } from '../../threads/data/csv/csvFormat.ts';

/** The parser with what it needs of Node.js in it. */
export const parseRows: ParseRows = (text, options) => parse(text, options);
