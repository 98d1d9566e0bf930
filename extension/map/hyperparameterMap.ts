/** The hyperparameter map: the one that is open, its page, and the threads that compute its runs. */
import * as vscode from 'vscode';
import { lessonTopics } from '../../core/debug/inspector/lessonTopics.ts';
import type { CsvData } from '../../core/experiment/csvData.ts';
import { fileName } from '../../core/experiment/describe.ts';
import { gpuOfMap } from '../../core/experiment/engineSetting.ts';
import { ExperimentError } from '../../core/experiment/errors.ts';
import type { MapChoice } from '../../core/experiment/map/mapSchema.ts';
import type { Experiment } from '../../core/experiment/schema.ts';
import { experimentOfCell } from '../../core/map/experimentOfCell.ts';
import { canHave, isOpen, type MapSpec, mapOfExperiment } from '../../core/map/mapSpec.ts';
import { titleOfMap } from '../../core/map/mapTitle.ts';
import { messageOf } from '../../core/messageOf.ts';
import { type MapPlace, mapPlaceSchema, mapRequests, type OpenedMap } from '../../core/protocol/map.ts';
import { asSentence } from '../../core/rule/syntax/errors.ts';
import type { Backend } from '../backend/backend.ts';
import type { MapComputation } from '../backend/openThreads.ts';
import { GpuPage, shippedWorker } from '../gpu/gpuPage.ts';
import { commandIds, settings } from '../ids.ts';
import { log } from '../log.ts';
import { keepingRule } from '../ownRules/savedRule.ts';
import { answer } from '../panel/answer.ts';
import { showInformation } from '../shown/messages.ts';
import {
  hasRuleOf,
  type MapChange,
  type MapSubject,
  withAxes,
  withOtherOptimizer,
  withSavedFile,
} from './mapChanges.ts';
import { optimizersFor } from './mapOptimizers.ts';
import { type MapMessage, MapPage } from './mapPage.ts';
import { openedMap } from './openedMap.ts';
import { ShownMap } from './shownMap.ts';
import { ShownPart } from './shownPart.ts';

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
  /** Its axes become wider where the best is at their edge. */
  subject: MapSubject;
  readonly optimizers: OpenedMap['optimizers'];
  readonly computation: MapComputation;
}

export class HyperparameterMap implements vscode.Disposable {
  readonly #neighbours: MapNeighbours;
  readonly #page: MapPage;
  readonly #gpu: GpuPage;
  #map: OpenMap | null = null;
  readonly #part: ShownPart;
  readonly #shown: ShownMap;
  readonly #saves: vscode.Disposable;
  #opened = 0;

