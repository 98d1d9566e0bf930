/** Maps on the device: all their cells at once, beside one thread of the processor, and how many cells are told alike. */
import type { Device } from '../../../core/engine/gpu/deviceAccess.ts';
import { parseExperiment } from '../../../core/experiment/parseExperiment.ts';
import { createDeviceScorer } from '../../../core/map/deviceScorer.ts';
import { createLaneScorer } from '../../../core/map/laneScorer.ts';
import { cellsOf } from '../../../core/map/mapCells.ts';
import { numbersOfCell } from '../../../core/map/mapGrid.ts';
import { type MapSpec, mapOfExperiment } from '../../../core/map/mapSpec.ts';
import { median } from '../measure.ts';

export interface MapTimes {
  readonly name: string;
  readonly runs: number;
  readonly steps: number;
  /** Milliseconds of the whole map, medians over rounds. */
  readonly gpu: number;
  readonly cpu: number;
  /** Requests that take steps: each is a dispatch. */
  readonly dispatches: number;
  /** Of the cells: state and steps are the same, but for one. */
  readonly alike: number;
}

const steps = 200;

export async function mapsOnDevice(device: Device, rounds: number): Promise<readonly MapTimes[]> {
  const found: MapTimes[] = [];
  for (const [optimizer, surface] of [
    ['momentum', 'valley'],
    ['adam', 'rosenbrock'],
  ] as const)
    found.push(await mapOnDevice(device, rounds, optimizer, surface));
  return found;
}

async function mapOnDevice(
  device: Device,
  rounds: number,
  optimizer: string,
  surface: string,
): Promise<MapTimes> {
  const problem = { surface };
  const experiment = parseExperiment({ problem, optimizers: [{ optimizer }], lr: [0.01], steps, target: 1 });
  const spec = mapOfExperiment(experiment, undefined);
  const [columns, rows] = [cellsOf(spec.x).values, cellsOf(spec.y).values];
  const score = createDeviceScorer(spec, columns, rows);
  if (typeof score === 'string') throw new Error(score);
  const cells = Uint32Array.from({ length: columns.length * rows.length }, (_, cell) => cell);
  let dispatches = 0;
  const counted: Device = {
    ...device,
    request: (request) => {
      if (request.type === 'score') dispatches++;
      return device.request(request);
    },
  };
  const onDevice = async (round: number) => {
    dispatches = 0;
    const options = { name: `bench/${surface}/${round}`, isGivenUp: () => false };
    const chunk = await score(counted, cells, options);
    if (!chunk) throw new Error('the map was given up');
    return chunk.numbers;
  };
  const onCpu = lanesOf(spec, columns, rows);
  // Compiled and warm.
  const [ofDevice, ofCpu] = [await onDevice(-1), onCpu()];
  const [gpu, cpu]: [number[], number[]] = [[], []];
  for (let round = 0; round < rounds; round++) {
    const begin = performance.now();
    await onDevice(round);
    const middle = performance.now();
    onCpu();
    gpu.push(middle - begin);
    cpu.push(performance.now() - middle);
  }
  return {
    ...{ name: `${optimizer} on ${surface}`, runs: cells.length, steps, dispatches },
    ...{ gpu: median(gpu), cpu: median(cpu), alike: shareAlike(ofDevice, ofCpu) },
  };
}

function lanesOf(spec: MapSpec, columns: Float64Array, rows: Float64Array): () => Float64Array {
  const lanes = createLaneScorer(spec);
  if (!lanes) throw new Error('the map has no lanes');
  const width = columns.length;
  return () => {
    const numbers = new Float64Array(numbersOfCell * width * rows.length);
    for (const [row, value] of rows.entries()) {
      const ys = new Float64Array(width).fill(value);
      lanes.score(columns, ys, numbers.subarray(numbersOfCell * width * row));
    }
    return numbers;
  };
}

function shareAlike(one: Float64Array, other: Float64Array): number {
  const cells = one.length / numbersOfCell;
  let alike = 0;
  for (let cell = 0; cell < cells; cell++) {
    const isAlike = [2, 3, 4].every((place) => {
      const at = numbersOfCell * cell + place;
      const [a = 0, b = 0] = [one[at], other[at]];
      return a > 0 === b > 0 && Math.abs(a - b) <= 1;
    });
    if (isAlike) alike++;
  }
  return alike / cells;
}
