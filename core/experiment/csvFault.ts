import type { TableFault, ValueFault } from '../problems/data/table/tableError.ts';
import { ExperimentError } from './errors.ts';

/** An experiment that can't run for what its CSV file holds, or because there is no such file. */
export class CsvFault extends ExperimentError {
  /** The path on the disk. */
  readonly file: string;
  readonly row: number | undefined;
  /** Where one value is all that is wrong. */
  readonly value: ValueFault | undefined;

  constructor(file: string, { message, row, value }: TableFault) {
    super([{ path: ['problem', 'csv'], message }]);
    this.file = file;
    this.row = row;
    this.value = value;
  }
}
