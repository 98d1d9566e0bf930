/** The hyperparameter map: the one that is open, its page, and the threads that compute its runs. */
import * as vscode from 'vscode';
import type { CsvData } from '../../core/experiment/csvData.ts';
import { gpuOfMap } from '../../core/experiment/engineSetting.ts';
import type { MapAxis } from '../../core/experiment/map/mapAxis.ts';
import { faultOfAxis } from '../../core/experiment/map/mapAxis.ts';
import type { MapChoice } from '../../core/experiment/map/mapSchema.ts';
import { expectedOf } from '../../core/experiment/map/mapSettings.ts';
import type { Experiment } from '../../core/experiment/schema.ts';
import { experimentOfCell } from '../../core/map/experimentOfCell.ts';
import { cellsOf } from '../../core/map/mapCells.ts';
import type { MapEngine } from '../../core/map/mapEngine.ts';
import { MapGrid } from '../../core/map/mapGrid.ts';
import { type MapSpec, mapOfExperiment, settingsOfMap } from '../../core/map/mapSpec.ts';
import { messageOf } from '../../core/messageOf.ts';
import {
  type MapPhase,
  type MapPlace,
  mapPlaceSchema,
  mapRequests,
  type ToMap,
} from '../../core/protocol/map.ts';
import type { Backend } from '../backend/backend.ts';
import type { MapComputation } from '../backend/openThreads.ts';
import { GpuPage, shippedWorker } from '../gpu/gpuPage.ts';
import { settings } from '../ids.ts';
import { log } from '../log.ts';
import { answer } from '../panel/answer.ts';
import { showInformation } from '../shown/messages.ts';
import { type MapMessage, MapPage } from './mapPage.ts';
import { openedMap, theoryOf, titleOfMap } from './openedMap.ts';

/** What the map asks of the rest of the extension. */
export interface MapNeighbours {
  readonly backend: () => Promise<Pick<Backend, 'openMap'>>;
  /** Runs an experiment in the panel. */
  run(experiment: Experiment, csv: CsvData | null): Promise<void>;
  /** Runs it and adds its run to those on the screen. */
  compare(experiment: Experiment, csv: CsvData | null): Promise<void>;
  /** The experiment of a place, which was kept across a reload. @throws {Error} if it can't run any more. */
  reopen(place: MapPlace): Promise<{ readonly experiment: Experiment; readonly csv: CsvData | null }>;
}

interface OpenMap {
  readonly experiment: Experiment;
  readonly csv: CsvData | null;
  readonly spec: MapSpec;
  readonly computation: MapComputation;
}

/** What is in view, with what was computed of it. */
interface OpenView {
  /** By the page. */
  readonly number: number;
  readonly spec: MapSpec;
  readonly grid: MapGrid;
  phase: MapPhase;
  /** Where it is computed; null where that was no question. */
  engine: MapEngine | null;
}

export class HyperparameterMap implements vscode.Disposable {
  readonly #neighbours: MapNeighbours;
  readonly #page: MapPage;
  readonly #gpu: GpuPage;
  #map: OpenMap | null = null;
  #view: OpenView | null = null;
  /** What the page shows: a hidden one asks for it when it is in sight again. */
  #shown: ToMap | null = null;
  #opened = 0;

