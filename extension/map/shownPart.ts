/** The part of a map that is in view, with what was computed of it. */
import { sameAxis } from '../../core/experiment/map/mapAxis.ts';
import type { MapCells } from '../../core/map/mapCells.ts';
import type { MapEngine } from '../../core/map/mapEngine.ts';
import { type CellChunk, MapGrid } from '../../core/map/mapGrid.ts';
import { cellsOfMap, type MapSpec } from '../../core/map/mapSpec.ts';
import { theoryOf } from '../../core/map/mapTheory.ts';
import { preciselyIn } from '../../core/map/singlePrecision.ts';
import type { MapPhase, ToMap } from '../../core/protocol/map.ts';

interface OpenPart {
  /** By the page. */
  readonly number: number;
  readonly spec: MapSpec;
  readonly grid: MapGrid;
  phase: MapPhase;
  /** Where it is computed; null where that was no question. */
  engine: MapEngine | null;
}

export class ShownPart {
  readonly #post: (message: ToMap) => void;
  #part: OpenPart | null = null;

  constructor(post: (message: ToMap) => void) {
    this.#post = post;
  }

  /** null where nothing is in view. */
  get spec(): MapSpec | null {
    return this.#part?.spec ?? null;
  }

  /**
   * What is in view again, as of a page that was hidden, is known and is sent at once.
   * @param number By the page.
   * @param anew Whether nothing that is known of it counts.
   * @returns The cells that are to be computed; null where it goes on as it was.
   */
  show(number: number, asked: MapSpec, anew: boolean): readonly [columns: MapCells, rows: MapCells] | null {
    const before = this.#part;
    const isSame =
      !anew && before !== null && sameAxis(before.spec.x, asked.x) && sameAxis(before.spec.y, asked.y);
    const [columns, rows] = cellsOfMap(asked);
    const { spec, engine } = preciselyIn(asked, columns, rows);
    const grid = isSame ? before.grid : new MapGrid(columns.values.length, rows.values.length);
    this.#part = { number, spec, grid, phase: 'running', engine: null };
    this.#post({ type: 'theory', view: number, theory: theoryOf(spec, columns, rows) });
    if (engine && !isSame) this.setEngine(engine);
    if (isSame) {
      if (grid.knownCount > 0) this.#post({ type: 'cells', view: number, chunk: grid.chunk() });
      if (before.engine) this.setEngine(before.engine);
      this.setPhase(before.phase);
    }
    return isSame ? null : [columns, rows];
  }

  clear(): void {
    this.#part = null;
  }

  take(chunk: CellChunk): void {
    if (!this.#part) return;
    this.#part.grid.take(chunk);
    this.#post({ type: 'cells', view: this.#part.number, chunk });
  }

  setPhase(phase: MapPhase): void {
    if (!this.#part) return;
    this.#part.phase = phase;
    this.#post({ type: 'phase', view: this.#part.number, phase });
  }

  setEngine(engine: MapEngine): void {
    if (!this.#part) return;
    const { number, spec, engine: before } = this.#part;
    // That no device computes networks says less than why they are computed in another precision.
    if (before?.precision === 'float64' && engine.kind === 'cpu') return;
    const { precision } = spec;
    this.#part.engine = engine.kind === 'cpu' && precision ? { ...engine, precision } : engine;
    this.#post({ type: 'engine', view: number, engine: this.#part.engine });
  }
}
