/** What the schedules of an experiment make of its runs: what can't be computed, and what hardly is what was meant. */

import { type StepsPerEpoch, stepsAfter } from '../epochs.ts';
import { type Fault, faultAt, pathName, valueName } from '../fault.ts';
import { ruleOf } from '../optimizers/ruleOf.ts';
import { expectedSetting } from '../rule/check/settings.ts';
import type { Path, Schedule } from '../schedules/schedule.ts';
import { ScheduleError } from '../schedules/scheduleError.ts';
import { batchesOf, batchSizeText } from './batchSize.ts';
import { type DataShape, knownShape, rowsOf } from './dataShape.ts';
import { lengthOf } from './defaults.ts';
import { trainsOnData } from './modelProblem.ts';
import { ratesOf, rowsOfBatch, scaledRate } from './rates.ts';
import { ignoresLr, lengthOfSchedule, scheduleOf, unitOf } from './scheduleOf.ts';
import type { Experiment, Problem, ScheduleChoice } from './schema.ts';
import { surfaceOf } from './surfaceOf.ts';

interface Findings {
  readonly faults: readonly Fault[];
  /** A sentence each. */
  readonly notes: readonly string[];
}

/**
 * Looks at each schedule with each batch size, since that decides how many steps there are, and with the smallest and
 * the largest learning rate.
 * @param shape Of the data; without it lengths that depend on the data are not looked at. Default: that of a data set
 * that ships.
 */
export function checkSchedules(experiment: Experiment, shape = knownShape(experiment.problem)): Findings {
  const check = new ScheduleCheck(experiment, lengthsOf(experiment, shape));
  const { optimizers, schedule } = experiment;
  for (const [index, choice] of optimizers.entries()) {
    const optimizer = { index, choice };
    if (choice.schedule) check.look(choice.schedule, ['optimizers', index, 'schedule'], optimizer);
    else if (schedule) check.look(schedule, ['schedule'], optimizer);
  }
  if (schedule && optimizers.every((each) => each.schedule)) {
    check.look(schedule, ['schedule'], null);
    check.note(['schedule'], schedule.name, 'no run has it, since each optimizer has a schedule of its own');
  }
  return { faults: [...check.faults.values()], notes: check.sentences() };
}

interface ChosenOptimizer {
  /** In the experiment. */
  readonly index: number;
  readonly choice: Experiment['optimizers'][number];
}

/** The first that was told of a place. */
interface Note {
  readonly text: string;
  /** With which there was something to tell; undefined: it doesn't depend on that. */
  readonly lengths: Set<Length | undefined>;
}

/** Keeps one finding of each place: the same is wrong with each batch size and rate. */
class ScheduleCheck {
  readonly faults = new Map<string, Fault>();
  readonly #notes = new Map<string, Note>();
  readonly #experiment: Experiment;
  readonly #lengths: readonly Length[];

  constructor(experiment: Experiment, lengths: readonly Length[]) {
    this.#experiment = experiment;
    this.#lengths = lengths;
  }

  /** @param length With which it is so. Default: with all. */
  note(path: Path, value: unknown, text: string, isDefault = false, length?: Length): void {
    const place = pathName(path);
    const known = this.#notes.get(place);
    const name = `${place} = ${valueName(value)}${isDefault ? ' (default)' : ''}`;
    if (!known) this.#notes.set(place, { text: `${name}: ${text}`, lengths: new Set([length]) });
    else known.lengths.add(length);
  }

