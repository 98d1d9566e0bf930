/** The maps of hyperparameters below cells of lessons: computed in the threads of maps, and shown while they are. */
import type * as vscode from 'vscode';
import type { CsvData } from '../../core/experiment/csvData.ts';
import type { Experiment } from '../../core/experiment/schema.ts';
import { type LessonMap, lessonMapOf } from '../../core/lesson/lessonMap.ts';
import { axisCells, type MapOutput } from '../../core/lesson/mapOutput.ts';
import { MapRecord } from '../../core/lesson/mapRecord.ts';
import { experimentOfCell } from '../../core/map/experimentOfCell.ts';
import { factsOfMap } from '../../core/map/factsOfMap.ts';
import { theoryOf } from '../../core/map/mapTheory.ts';
import type { Backend } from '../backend/backend.ts';
import { itemsOf, outputOf } from './lessonOutputs.ts';
import { type MapAction, readMapAction } from './mapAction.ts';

/** What maps of lessons ask of the rest of the extension. */
export interface MapDoors {
  /** Of an experiment's CSV file; null where it has none. @param file Which its path is relative to. */
  dataBeside(asked: Experiment, file: vscode.Uri): Promise<CsvData | null>;
  map(): Promise<{
    /** Opens it in a page of its own. */
    open(experiment: Experiment, csv: CsvData | null): Promise<void>;
    /** Runs one run of it in the panel. */
    run(experiment: Experiment, csv: CsvData | null): Promise<void>;
  }>;
}

export interface LessonMapsParts {
  readonly doors: () => Promise<MapDoors>;
  readonly backend: () => Promise<Pick<Backend, 'openMap'>>;
  readonly post: (message: unknown) => Thenable<boolean>;
}

/** Least time between two batches, in milliseconds. */
const interval = 100;

interface ShownMap {
  readonly id: string;
  readonly notebook: string;
  readonly experiment: Experiment;
  readonly csv: CsvData | null;
  readonly map: LessonMap;
  readonly set: Pick<MapOutput, 'facts' | 'theory' | 'columns' | 'rows'>;
  readonly record: MapRecord;
  phase: MapOutput['phase'];
  /** How many cells were sent. */
  sent: number;
  timer: NodeJS.Timeout | undefined;
}

/** A run of a map that the person has chosen. */
interface Held {
  /** The names of both settings, and what the run has of them. */
  readonly settings: readonly string[];
  readonly values: readonly number[];
}

export class LessonMaps {
  readonly #parts: LessonMapsParts;
  /** By the URIs of cells: of each the last one. */
  readonly #shown = new Map<string, ShownMap>();
  /** By the URIs of lessons. */
  readonly #held = new Map<string, Held>();
  #made = 0;

  constructor(parts: LessonMapsParts) {
    this.#parts = parts;
  }

