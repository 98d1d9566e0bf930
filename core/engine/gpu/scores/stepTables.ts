/**
 * The numbers that a kernel is told of steps, for the cells of a plane: computed in double precision, once for all runs,
 * for each column, for each row or for each cell, and given in single precision.
 */
import type { RunSpec } from '../../../experiment/runSpec.ts';
import { createState } from '../../../rule/run/kernel.ts';
import type { Settings } from '../../../rule/syntax/rule.ts';
import type { Varied } from '../../cpu/fused/runText.ts';
import { createHyperparametersAt, type HyperparametersAt } from '../../hyperparameters.ts';
import { createRunSchedule } from '../../runSchedule.ts';
import { compileUniformRows, type UniformRows } from '../uniformRows.ts';
import type { PlannedScores } from './scorePlan.ts';
import type { Along, StepNumber } from './stepNumbers.ts';

/** A cell of the plane. */
export interface Cell {
  readonly column: number;
  readonly row: number;
}

/** Runs that have a kind of numbers in common, from their first step on. */
interface Source {
  readonly hyperparametersAt: HyperparametersAt;
  /** Those of the rule, after the steps that rows were made of. */
  readonly scalars: Float64Array;
}

/** In the order of the kernel's tables. */
const kinds = ['none', 'columns', 'rows'] as const satisfies readonly Along[];

export class StepTables {
  readonly #planned: PlannedScores;
  readonly #columns: Float64Array;
  readonly #rows: Float64Array;
  readonly #uniformRows: UniformRows;
  /** Of the source whose rows are made. */
  #hyperparametersAt: HyperparametersAt;
  readonly #moving: readonly {
    readonly numbers: readonly StepNumber[];
    readonly sources: readonly Source[];
  }[];
  /** Numbers of a step in the table of those that move. */
  readonly stride: number;

  /** @param columns Values of the setting along columns; `rows` those along rows. */
  constructor(planned: PlannedScores, columns: Float64Array, rows: Float64Array) {
    this.#planned = planned;
    this.#columns = columns;
    this.#rows = rows;
    const { rule, rowLength, numbers } = planned;
    this.#hyperparametersAt = this.#source({ column: 0, row: 0 }).hyperparametersAt;
    this.#uniformRows = compileUniformRows(
      rule,
      (stepsDone) => this.#hyperparametersAt(stepsDone),
      rowLength,
    );
    this.#moving = kinds.flatMap((along) => {
      const own = numbers.filter((each) => each.moves && each.along === along);
      return own.length === 0 ? [] : [{ numbers: own, sources: this.#sources(along) }];
    });
    this.stride = this.#moving.reduce((sum, each) => sum + each.numbers.length * each.sources.length, 0);
  }

  /** What stays the same from step to step. */
  constants(cells: readonly Cell[]): Float32Array<ArrayBuffer> {
    const { numbers, rowLength } = this.#planned;
    const tables = [...kinds, 'both' as const].flatMap((along) => {
      const own = numbers.filter((each) => !each.moves && each.along === along);
      if (own.length === 0) return [];
      const sources = along === 'both' ? cells.map((cell) => this.#source(cell)) : this.#sources(along);
      const table = new Float32Array(own.length * sources.length);
      for (const [at, source] of sources.entries()) {
        const row = this.#rowsOf(source, 0, 1).subarray(0, rowLength);
        for (const [place, { index }] of own.entries()) table[place * sources.length + at] = row[index] ?? 0;
      }
      return [table];
    });
    return joined(tables);
  }

  /** What differs from step to step: of the steps from `stepsDone` on, which are to come one after the other. */
  moving(stepsDone: number, steps: number): Float32Array<ArrayBuffer> {
    const { rowLength } = this.#planned;
    const { stride } = this;
    const table = new Float32Array(stride * steps);
    let first = 0;
    for (const { numbers, sources } of this.#moving) {
      for (const [at, source] of sources.entries()) {
        const rows = this.#rowsOf(source, stepsDone, steps);
        for (const [place, { index }] of numbers.entries()) {
          const to = first + place * sources.length + at;
          for (let step = 0; step < steps; step++)
            table[step * stride + to] = rows[step * rowLength + index] ?? 0;
        }
      }
      first += numbers.length * sources.length;
    }
    return table;
  }

  /** Parameters and state of each run before its first step: each number of all runs or, where all begin alike, once. */
  starts(cells: readonly Cell[], start: readonly [x: number, y: number]): Float32Array<ArrayBuffer> {
    const { rule, plan, varied } = this.#planned;
    const axes = varied.map((each) => (each.kind === 'start' ? each.axis : null));
    const names = new Set(varied.flatMap((each) => (each.kind === 'hyperparameter' ? [each.name] : [])));
    const isOwn = rule.state.some(({ initial }) => initial.kind !== 'number') && names.size > 0;
    const differs = isOwn || axes.some((axis) => axis !== null);
    const runs = differs ? cells : [{ column: 0, row: 0 }];
    const values = new Float32Array(plan.kept * runs.length);
    for (const [run, cell] of runs.entries()) {
      const at = (axis: 'x' | 'y', usual: number) => {
        if (axes[0] === axis) return this.#columns[cell.column] ?? Number.NaN;
        return axes[1] === axis ? (this.#rows[cell.row] ?? Number.NaN) : usual;
      };
      const parameters = Float32Array.of(at('x', start[0]), at('y', start[1]));
      const create = (size: number) => new Float32Array(size);
      const { tensors } = createState(rule, parameters, this.#settingsOf(cell), create);
      let place = 0;
      for (const tensor of [parameters, ...tensors])
        for (const value of tensor) values[place++ * runs.length + run] = value;
    }
    return values;
  }

  #rowsOf({ hyperparametersAt, scalars }: Source, stepsDone: number, steps: number): Float32Array {
    this.#hyperparametersAt = hyperparametersAt;
    return this.#uniformRows(scalars, stepsDone, steps);
  }

  #sources(along: (typeof kinds)[number]): readonly Source[] {
    if (along === 'none') return [this.#source({ column: 0, row: 0 })];
    if (along === 'columns')
      return Array.from(this.#columns, (_, column) => this.#source({ column, row: 0 }));
    return Array.from(this.#rows, (_, row) => this.#source({ column: 0, row }));
  }

  #source(cell: Cell): Source {
    const { run, rule } = this.#planned;
    const hyperparameters = this.#settingsOf(cell);
    const schedule = createRunSchedule({ ...run, hyperparameters })?.schedule ?? null;
    const hyperparametersAt = createHyperparametersAt(hyperparameters, schedule);
    const none = new Float32Array();
    const { scalars } = createState(rule, none, hyperparametersAt(0), () => none);
    return { hyperparametersAt, scalars };
  }

  #settingsOf({ column, row }: Cell): RunSpec['hyperparameters'] & Record<string, number> {
    const { run, varied } = this.#planned;
    const [across, up] = varied;
    return {
      ...run.hyperparameters,
      ...settingOf(across, this.#columns[column]),
      ...settingOf(up, this.#rows[row]),
    } as Settings & Record<string, number>;
  }
}

function settingOf(varied: Varied, value = Number.NaN): Readonly<Record<string, number>> {
  return varied.kind === 'hyperparameter' ? { [varied.name]: value } : {};
}

function joined(tables: readonly Float32Array[]): Float32Array<ArrayBuffer> {
  const all = new Float32Array(tables.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const table of tables) {
    all.set(table, at);
    at += table.length;
  }
  return all;
}
