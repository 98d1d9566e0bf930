import { ExperimentError } from '../../core/experiment/errors.ts';
import type { ValueFault } from '../../core/problems/data/table/tableError.ts';
import type { TableFault } from './csvMessages.ts';

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
