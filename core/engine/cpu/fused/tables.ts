/** Tables that runs have in common: of the rates of a schedule, of powers by the step. */
import type { RunSpec } from '../../../experiment/runSpec.ts';
import type { Schedule } from '../../../schedules/schedule.ts';
import { createRunSchedule } from '../../runSchedule.ts';

/** All tables of one kind together: 32 MiB of numbers. */
const mostNumbers = 2 ** 22;

/** The table for a number, such as the powers of a base. Made once, as long as there is room. */
export type TableOf = (key: number) => Float64Array;

export type FillTable = (key: number, table: Float64Array) => void;

/** @param length Of each table. */
export function rememberTables(length: number, fillTable: FillTable): TableOf {
  const known = new Map<number, Float64Array>();
  let lastKey = Number.NaN;
  let last: Float64Array = new Float64Array();
  return (key) => {
    if (key === lastKey) return last;
    let table = known.get(key);
    if (!table) {
      table = new Float64Array(length);
      fillTable(key, table);
      if ((known.size + 1) * length > mostNumbers) known.clear();
      known.set(key, table);
    }
    lastKey = key;
    last = table;
    return table;
  };
}

/** Of a base: base**t of each step, the first step's at 0. */
export const fillPowers: FillTable = (base, table) => {
  for (let i = 0; i < table.length; i++) table[i] = base ** (i + 1);
};

/** Of a learning rate: those of the run's schedule that begins with it. */
export function fillRates(run: RunSpec): FillTable {
  return (lr, table) => fill(table, scheduleFrom(run, lr));
}

/** Of a learning rate: the momenta of the run's schedule. */
export function fillMomenta(run: RunSpec): FillTable {
  return (lr, table) => fill(table, scheduleFrom(run, lr)?.momentum);
}

function scheduleFrom(run: RunSpec, lr: number): Schedule | undefined {
  return createRunSchedule({ ...run, hyperparameters: { ...run.hyperparameters, lr } })?.schedule;
}

function fill(table: Float64Array, valueAt: ((stepsDone: number) => number) | undefined): void {
  for (let i = 0; i < table.length; i++) table[i] = valueAt?.(i) ?? Number.NaN;
}
