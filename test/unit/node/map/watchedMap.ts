/** A map in threads that ship, and what it tells. */

import { parseExperiment } from '../../../../core/experiment/parseExperiment.ts';
import { cellsOf } from '../../../../core/map/mapCells.ts';
import type { MapEngine } from '../../../../core/map/mapEngine.ts';
import { MapGrid } from '../../../../core/map/mapGrid.ts';
import { type MapSpec, mapOfExperiment } from '../../../../core/map/mapSpec.ts';
import { threadsOf } from '../../../../node/threads/startThread.ts';
import { inRoot } from '../../../../scripts/tools/paths.mjs';
import type { MapGpu } from '../../../../threads/map/mapDevice.ts';
import type { WantedView } from '../../../../threads/map/mapTasks.ts';
import { MapThreads } from '../../../../threads/map/mapThreads.ts';
import { bundleForNode } from '../childProgram.ts';

/** What is to be bundled before a map, and removed after all. */
export const bundleMapThreads = () => bundleForNode({ worker: 'node/threads/worker.ts' });

const middle = { column: 8, row: 8 };

/** So many values along each axis. */
export function viewOf(spec: MapSpec, count: number): WantedView {
  const every = ({ values }: { values: Float64Array }) =>
    Float64Array.from({ length: count }, (_, i) => values[Math.floor((i * values.length) / count)] ?? 0);
  return { spec, columns: every(cellsOf(spec.x)), rows: every(cellsOf(spec.y)) };
}

export function mapOf(experiment: object): MapSpec {
  return mapOfExperiment(parseExperiment(experiment), undefined);
}

export interface WatchedOptions {
  /** The program of a thread. */
  readonly workerFile: string;
  /** How many threads. Default: 2. */
  readonly count?: number;
  readonly gpu?: MapGpu;
}

export class Watched {
  readonly threads: MapThreads;
  readonly cells: number[] = [];
  /** What was told of where cells are computed. */
  readonly engines: MapEngine[] = [];
  grid: MapGrid | null = null;
  done = 0;
  failed: string | null = null;
  #waiting: (() => void)[] = [];

  constructor({ workerFile, count = 2, gpu }: WatchedOptions) {
    const places = { data: inRoot('core', 'problems', 'data'), kernels: inRoot('dist', 'kernels') };
    this.threads = new MapThreads(
      { start: threadsOf(workerFile, { places }), data: null, count, gpu: gpu ?? null },
      {
        onCells: (chunk) => {
          this.cells.push(...chunk.cells);
          this.grid?.take(chunk);
          this.#wake();
        },
        onDone: () => {
          this.done++;
          this.#wake();
        },
        onFailed: (message) => {
          this.failed = message;
          this.#wake();
        },
        onEngine: (engine) => this.engines.push(engine),
      },
    );
  }

  show(view: WantedView): void {
    this.cells.length = 0;
    this.engines.length = 0;
    this.grid = new MapGrid(view.columns.length, view.rows.length);
    this.threads.show(view, middle);
  }

  async until(isSo: () => boolean): Promise<void> {
    while (!isSo()) await new Promise<void>((resolve) => this.#waiting.push(resolve));
  }

  #wake(): void {
    for (const resolve of this.#waiting.splice(0)) resolve();
  }
}

export async function watching(
  options: WatchedOptions,
  work: (watched: Watched) => Promise<void>,
): Promise<void> {
  const watched = new Watched(options);
  try {
    await work(watched);
  } finally {
    watched.threads.dispose();
  }
}