  /** @param extension Where the extension is. */
  constructor(extension: vscode.Uri, neighbours: MapNeighbours) {
    this.#neighbours = neighbours;
    this.#page = new MapPage(extension, {
      onMessage: (message) => this.#onMessage(message),
      onClose: () => this.#close(),
    });
    this.#shown = new ShownMap((message) => this.#page.post(message));
    this.#part = new ShownPart((message) => this.#page.post(message));
    this.#saves = vscode.workspace.onDidSaveTextDocument(({ uri }) => this.#report(this.#onSaved(uri)));
    this.#gpu = new GpuPage(this.#page, shippedWorker(extension), 'the map’s page');
  }

  /**
   * @param choice Of the axes. Default: those of the experiment or, where it has none, the usual ones.
   * @throws {ExperimentError} if an axis is wrong.
   */
  async open(experiment: Experiment, csv: CsvData | null, choice?: MapChoice): Promise<void> {
    const spec = mapOfExperiment(experiment, csv?.shape, choice);
    this.#page.show();
    await this.#load(experiment, csv, spec, choice ?? experiment.map);
  }

  /** After a reload of the window. */
  async restore(panel: vscode.WebviewPanel, state: unknown): Promise<void> {
    const known = mapPlaceSchema.safeParse(state);
    this.#page.attach(panel);
    if (!known.success)
      return this.#shown.show({
        type: 'failed',
        message: 'No map is open here. Choose Map Hyperparameters.',
      });
    try {
      const { experiment, csv } = await this.#neighbours.reopen(known.data);
      const { x, y } = known.data;
      await this.#load(experiment, csv, mapOfExperiment(experiment, csv?.shape, { x, y }), { x, y });
    } catch (error) {
      this.#shown.show({ type: 'failed', message: messageOf(error) });
    }
  }

  dispose(): void {
    this.#saves.dispose();
    this.#gpu.dispose();
    this.#page.dispose();
    this.#close();
  }

  async #load(
    experiment: Experiment,
    csv: CsvData | null,
    spec: MapSpec,
    choice: MapChoice | undefined,
  ): Promise<void> {
    this.#close();
    const own = ++this.#opened;
    this.#shown.show({ type: 'opening', title: titleOfMap(spec, csv?.shape) });
    const setting = vscode.workspace.getConfiguration(settings.section).get(settings.engine);
    const wanted = gpuOfMap(experiment, setting);
    const gpu = wanted && { link: this.#gpu, choice: wanted };
    const computation = await (await this.#neighbours.backend()).openMap(csv?.data ?? null, gpu, {
      onCells: (chunk) => own === this.#opened && this.#part.take(chunk),
      onDone: () => own === this.#opened && this.#part.setPhase('done'),
      onEngine: (engine) => own === this.#opened && this.#part.setEngine(engine),
      onFailed: (message) => own === this.#opened && this.#shown.show({ type: 'failed', message }),
    });
    const optimizers = await optimizersFor(experiment);
    if (own !== this.#opened) return computation.dispose();
    const subject = { asked: experiment, experiment, csv, spec };
    this.#present({ optimizers, computation }, { subject, choice });
  }

  /** @param view What is in view of it. Default: all. */
  #present(
    { optimizers, computation }: Omit<OpenMap, 'subject'>,
    { subject, choice }: Pick<MapChange, 'subject'> & { readonly choice: MapChoice | undefined },
    view: Pick<MapSpec, 'x' | 'y'> = subject.spec,
  ): void {
    const { experiment, csv, spec } = subject;
    this.#map = { subject, optimizers, computation };
    this.#part.clear();
    const place = { experiment, csvFolder: csv?.folder ?? null, x: view.x, y: view.y };
    const grows = { x: !choice || isOpen(choice.x), y: !choice || isOpen(choice.y) };
    this.#shown.show(openedMap(spec, place, csv?.shape, optimizers, grows));
  }

  #onMessage(message: MapMessage): void {
    switch (message.type) {
      case 'ready':
        this.#shown.sendAgain();
        break;
      case 'show':
        this.#showPart(message);
        break;
      case 'choose':
        this.#report(this.#choose(message.x, message.y));
        break;
      case 'optimizer':
        this.#report(this.#chooseOptimizer(message.name));
        break;
      case 'openLesson': {
        const { lesson, heading } = lessonTopics[message.topic];
        void vscode.commands.executeCommand(commandIds.openLesson, lesson, heading);
        break;
      }
      case 'focus':
        this.#map?.computation.focus(message);
        break;
      case 'pause':
      case 'resume':
        this.#map?.computation.setPaused(message.type === 'pause');
        this.#part.setPhase(message.type === 'pause' ? 'paused' : 'running');
        break;
      case 'stop':
        this.#map?.computation.stop();
        this.#part.setPhase('stopped');
        break;
      case 'run':
      case 'compare':
        this.#report(this.#runCell(message));
        break;
      case 'copy':
        this.#report(this.#copy(message.text));
        break;
      case 'request': {
        const spec = this.#part.spec ?? this.#map?.subject.spec;
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

  #showPart({ view, x, y, around, ...asked }: Extract<MapMessage, { readonly type: 'show' }>): void {
    const map = this.#map;
    if (!map || !canHave(map.subject.spec, x, y)) return;
    const spec = { ...map.subject.spec, x, y };
    if (asked.isWhole) map.subject = { ...map.subject, spec };
    this.#shown.remember(x, y, asked.isWhole);
    const cells = this.#part.show(view, spec, asked.anew);
    if (!cells) return;
    const [columns, rows] = cells;
    map.computation.show(
      { spec: this.#part.spec ?? spec, columns: columns.values, rows: rows.values },
      around,
    );
    this.#part.setPhase('running');
  }

  async #choose(x: string, y: string): Promise<void> {
    if (this.#map) this.#present(this.#map, withAxes(this.#map.subject, x, y));
  }

  async #chooseOptimizer(name: string): Promise<void> {
    const before = this.#map;
    const change = before && (await withOtherOptimizer(before.subject, name));
    if (change && before === this.#map) this.#present(before, change);
  }

  /** A map whose rule was saved is drawn anew with it, with what is in view. */
  async #onSaved(uri: vscode.Uri): Promise<void> {
    const before = this.#map;
    if (!before || !hasRuleOf(before.subject.experiment, uri)) return;
    try {
      const change = await withSavedFile(before.subject, uri);
      if (before !== this.#map) return;
      const view = this.#part.spec;
      if (change)
        this.#present(
          before,
          change,
          view && canHave(change.subject.spec, view.x, view.y) ? view : undefined,
        );
      this.#shown.tell(change && { kind: 'news', text: `Drawn anew: ${fileName(uri.path)} was saved.` });
    } catch (error) {
      const kept = keepingRule('The map keeps the rule that it was drawn with', error);
      if (!(kept instanceof ExperimentError)) throw error;
      this.#shown.tell({ kind: 'problem', text: asSentence(kept.message) });
    }
  }

  async #runCell({ type, x, y }: Extract<MapMessage, { readonly type: 'run' | 'compare' }>): Promise<void> {
    const { spec } = this.#part;
    if (!this.#map || !spec) return;
    const { experiment, csv } = this.#map.subject;
    await this.#neighbours[type](experimentOfCell(experiment, spec, x, y), csv);
  }

  async #copy(text: string): Promise<void> {
    await vscode.env.clipboard.writeText(text);
    void showInformation('Copied the settings of the run.');
  }

  #report(done: Promise<void>): void {
    done.catch((error: unknown) => {
      log.error(messageOf(error));
      void showInformation(messageOf(error));
    });
  }

  #close(): void {
    this.#opened++;
    this.#map?.computation.dispose();
    this.#map = null;
    this.#part.clear();
  }
}
