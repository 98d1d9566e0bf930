import type { Fault } from '../fault.ts';
import type { TableFault, ValueFault } from '../problems/data/table/tableError.ts';

const mostFaults = 20;

/** An experiment that can't run, with everything that is wrong with it. */
export class ExperimentError extends Error {
  /** The first ones; where there are many more, the last says how many. */
  readonly faults: readonly Fault[];

  constructor(all: readonly Fault[]) {
    const faults = bounded(all);
    super(faults.map((fault) => fault.message).join('\n'));
    this.name = 'ExperimentError';
    this.faults = faults;
  }
}

function bounded(faults: readonly Fault[]): readonly Fault[] {
  const more = faults.length - mostFaults;
  if (more <= 1) return faults;
  const rest = { path: [], message: `${more.toLocaleString('en')} more faults — expected none` };
  return [...faults.slice(0, mostFaults), rest];
}

/** The whole experiment asks for too much: `experiment = 65 runs — expected at most 64`. */
export function tooMany(count: number, what: string, limit: number): Fault {
  const [is, most] = [count, limit].map((number) =>
    number > Number.MAX_SAFE_INTEGER ? number.toExponential(1) : number.toLocaleString('en'),
  );
  return { path: [], message: `experiment = ${is} ${what} — expected at most ${most}` };
}

/** An experiment that can't run for what its CSV file holds, or because there is no such file. */
export class CsvFault extends ExperimentError {
  /** The path on the disk. */
  readonly file: string;
  readonly row: number | undefined;
  /** Where one value is all that is wrong. */
  readonly value: ValueFault | undefined;

  /** Whether all that is wrong is that a person must say which mark stands before decimals. */
  readonly unclearDecimal: boolean;

  constructor(file: string, { message, row, value, unclearDecimal }: TableFault) {
    super([{ path: ['problem', 'csv'], message }]);
    this.file = file;
    this.row = row;
    this.value = value;
    this.unclearDecimal = unclearDecimal;
  }
}
