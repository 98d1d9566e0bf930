import { trainsOnData } from '../../../core/experiment/modelProblem.ts';
import { surfaceOf } from '../../../core/experiment/surfaceOf.ts';
import type { Point, Surface } from '../../../core/problems/surfaces/surface.ts';
import type { RaceView, ToPanel } from '../../../core/protocol/panel.ts';
import type { Phase, Speed } from '../../../core/race/phase.ts';
import { RunData } from './runData.ts';
import { rowNames, runNames } from './runNames.ts';

type Update = Extract<ToPanel, { type: 'update' }>;

/** The race on the screen, as far as the panel has been told. */
export class RaceData {
  readonly facts: Omit<RaceView, 'runs' | 'phase' | 'speed' | 'threads'>;
  readonly runs: readonly RunData[];
  /** undefined for models. */
  readonly surface: Surface | undefined;
  /** What a run is called: no other has this name. */
  readonly names: ReadonlyMap<RunData, string>;
  /** What it is called in the table, which prints rate, batch and seed in columns of their own. */
  readonly rowNames: ReadonlyMap<RunData, string>;
  phase: Phase;
  speed: Speed;
  /** How many threads share the work; 0: unknown. */
  threads: number;

  constructor(view: RaceView) {
    this.facts = view;
    this.phase = view.phase;
    this.speed = view.speed;
    this.threads = view.threads;
    this.surface = surfaceOf(view.problem);
    this.runs = view.runs.map((run, number) => new RunData(run, number));
    this.names = runNames(this.runs);
    this.rowNames = rowNames(this.runs);
  }

  /** Where the runs start on the surface, whether or not that is kept; undefined for models. */
  get start(): Point | undefined {
    const { problem } = this.facts;
    return trainsOnData(problem) ? undefined : (problem.start ?? this.surface?.start);
  }

  get isModel(): boolean {
    return trainsOnData(this.facts.problem);
  }

  /** Whether models are evaluated on rows that are held out of training. */
  get heldOut(): boolean {
    const { problem } = this.facts;
    return trainsOnData(problem) && (problem.validation ?? 0) > 0;
  }

  /** Whether answers are right or wrong; taken for granted until the first evaluation. */
  get hasAccuracy(): boolean {
    return (
      this.isModel &&
      this.runs.every(({ evaluation }) => evaluation === null || evaluation.accuracy !== undefined)
    );
  }

  /** What the runs have in common: a step of another batch size is another amount of data. */
  get comparableBy(): 'step' | 'epoch' {
    return new Set(this.runs.map((run) => run.facts.stepsPerEpoch)).size > 1 ? 'epoch' : 'step';
  }

  /** Steps of the longest run. */
  get steps(): number {
    return Math.max(1, ...this.runs.map((run) => run.facts.steps));
  }

  /** Steps that the run ahead has done. */
  get step(): number {
    return Math.max(0, ...this.runs.map((run) => run.step));
  }

  /** Of models: passes over the data that the run ahead in them has done. */
  get epoch(): number {
    return Math.max(0, ...this.runs.map((run) => run.step / run.facts.stepsPerEpoch));
  }

  /** Of models: passes over the data of the longest run. */
  get epochs(): number {
    return Math.max(1, ...this.runs.map(({ facts }) => facts.steps / facts.stepsPerEpoch));
  }

  /** False if something before the update was lost. */
  apply(update: Update): boolean {
    this.phase = update.phase;
    this.speed = update.speed;
    this.threads = update.threads;
    return update.runs.every((each) => this.runs[each.run]?.apply(each) ?? false);
  }
}