  sentences(): string[] {
    return [...this.#notes.values()].map(({ text, lengths }) => {
      const [first] = lengths;
      const isOfAll = !first || lengths.size === this.#lengths.length;
      return isOfAll ? `${text}.` : `${text} with batch size ${first.text}.`;
    });
  }

  /** @param optimizer The one whose runs have the schedule; null: no run has it. */
  look(choice: ScheduleChoice, path: Path, optimizer: ChosenOptimizer | null): void {
    const rates = extremes(this.#ratesOf(optimizer));
    for (const length of this.#lengths)
      for (const lr of rates) {
        const rate = scaledRate(lr, length.size, this.#experiment);
        if (Number.isFinite(rate)) this.#lookAt(choice, path, optimizer, length, rate);
      }
  }

  #lookAt(
    choice: ScheduleChoice,
    path: Path,
    optimizer: ChosenOptimizer | null,
    length: Length,
    rate: number,
  ): void {
    const { problem } = this.#experiment;
    const unit = unitOf(choice, problem);
    if (choice.per === 'epoch' && !trainsOnData(problem))
      this.note([...path, 'per'], choice.per, 'a surface has no epochs, so each step counts');
    const { steps, stepsPerEpoch } = length;
    try {
      const schedule = scheduleOf(choice, rate, {
        length: steps === null ? 'unknown' : lengthOfSchedule(unit, steps, stepsPerEpoch),
        unit,
        note: (place, value, text, isDefault) =>
          this.note([...path, ...place], value, text, isDefault, length),
      });
      if (optimizer) this.#compare(choice, schedule, path, optimizer);
    } catch (error) {
      if (!(error instanceof ScheduleError)) throw error;
      this.#add([...path, ...error.path], `${pathName(path)}.${error.message}`);
    }
  }

  /** What optimizer and schedule say of the same thing. */
  #compare(choice: ScheduleChoice, schedule: Schedule, path: Path, optimizer: ChosenOptimizer): void {
    const { lr, hyperparameters = {} } = optimizer.choice;
    const rule = ruleOf(optimizer.choice);
    if (!rule) return;
    const at = ['optimizers', optimizer.index];
    if (ignoresLr(choice, schedule)) {
      const place = lr ? [...at, 'lr'] : ['lr'];
      this.note(place, this.#ratesOf(optimizer), `${choice.name} has rates of its own and doesn’t read it`);
      const { scale_lr } = this.#experiment;
      if (scale_lr)
        this.note(['scale_lr'], scale_lr, `rates of ${choice.name}’s own don’t follow the batch size`);
    }
    if (!schedule.momentum) return;
    for (const [name, value] of Object.entries(hyperparameters))
      if (isMomentum(name)) this.note([...at, 'hyperparameters', name], value, cycles(choice));
    const momentum = rule.hyperparameters.find(({ name }) => isMomentum(name));
    if (momentum) {
      for (const name of cycledMomenta) {
        const value = choice[name];
        const expected = value === undefined ? null : expectedSetting(rule, momentum.name, value);
        if (expected !== null) this.#add([...path, name], faultAt([...path, name], value, expected).message);
      }
      return;
    }
    const asked = momentumArguments.find((name) => choice[name] !== undefined);
    if (asked === undefined) return;
    const fault = faultAt([...path, asked], choice[asked], `none: ${rule.name} has no momentum to cycle`);
    this.#add(fault.path, fault.message);
  }

  #add(path: Path, message: string): void {
    const place = pathName(path);
    if (!this.faults.has(place)) this.faults.set(place, { path, message });
  }

  #ratesOf(optimizer: ChosenOptimizer | null): readonly number[] {
    if (optimizer) return ratesOf(optimizer.choice, this.#experiment);
    return this.#experiment.lr ?? this.#experiment.optimizers.flatMap(({ lr = [] }) => lr);
  }
}

const cycledMomenta = ['base_momentum', 'max_momentum'];
const momentumArguments = ['cycle_momentum', ...cycledMomenta];

function isMomentum(name: string): boolean {
  return name === 'momentum' || name === 'beta1';
}

function cycles({ name }: ScheduleChoice): string {
  return `${name} cycles it; "cycle_momentum": false in the schedule leaves it as it is`;
}

interface Length {
  /** null where they are not known. */
  readonly steps: number | null;
  readonly stepsPerEpoch: StepsPerEpoch;
  /** Examples in a batch, of stages in those of the first. */
  readonly size: number | null;
  readonly text: string;
}

/** Of runs with each batch size, the longest first. */
function lengthsOf(experiment: Experiment, shape: DataShape | undefined): Length[] {
  const { problem, batch_size } = experiment;
  const rows = rowsOf(problem, shape);
  if (rows === undefined && (trainsOnData(problem) || !isSurface(problem)))
    return [{ steps: null, stepsPerEpoch: 1, size: null, text: '' }];
  const { steps, epochs = 1 } = lengthOf(experiment, shape);
  const lengths = (rows === undefined ? [null] : batch_size).map((batchSize): Length => {
    const size = rowsOfBatch(batchSize, rows);
    const { stepsPerEpoch } = batchesOf(batchSize, rows, epochs);
    const text = typeof batchSize === 'object' && batchSize ? batchSizeText(batchSize) : String(size);
    return { steps: steps ?? stepsAfter(stepsPerEpoch, epochs), stepsPerEpoch, size, text };
  });
  return lengths.sort((a, b) => (b.steps ?? 0) - (a.steps ?? 0));
}

/** A formula that is wrong, and a name that no surface has, are told elsewhere. */
function isSurface(problem: Problem): boolean {
  try {
    return surfaceOf(problem) !== undefined;
  } catch {
    return false;
  }
}

function extremes(rates: readonly number[]): number[] {
  return [...new Set([Math.max(...rates), Math.min(...rates)])];
}
