/**
 * The boundary between settings that train and settings that don't, over the plane of a map and nearer and nearer:
 * Sohl-Dickstein 2024, "The boundary of neural network trainability is fractal".
 */
import { shapeOfData } from '../experiment/dataShape.ts';
import { type MapAxis, valueAt } from '../experiment/map/mapAxis.ts';
import { parseExperiment } from '../experiment/parseExperiment.ts';
import type { ExperimentOptions } from '../lesson/exercise/experimentOptions.ts';
import { dataFor } from '../lesson/exercise/experiments.ts';
import { mapOfExperiment } from '../map/mapSpec.ts';
import { createNetworkRun, type NetworkRun } from '../map/networkRun.ts';
import { boxDimension, edgeOf } from './boxCounting.ts';
import type { BoundaryProtocol } from './claim.ts';

/** As in the paper's program: the last 20 of 100 steps. */
const lastShare = 1 / 5;

/** A part of the plane of a map. */
interface View {
  readonly x: MapAxis;
  readonly y: MapAxis;
}

/** The box-counting dimension of the boundary in each of the views that are measured, the widest first. */
export async function measureBoundary(
  { map, cells, zoom }: BoundaryProtocol,
  options: ExperimentOptions = {},
): Promise<readonly number[]> {
  const experiment = parseExperiment(map);
  const data = await dataFor(experiment.problem, options);
  const spec = data && mapOfExperiment(experiment, shapeOfData(data));
  const run = spec && createNetworkRun(spec, data);
  if (!run) throw new RangeError('protocol.map — expected a network on data that ships, and its settings');
  const dimensions: number[] = [];
  let view: View | null = spec;
  for (let number = 0; number <= zoom.last && view; number++) {
    const onRow = (row: number) =>
      options.onProgress?.((number * cells + row + 1) / (cells * (zoom.last + 1)));
    const edge = edgeOf(await trainedIn(view, cells, run, onRow), cells);
    if (number >= zoom.first) dimensions.push(boxDimension(edge, cells));
    view = nearer(view, edge, cells, zoom.factor);
  }
  return dimensions;
}

/** 1 for each cell whose run trains, row by row from below. */
async function trainedIn(
  { x, y }: View,
  cells: number,
  run: NetworkRun,
  onRow: (row: number) => void,
): Promise<Uint8Array> {
  const trained = new Uint8Array(cells * cells);
  const middle = (index: number) => (index + 0.5) / cells;
  for (let row = 0; row < cells; row++) {
    for (let column = 0; column < cells; column++) {
      const losses: number[] = [];
      await run(
        valueAt(x, middle(column)),
        valueAt(y, middle(row)),
        (loss) => losses.push(loss),
        () => false,
      );
      trained[row * cells + column] = Number(hasTrained(losses, run.steps));
    }
    onRow(row);
  }
  return trained;
}

/** Whether a run has not diverged, and its last losses are in the mean below the first. @internal */
export function hasTrained(losses: readonly number[], steps: number): boolean {
  const [first = Number.NaN] = losses;
  if (losses.length <= steps) return false;
  const last = losses.slice(-Math.max(1, Math.round(steps * lastShare)));
  return last.reduce((sum, loss) => sum + loss, 0) / last.length < first;
}

/** The view around the point of the boundary that is nearest to the middle; null where there is none. */
function nearer({ x, y }: View, edge: Uint8Array, cells: number, factor: number): View | null {
  let nearest: readonly [column: number, row: number] | null = null;
  let least = Number.POSITIVE_INFINITY;
  for (let cell = 0; cell < edge.length; cell++) {
    // The boundary is at the far corner of a cell.
    const [column, row] = [(cell % cells) + 1, Math.floor(cell / cells) + 1];
    const distance = (column - cells / 2) ** 2 + (row - cells / 2) ** 2;
    if (edge[cell] !== 1 || distance >= least) continue;
    least = distance;
    nearest = [column / cells, row / cells];
  }
  if (!nearest) return null;
  const [atX, atY] = nearest;
  return { x: partAround(x, atX, factor), y: partAround(y, atY, factor) };
}

function partAround(axis: MapAxis, at: number, factor: number): MapAxis {
  const half = 0.5 / factor;
  const middle = Math.min(Math.max(at, half), 1 - half);
  return { ...axis, from: valueAt(axis, middle - half), to: valueAt(axis, middle + half) };
}
