/** What is wrong with a lesson that only running it tells: for those who write lessons, and for their tests. */
import { parseExperiment } from '../experiment/parseExperiment.ts';
import type { Experiment } from '../experiment/schema.ts';
import { isHeldOut } from '../experiment/splitOf.ts';
import { messageOf } from '../messageOf.ts';
import { analyze } from '../rule/analyze.ts';
import { type CellFault, checkCells, experimentIn, placedIn } from './checkCells.ts';
import { headFaults } from './checkLesson.ts';
import { examineComparison } from './examineComparison.ts';
import { examineMap } from './examineMap.ts';
import { examineExercise } from './exercise/examineExercise.ts';
import type { ExperimentOptions } from './exercise/experimentOptions.ts';
import { type RanRun, runExperiment } from './exercise/experiments.ts';
import { parseExercise } from './exercise/parseExercise.ts';
import { valueOfQuantity } from './exercise/quantity.ts';
import type { CodeCell, LessonCell, LessonDiagnostic } from './lesson.ts';
import { parseLesson } from './parseLesson.ts';
import { placeInLesson } from './placeInLesson.ts';
import { asksNumber, type Ended, meantBy, type NumberPrediction, readPrediction } from './prediction.ts';
import { ruleExperiment } from './ruleExperiment.ts';

export interface ExamineOptions extends ExperimentOptions {
  /** Called with the share of the cells that have been run, 0 to 1. */
  readonly onProgress?: (share: number) => void;
}

/**
 * All that `checkLesson` finds and, of the cells with which it finds nothing: each is executed, solutions of exercises pass, what the
 * learner begins with doesn't, mistakes are other numbers than the right one, and of each question one run is the answer.
 * @returns In the order of the file; empty where nothing is wrong.
 */
export async function examineLesson(
  text: string,
  { onProgress, ...options }: ExamineOptions = {},
): Promise<LessonDiagnostic[]> {
  const { cells, head } = parseLesson(text);
  const known = checkCells(cells);
  const broken = new Set(known.map(({ cell }) => cell));
  const examiner = new Examiner(cells, options);
  const found: CellFault[] = [];
  for (const [index, cell] of cells.entries()) {
    if (cell.kind !== 'markdown' && !broken.has(index)) found.push(...(await examiner.examine(cell, index)));
    onProgress?.((index + 1) / cells.length);
  }
  const ofCells = [...known, ...found].map((fault) => placeInLesson(text, cells, fault));
  return [...headFaults(head, text), ...ofCells].sort((a, b) => a.at.start - b.at.start);
}

class Examiner {
  readonly #cells: readonly LessonCell[];
  readonly #options: ExperimentOptions;
  /** By the numbers of cells: questions are about races that have run. */
  readonly #ran = new Map<number, Promise<readonly RanRun[]>>();

  constructor(cells: readonly LessonCell[], options: ExperimentOptions) {
    this.#cells = cells;
    this.#options = options;
  }

  async examine(cell: CodeCell, index: number): Promise<readonly CellFault[]> {
    try {
      return await this.#run(cell, index);
    } catch (error) {
      return [{ cell: index, message: `This can’t be run: ${messageOf(error)}`, range: null }];
    }
  }

  async #run(cell: CodeCell, index: number): Promise<readonly CellFault[]> {
    switch (cell.kind) {
      case 'experiment':
        await this.#race(index);
        return [];
      case 'optimizer':
        return this.#examineRule(cell, index);
      case 'predict':
        return this.#examineQuestion(cell, index);
      case 'exercise':
        return this.#examineExercise(cell, index);
    }
  }

  /** Of an experiment's cell. */
  #race(index: number): Promise<readonly RanRun[]> {
    const known = this.#ran.get(index);
    if (known) return known;
    const cell = this.#cells[index];
    const experiment = cell && experimentIn(cell, this.#cells).experiment;
    const race = experiment ? this.#runsOrOther(experiment) : Promise.resolve([]);
    this.#ran.set(index, race);
    return race;
  }

  /** Of an experiment with a map or a comparison there is no race. */
  async #runsOrOther(experiment: Experiment): Promise<readonly RanRun[]> {
    if (!experiment.map && !experiment.compare) return this.#runs(experiment);
    await (experiment.map ? examineMap : examineComparison)(experiment, this.#options);
    return [];
  }

  #runs(experiment: Experiment): Promise<readonly RanRun[]> {
    return runExperiment(experiment, this.#options);
  }

  async #examineRule({ id, text }: CodeCell, index: number): Promise<readonly CellFault[]> {
    // What a learner begins with is the exercise's, and may be unfinished.
    if (this.#cells[index - 1]?.kind === 'exercise' && analyze(text).diagnostics.length > 0) return [];
    const path = `${id ?? 'rule'}.optimizer`;
    const asked = ruleExperiment(path, this.#cells, index);
    await this.#runs(parseExperiment(asked, new Map([[path, { place: path, text }]])));
    return [];
  }

  async #examineQuestion({ text }: CodeCell, index: number): Promise<readonly CellFault[]> {
    const read = readPrediction(text);
    if ('faults' in read) return [];
    const { prediction } = read;
    if (asksNumber(prediction)) return this.#examineNumber(prediction, text, index);
    const about = this.#cells.findIndex(
      (cell) => cell.kind === 'experiment' && cell.id === prediction.experiment,
    );
    const runs = (await this.#race(about)).map(endedOf);
    if (runs.length === 0) return [];
    const names = meantBy(prediction, runs).map((run) => runs[run]?.name);
    if (names.length === 1) return [];
    const message =
      names.length === 0
        ? 'No run gets below the target, so that no answer is right.'
        : `Not one run is the answer: ${names.join(' and ')} come to the same.`;
    return [{ cell: index, ...placedIn(text, { message, path: ['answer'] }) }];
  }

  async #examineNumber(
    { answer }: NumberPrediction,
    text: string,
    index: number,
  ): Promise<readonly CellFault[]> {
    const number = await valueOfQuantity(answer, this.#options);
    if (Number.isFinite(number)) return [];
    const message = `The right number is ${number}: nobody can give it.`;
    return [{ cell: index, ...placedIn(text, { message, path: ['answer'] }) }];
  }

  async #examineExercise({ text }: CodeCell, index: number): Promise<readonly CellFault[]> {
    const { exercise } = parseExercise(text);
    if (!exercise) return [];
    const behind = this.#cells[index + 1];
    const found = await examineExercise(exercise, behind?.text, this.#options);
    return found.map((finding) =>
      // It is no field where it stands in the cell of the learner.
      finding.path[0] === 'starter' && !('starter' in exercise && exercise.starter !== undefined)
        ? { cell: index + 1, message: finding.message, range: null }
        : { cell: index, ...placedIn(text, finding) },
    );
  }
}

function endedOf({ label, judged, spec: { problem } }: RanRun): Ended {
  const { status, loss, reached } = judged.state;
  const heldOut = isHeldOut(problem) ? (judged.evaluations.at(-1)?.loss ?? null) : null;
  return { name: label, loss, heldOut, reached, divergedAt: status.kind === 'diverged' ? status.step : null };
}
