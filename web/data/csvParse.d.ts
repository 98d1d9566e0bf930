/** As much of csv-parse as is used: its own types bring those of Node.js. */
import type { ParseRows } from '../../threads/data/csv/csvFormat.ts';

export declare const parse: ParseRows;