  /** @param extension Where the extension is. */
  constructor(extension: vscode.Uri, neighbours: MapNeighbours) {
    this.#neighbours = neighbours;
    this.#page = new MapPage(extension, {
      onMessage: (message) => this.#onMessage(message),
      onClose: () => this.#close(),
    });
    this.#gpu = new GpuPage(this.#page, shippedWorker(extension), 'the map’s page');
  }

  /**
   * @param choice Of the axes. Default: those of the experiment or, where it has none, the usual ones.
   * @throws {ExperimentError} if an axis is wrong.
   */
  async open(experiment: Experiment, csv: CsvData | null, choice?: MapChoice): Promise<void> {
    const spec = mapOfExperiment(experiment, csv?.shape, choice);
    this.#page.show();
    await this.#load(experiment, csv, spec, spec);
  }

  /** After a reload of the window. */
  async restore(panel: vscode.WebviewPanel, state: unknown): Promise<void> {
    const known = mapPlaceSchema.safeParse(state);
    this.#page.attach(panel);
    if (!known.success)
      return this.#show({ type: 'failed', message: 'No map is open here. Choose Map Hyperparameters.' });
    try {
      const { experiment, csv } = await this.#neighbours.reopen(known.data);
      const { x, y } = known.data;
      await this.#load(experiment, csv, mapOfExperiment(experiment, csv?.shape, { x, y }), { x, y });
    } catch (error) {
      this.#show({ type: 'failed', message: messageOf(error) });
    }
  }

  dispose(): void {
    this.#gpu.dispose();
    this.#page.dispose();
    this.#close();
  }

  async #load(
    experiment: Experiment,
    csv: CsvData | null,
    spec: MapSpec,
    { x, y }: { readonly x: MapAxis; readonly y: MapAxis },
  ): Promise<void> {
    this.#close();
    const own = ++this.#opened;
    this.#show({ type: 'opening', title: titleOfMap(spec, csv?.shape) });
    const setting = vscode.workspace.getConfiguration(settings.section).get(settings.engine);
    const choice = gpuOfMap(experiment, setting);
    const gpu = choice && { link: this.#gpu, choice };
    const computation = await (await this.#neighbours.backend()).openMap(csv?.data ?? null, gpu, {
      onCells: (chunk) => {
        const view = this.#view;
        if (own !== this.#opened || !view) return;
        view.grid.take(chunk);
        this.#page.post({ type: 'cells', view: view.number, chunk });
      },
      onDone: () => own === this.#opened && this.#setPhase('done'),
      onEngine: (engine) => own === this.#opened && this.#setEngine(engine),
      onFailed: (message) => own === this.#opened && this.#show({ type: 'failed', message }),
    });
    if (own !== this.#opened) return computation.dispose();
    this.#map = { experiment, csv, spec, computation };
    const place = { experiment, csvFolder: csv?.folder ?? null, x, y };
    this.#show(openedMap(spec, place, csv?.shape));
  }

  #onMessage(message: MapMessage): void {
    switch (message.type) {
      case 'ready':
        if (this.#shown) this.#page.post(this.#shown);
        break;
      case 'show':
        this.#showPart(message);
        break;
      case 'choose':
        this.#report(this.#choose(message.x, message.y));
        break;
      case 'focus':
        this.#map?.computation.focus(message);
        break;
      case 'pause':
      case 'resume':
        this.#map?.computation.setPaused(message.type === 'pause');
        this.#setPhase(message.type === 'pause' ? 'paused' : 'running');
        break;
      case 'stop':
        this.#map?.computation.stop();
        this.#setPhase('stopped');
        break;
      case 'run':
      case 'compare':
        this.#report(this.#runCell(message));
        break;
      case 'copy':
        this.#report(this.#copy(message.text));
        break;
      case 'request': {
        const { spec } = this.#view ?? this.#map ?? {};
        const computation = this.#map?.computation;
        const curve = async ({ x, y }: { readonly x: number; readonly y: number }) => {
          if (computation && spec) return computation.curve(spec, x, y);
          throw new Error('No map is open. Choose Map Hyperparameters.');
        };
        void answer(mapRequests, { curve }, message).then((reply) => this.#page.post(reply));
        break;
      }
    }
  }

  /** What is in view again, as of a page that was hidden, is known and is sent at once. */
  #showPart({ view: number, x, y, around, anew }: Extract<MapMessage, { readonly type: 'show' }>): void {
    const map = this.#map;
    if (!map || !this.#isPossible(x, y)) return;
    const before = this.#view;
    const spec = { ...map.spec, x, y };
    const [columns, rows] = this.#cells(spec);
    const isSame = !anew && before !== null && sameAxis(before.spec.x, x) && sameAxis(before.spec.y, y);
    const grid = isSame ? before.grid : new MapGrid(columns.values.length, rows.values.length);
    const phase = isSame ? before.phase : 'running';
    const engine = isSame ? before.engine : null;
    this.#view = { number, spec, grid, phase, engine };
    this.#remember(x, y);
    this.#page.post({ type: 'theory', view: number, theory: theoryOf(spec, columns, rows) });
    if (isSame) {
      if (grid.knownCount > 0) this.#page.post({ type: 'cells', view: number, chunk: grid.chunk() });
      if (engine) this.#setEngine(engine);
      this.#setPhase(phase);
      return;
    }
    map.computation.show({ spec, columns: columns.values, rows: rows.values }, around);
    this.#setPhase('running');
  }

  #cells({ run, rows, x, y }: MapSpec) {
    const settings = settingsOfMap({ run, rows });
    const isWhole = (name: string) => settings.find((each) => each.name === name)?.isWhole ?? false;
    return [cellsOf(x, isWhole(x.setting)), cellsOf(y, isWhole(y.setting))] as const;
  }

  /** The page keeps to it; a message may be of any. */
  #isPossible(...axes: readonly MapAxis[]): boolean {
    const settings = this.#map ? settingsOfMap(this.#map.spec) : [];
    return axes.every((axis) => {
      const setting = settings.find(({ name }) => name === axis.setting);
      if (!setting || faultOfAxis(axis)) return false;
      return expectedOf(setting, axis.from) === null && expectedOf(setting, axis.to) === null;
    });
  }

  #remember(x: MapAxis, y: MapAxis): void {
    if (this.#shown?.type === 'opened')
      this.#shown = { ...this.#shown, place: { ...this.#shown.place, x, y } };
  }

  async #choose(x: string, y: string): Promise<void> {
    if (!this.#map) return;
    const { experiment, csv } = this.#map;
    const { map } = experiment;
    // An axis that the experiment has is as it says there.
    const own = (name: string) =>
      [map?.x, map?.y].find((each) => typeof each === 'object' && each.setting === name) ?? name;
    const spec = mapOfExperiment(experiment, csv?.shape, { x: own(x), y: own(y) });
    this.#map = { ...this.#map, spec };
    this.#view = null;
    const place = { experiment, csvFolder: csv?.folder ?? null, x: spec.x, y: spec.y };
    this.#show(openedMap(spec, place, csv?.shape));
  }

  async #runCell({ type, x, y }: Extract<MapMessage, { readonly type: 'run' | 'compare' }>): Promise<void> {
    if (!this.#map || !this.#view) return;
    const { experiment, csv } = this.#map;
    await this.#neighbours[type](experimentOfCell(experiment, this.#view.spec, x, y), csv);
  }

  async #copy(text: string): Promise<void> {
    await vscode.env.clipboard.writeText(text);
    void showInformation('Copied the settings of the run.');
  }

  #setPhase(phase: MapPhase): void {
    const view = this.#view;
    if (!view) return;
    view.phase = phase;
    this.#page.post({ type: 'phase', view: view.number, phase });
  }

  #setEngine(engine: MapEngine): void {
    const view = this.#view;
    if (!view) return;
    view.engine = engine;
    this.#page.post({ type: 'engine', view: view.number, engine });
  }

  #report(done: Promise<void>): void {
    done.catch((error: unknown) => {
      log.error(messageOf(error));
      void showInformation(messageOf(error));
    });
  }

  #show(message: ToMap): void {
    this.#shown = message;
    this.#page.post(message);
  }

  #close(): void {
    this.#opened++;
    this.#map?.computation.dispose();
    this.#map = null;
    this.#view = null;
  }
}

function sameAxis(a: MapAxis, b: MapAxis): boolean {
  return a.setting === b.setting && a.scale === b.scale && a.from === b.from && a.to === b.to;
}