  /**
   * @returns Whether it came to its end; undefined where it was interrupted. What is known then stays.
   * @throws {Error} if it can't be computed.
   */
  async show(execution: vscode.NotebookCellExecution, experiment: Experiment): Promise<true | undefined> {
    const { cell, token } = execution;
    const csv = await (await this.#parts.doors()).dataBeside(experiment, cell.notebook.uri);
    const map = lessonMapOf(experiment, csv?.shape);
    const record = new MapRecord(map.columns.values.length, map.rows.values.length);
    const shown: ShownMap = {
      ...{ id: `map-${++this.#made}`, notebook: cell.notebook.uri.toString(), experiment, csv, map, record },
      ...{ set: setOf(map, csv), phase: 'running', sent: 0, timer: undefined },
    };
    this.#shown.set(cell.document.uri.toString(), shown);
    const output = outputOf(outputFrom(shown, 0));
    await execution.replaceOutput(output);
    try {
      shown.phase = await this.#compute(shown, token);
    } catch (error) {
      shown.phase = 'stopped';
      throw error;
    } finally {
      clearTimeout(shown.timer);
      this.#send(shown);
    }
    // What is shown now outlives its renderer.
    await execution.replaceOutputItems([...itemsOf(outputFrom(shown, 0))], output);
    return token.isCancellationRequested ? undefined : true;
  }

  /** The run that the person has chosen last on a map of these settings; null where there is none. */
  heldOn(notebook: string, settings: readonly string[]): readonly number[] | null {
    const held = this.#held.get(notebook);
    const values = settings.map((name) => held?.values[held.settings.indexOf(name)]);
    const known = values.filter((value) => value !== undefined);
    return known.length === settings.length ? known : null;
  }

  /** From the renderer. */
  async onMessage(message: unknown): Promise<void> {
    const asked = readMapAction(message);
    const shown = asked && [...this.#shown.values()].find(({ id }) => id === asked.map);
    if (!asked || !shown) return;
    if (asked.action === 'ready') {
      shown.sent = 0;
      this.#send(shown);
    } else if (asked.action === 'open') {
      await (await this.#map()).open(shown.experiment, shown.csv);
    } else await this.#onCell(shown, asked);
  }

  dispose(): void {
    for (const { timer } of this.#shown.values()) clearTimeout(timer);
  }

  async #map() {
    return (await this.#parts.doors()).map();
  }

  async #onCell(shown: ShownMap, { action, cell }: MapAction): Promise<void> {
    const { map, experiment, csv, notebook } = shown;
    const width = map.columns.values.length;
    const [x, y] = [map.columns.values[cell % width], map.rows.values[Math.floor(cell / width)]];
    if (x === undefined || y === undefined) return;
    const { spec } = map;
    if (action === 'hold') {
      this.#held.set(notebook, { settings: [spec.x.setting, spec.y.setting], values: [x, y] });
      return;
    }
    await (await this.#map()).run(experimentOfCell(experiment, spec, x, y), csv);
  }

  async #compute(shown: ShownMap, token: vscode.CancellationToken): Promise<MapOutput['phase']> {
    const { map, record, csv } = shown;
    const { spec, columns, rows } = map;
    const backend = await this.#parts.backend();
    let end: (phase: MapOutput['phase']) => void = () => {};
    let fail: (error: Error) => void = () => {};
    const ended = new Promise<MapOutput['phase']>((resolve, reject) => {
      [end, fail] = [resolve, reject];
    });
    const computation = await backend.openMap(csv?.data ?? null, null, {
      onCells: (chunk) => {
        record.take(chunk);
        shown.timer ??= setTimeout(() => this.#send(shown), interval);
      },
      onDone: () => end('done'),
      onEngine: () => {},
      onFailed: (message) => fail(new Error(message)),
    });
    const stop = () => end('stopped');
    const interrupted = token.onCancellationRequested(stop);
    try {
      if (token.isCancellationRequested) return 'stopped';
      const middle = { column: record.grid.columns / 2, row: record.grid.rows / 2 };
      computation.show({ spec, columns: columns.values, rows: rows.values }, middle);
      return await ended;
    } finally {
      interrupted.dispose();
      computation.dispose();
    }
  }

  #send(shown: ShownMap): void {
    shown.timer = undefined;
    const output = outputFrom(shown, shown.sent);
    shown.sent = shown.record.length;
    void this.#parts.post(output);
  }
}

/** What is told of a map before any of its runs is computed. */
function setOf(map: LessonMap, csv: CsvData | null): ShownMap['set'] {
  const { spec, columns, rows } = map;
  const facts = factsOfMap(spec, csv?.shape);
  const theory = theoryOf(spec, columns, rows);
  return { facts, theory, columns: axisCells(columns), rows: axisCells(rows) };
}

/** @param first How many cells are known. */
function outputFrom({ id, set, record, phase }: ShownMap, first: number): MapOutput {
  return { ...{ type: 'map', map: id, phase }, ...set, piece: record.pieceFrom(first) };
}
