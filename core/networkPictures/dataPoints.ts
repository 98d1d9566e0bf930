/** The rows of a data set with two inputs as points of the plane, in the units of the data. */
import type { Dataset } from '../problems/data/dataset.ts';
import type { PreparedDataset } from '../problems/data/preparation/prepareDataset.ts';
import type { Window } from '../problems/surfaces/surface.ts';
import { sampledRows } from './sampledRows.ts';

export interface PointSet {
  /** Of the rows that are drawn, x and y in turn. */
  readonly places: Float64Array;
  readonly labels: Int32Array;
  /** Of all. */
  readonly rows: number;
}

export interface DataPoints {
  readonly axes: readonly [string, string];
  readonly window: Window;
  readonly training: PointSet;
  /** null where no rows were held out. */
  readonly validation: PointSet | null;
}

/** In parts of the extent of the points. */
const margin = 0.1;

/** null where rows have no class, or another number of inputs. @param most Points of each kind. */
export function dataPoints({ training, validation }: PreparedDataset, most: number): DataPoints | null {
  if (training.features !== 2 || training.classes === 0) return null;
  const sets = { training: pointsOf(training, most), validation: validation && pointsOf(validation, most) };
  const [across = 'x1', up = 'x2'] = training.featureNames ?? [];
  const all = [sets.training, ...(sets.validation ? [sets.validation] : [])];
  const extent = (input: 0 | 1): readonly [number, number] => {
    let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
    for (const { places } of all) {
      for (let i = input; i < places.length; i += 2) {
        low = Math.min(low, places[i] ?? low);
        high = Math.max(high, places[i] ?? high);
      }
    }
    const room = margin * (high - low || 1);
    return [low - room, high + room];
  };
  return { axes: [across, up], window: { x: extent(0), y: extent(1) }, ...sets };
}

function pointsOf({ rows, inputs, labels, inputScale }: Dataset, most: number): PointSet {
  const drawn = sampledRows(rows, most);
  const inUnits = (row: number, input: number) =>
    (inputs[2 * row + input] ?? 0) * (inputScale?.deviations[input] ?? 1) + (inputScale?.means[input] ?? 0);
  return {
    places: Float64Array.from({ length: 2 * drawn.length }, (_, i) => inUnits(drawn[i >> 1] ?? 0, i & 1)),
    labels: Int32Array.from(drawn, (row) => labels[row] ?? 0),
    rows,
  };
}
