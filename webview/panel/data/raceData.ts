import { epochsAfter, mostStepsOfEpoch } from '../../../core/epochs.ts';
import { areOneExperiment } from '../../../core/experiment/experimentOfRuns.ts';
import { trainsOnData } from '../../../core/experiment/modelProblem.ts';
import { type AnySpec, isOfLog } from '../../../core/experiment/runSpec.ts';
import { evaluatedRows, isHeldOut } from '../../../core/experiment/splitOf.ts';
import { surfaceOf } from '../../../core/experiment/surfaceOf.ts';
import type { Point, Surface, Window } from '../../../core/problems/surfaces/surface.ts';
import type { RaceState, RaceView, RunView, ToPanel } from '../../../core/protocol/panel.ts';
import { type Differences, differencesOf, differsWithin } from '../../../core/race/differences.ts';
import type { Phase, Speed } from '../../../core/race/phase.ts';
import type { Setting } from '../../../core/race/runSettings.ts';
import { stableText } from '../../../core/stableText.ts';
import { RunData } from './runData.ts';
import { type Naming, rowNames, runNames } from './runNames.ts';

type AnyProblem = AnySpec['problem'];
type EvaluatedOn = 'validation' | 'test' | 'heldOut' | 'whole';
type Update = Extract<ToPanel, { type: 'update' }>;

/** The runs on the screen, as far as the panel has been told. */
export class RaceData {
  readonly facts: Omit<RaceView, 'runs' | keyof RaceState>;
  readonly runs: readonly RunData[];
  /** Each once. */
  readonly #problems: readonly AnyProblem[];
  /** undefined for models. */
  readonly surface: Surface | undefined;
  /** What a run is called: no other has this name. */
  readonly names: ReadonlyMap<RunData, string>;
  /** Titles of the experiments, none of them twice. */
  readonly experiments: readonly string[];
  readonly #naming: Naming;
  /** What runs are called in the table, by the settings that have columns there. */
  readonly #rowNames = new Map<string, ReadonlyMap<RunData, string>>();
  #differences: Differences | undefined;
  #telling: readonly Setting[] | undefined;
  #isExperiment: boolean | undefined;
  #state: RaceState;

