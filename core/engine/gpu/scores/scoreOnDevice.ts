/** Has a device compute the scores of some cells of a plane: as many steps of all of them at once as take it 16 ms. */
import { surfaceOf } from '../../../experiment/surfaceOf.ts';
import type { Device } from '../deviceAccess.ts';
import { wordsOfScore } from '../kernels/scoreKernel.ts';
import { StepBudget } from '../stepBudget.ts';
import type { PlannedScores } from './scorePlan.ts';
import { StepTables } from './stepTables.ts';

export interface ScoreJob {
  readonly planned: PlannedScores;
  /** Of the settings along columns and rows; at most 65,536 each. */
  readonly columns: Float64Array;
  readonly rows: Float64Array;
  /** Numbers of cells: row · columns + column. */
  readonly cells: Uint32Array;
  /** Loss that counts as solved; null where there is none. */
  readonly target: number | null;
}

export interface ScoreOptions {
  /** One that no run on any device has had. */
  readonly name: string;
  /** Asked before each request. Where it says so, the cells are given up; it may take a while to answer. */
  readonly isGivenUp: () => boolean | Promise<boolean>;
}

/** Steps that any device takes in a moment, to begin with: of all runs together, and of one. */
const firstSteps = { all: 2 ** 20, one: 64 };
/** Numbers of a request's table at most. */
const mostNumbers = 2 ** 20;
/** Below any loss that is a number. */
const noGoal = -3.4028234663852886e38;

/**
 * @returns The words of all scores, the first of each and then the next; null where they were given up.
 * @throws {GpuError} if the device can't, or is lost.
 */
export async function scoreOnDevice(
  device: Device,
  { planned, columns, rows, cells, target }: ScoreJob,
  { name, isGivenUp }: ScoreOptions,
): Promise<Uint32Array | null> {
  const { plan, run } = planned;
  const surface = surfaceOf(run.problem);
  const places = Array.from(cells, (cell) => ({
    column: cell % columns.length,
    row: Math.floor(cell / columns.length),
  }));
  const tables = new StepTables(planned, columns, rows);
  const start = ('start' in run.problem ? run.problem.start : undefined) ?? surface?.start;
  await device.request<'createScores'>({
    ...{ type: 'createScores', run: name, plan, steps: run.steps, goal: target ?? noGoal },
    ...{ columnCount: columns.length, rowCount: rows.length },
    places: Uint32Array.from(places, ({ column, row }) => 65536 * row + column),
    constants: tables.constants(places),
    values: tables.starts(places, start ?? [Number.NaN, Number.NaN]),
  });
  try {
    return await takeLooks(device, name, tables, { steps: run.steps, runs: cells.length, isGivenUp });
  } finally {
    device.dispose(name);
  }
}

/** Two requests at once: a device is not to wait for the way of an answer and of the next request. */
async function takeLooks(
  device: Device,
  name: string,
  tables: StepTables,
  {
    steps,
    runs,
    isGivenUp,
  }: { readonly steps: number; readonly runs: number } & Pick<ScoreOptions, 'isGivenUp'>,
): Promise<Uint32Array | null> {
  const most = Math.max(1, Math.floor(mostNumbers / Math.max(1, tables.stride)));
  const budget = new StepBudget(most, Math.min(firstSteps.one, Math.ceil(firstSteps.all / runs)));
  const looks = steps + 1;
  let before: Promise<unknown> = Promise.resolve();
  for (let first = 0; ; ) {
    const given = isGivenUp();
    if (typeof given === 'object' ? await given : given) return null;
    const end = Math.min(looks, first + budget.steps);
    const count = end - first;
    const isLast = end === looks;
    const moving = tables.moving(first, Math.min(end, steps) - first);
    const asked = device
      .request<'score'>({ type: 'score', run: name, first, end, moving, read: isLast })
      .then(({ scores, milliseconds }) => {
        budget.adapt(count, milliseconds);
        return scores;
      });
    // Whoever waits for it hears of its failure.
    asked.catch(() => {});
    if (isLast) return expectScores(await asked, runs);
    await before;
    before = asked;
    first = end;
  }
}

function expectScores(scores: Uint32Array | null, runs: number): Uint32Array {
  if (scores?.length === wordsOfScore * runs) return scores;
  throw new RangeError(`scores = ${scores?.length} words — expected ${wordsOfScore * runs}`);
}