  constructor(view: RaceView) {
    this.facts = view;
    this.#state = view;
    this.#problems = view.problem ? [view.problem] : problemsOf(view.runs);
    this.surface = commonSurface(this.#problems);
    this.runs = view.runs.map((run, number) => new RunData(run, number));
    this.experiments = numbered(view.experiments);
    this.#naming = view.isWhole ? {} : { others: this.differences.differ.filter(isOther), brief: true };
    this.names = runNames(this.runs, this.runs, this.#naming);
  }

  /**
   * Names as `names` has them, of these runs alone: that they have no other may take fewer words.
   * @param leftOut Ids of settings that no name has. Default: none.
   */
  namesAmong(
    runs: readonly RunData[],
    leftOut: ReadonlySet<string> = new Set(),
  ): ReadonlyMap<RunData, string> {
    return runNames(runs, this.runs, { ...this.#naming, leftOut });
  }

  /** Names for the ends of lines, where there is little room: no more than tells each of these runs from the others. */
  endNamesAmong(runs: readonly RunData[]): ReadonlyMap<RunData, string> {
    return runNames(runs, this.runs, { ...this.#naming, brief: true });
  }

  /**
   * What the runs are called in the table.
   * @param printed Ids of the settings that have columns of their own there.
   */
  rowNames(printed: readonly string[]): ReadonlyMap<RunData, string> {
    const key = printed.join(' ');
    const names = this.#rowNames.get(key) ?? rowNames(this.runs, new Set(printed), this.#naming);
    this.#rowNames.set(key, names);
    return names;
  }

  /**
   * What these runs alone are called in the table, in their order.
   * @param leftOut Ids of settings that no name has.
   */
  rowNamesAmong(
    runs: readonly RunData[],
    printed: readonly string[],
    leftOut: ReadonlySet<string>,
  ): readonly string[] {
    const names = rowNames(runs, new Set(printed), { ...this.#naming, leftOut });
    return runs.map((run) => names.get(run) ?? run.facts.name);
  }

  /** What tells the runs apart, and what all have alike. */
  get differences(): Differences {
    this.#differences ??= differencesOf(this.runs.map(({ facts }) => facts));
    return this.#differences;
  }

  /** Whether there is an experiment that has these runs alone: a race is one. */
  get isExperiment(): boolean {
    this.#isExperiment ??= this.#findExperiment();
    return this.#isExperiment;
  }

  #findExperiment(): boolean {
    const specs = this.runs.flatMap(({ facts }) => (isOfLog(facts) ? [] : [facts]));
    // Somebody else's training is no experiment of ours.
    return specs.length === this.runs.length && (this.facts.isWhole || areOneExperiment(specs));
  }

  /**
   * The settings that tell runs apart beside the name of their optimizer. In a race optimizers may well have other
   * defaults than each other: what tells is what runs of the same optimizer differ in.
   */
  get telling(): readonly Setting[] {
    this.#telling ??= this.#findTelling();
    return this.#telling;
  }

  #findTelling(): readonly Setting[] {
    const specs = this.runs.map(({ facts }) => facts);
    return this.differences.differ.filter(
      (setting) =>
        setting.id !== 'optimizer' &&
        (!this.facts.isWhole || !isHyperparameter(setting) || differsWithin(setting, specs)),
    );
  }

  get phase(): Phase {
    return this.#state.phase;
  }

  get speed(): Speed {
    return this.#state.speed;
  }

  /** How many threads share the work; 0: unknown. */
  get threads(): number {
    return this.#state.threads;
  }

  /** Whether workers of a queue compute any of it. */
  get isOnQueue(): boolean {
    return this.#state.onQueue ?? false;
  }

  /** Of the race that a run is of. */
  phaseOf({ experiment }: RunData): Phase {
    return this.#state.phases?.[experiment] ?? this.phase;
  }

  /**
   * Where the runs start on the surface, whether or not that is kept, or the part of it that their starts are drawn from; the first where
   * they differ, undefined for models.
   */
  get start(): Point | Window | undefined {
    const [problem] = this.#problems;
    return !problem || trainsOnData(problem) || 'log' in problem
      ? undefined
      : (problem.start_range ?? problem.start ?? this.surface?.start);
  }

  /** Whether all train on data, as those of logs are taken to do. */
  get isModel(): boolean {
    return this.#problems.every((problem) => trainsOnData(problem) || 'log' in problem);
  }

  /** Whether it is known of all runs how many steps an epoch has: a log may not tell it. */
  get hasEpochs(): boolean {
    return this.isModel && this.runs.every(tellsEpochs);
  }

  /** Whether it is known of one of them at least. */
  get hasSomeEpochs(): boolean {
    return this.isModel && this.runs.some(tellsEpochs);
  }

  /** Whether models are evaluated on rows that are held out of training. */
  get heldOut(): boolean {
    return this.#problems.every(isHeldOut);
  }

  /** The rows that all are evaluated on; `heldOut` where these are held out in all, but for another purpose in some. */
  get evaluatedOn(): EvaluatedOn {
    if (!this.heldOut) return 'whole';
    const [first, ...others] = new Set(this.#problems.map(evaluatedRows));
    return (first === 'validation' || first === 'test') && others.length === 0 ? first : 'heldOut';
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
    const isEven = new Set(this.runs.map((run) => stableText(run.facts.stepsPerEpoch))).size === 1;
    // A surface has no epochs, and a log may not tell them, that another problem's could stand beside.
    return isEven || (this.#problems.length > 1 && !this.hasEpochs) ? 'step' : 'epoch';
  }

  /** Steps of the longest run. */
  get steps(): number {
    return Math.max(1, ...this.runs.map((run) => run.steps));
  }

  /** Steps that the run ahead has done. */
  get step(): number {
    return Math.max(0, ...this.runs.map((run) => run.step));
  }

  /** Of models: passes over the data that the run ahead in them has done. */
  get epoch(): number {
    return Math.max(0, ...this.runs.map((run) => run.epochs));
  }

  /** Of models: passes over the data of the longest run. */
  get epochs(): number {
    return Math.max(1, ...this.runs.map(({ steps, facts }) => epochsAfter(facts.stepsPerEpoch, steps)));
  }

  /** False if something before the update was lost. */
  apply(update: Update): boolean {
    this.#state = update;
    return update.runs.every((each) => this.runs[each.run]?.apply(each) ?? false);
  }
}

/** Whether names say it in no part of their own. */
function isOther({ id }: Setting): boolean {
  return (
    !['optimizer', 'lr', 'batch', 'seed', 'schedule'].includes(id) && !/^(hyperparameter|schedule)-/.test(id)
  );
}

function isHyperparameter({ id }: Setting): boolean {
  return id.startsWith('hyperparameter-');
}

function numbered(titles: readonly string[]): string[] {
  return titles.map((title, i) => {
    const same = titles.flatMap((each, k) => (each === title ? [k] : []));
    return same.length > 1 ? `${title} #${same.indexOf(i) + 1}` : title;
  });
}

function problemsOf(runs: readonly RunView[]): readonly AnyProblem[] {
  return [...new Map(runs.map(({ spec }) => [stableText(spec.problem), spec.problem])).values()];
}

/** The surface on which all runs are; undefined where there are several, or models. */
function commonSurface(problems: readonly AnyProblem[]): Surface | undefined {
  const [first] = problems;
  const places = problems.map((problem) => stableText({ ...problem, start: null, start_range: null }));
  return first && !('log' in first) && new Set(places).size === 1 ? surfaceOf(first) : undefined;
}

function tellsEpochs({ facts }: RunData): boolean {
  return !isOfLog(facts) || mostStepsOfEpoch(facts.stepsPerEpoch) > 1;
}
