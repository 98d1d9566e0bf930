/** What has been answered of "Run Experiment…", in the words of the picks' titles. */

import type { CsvData } from '../../../core/experiment/csvData.ts';
import { type DataShape, knownShape } from '../../../core/experiment/dataShape.ts';
import { batchSizesName, problemName } from '../../../core/experiment/describe.ts';
import { trainsOnData } from '../../../core/experiment/modelProblem.ts';
import type { Problem } from '../../../core/experiment/schema.ts';
import type { FoundRule } from '../../ownRules/findRules.ts';
import type { Answer } from './ask.ts';
import { type OptimizerPick, optimizerPickName } from './optimizerPick.ts';

/** Where networks are trained, of those that the person chooses between; null: as the settings say. */
export type EnginePick = 'gpu' | 'cpu' | null;

export interface Choices {
  readonly problem: Problem;
  readonly optimizers: readonly OptimizerPick[];
  readonly batchSizes: readonly (number | 'full')[];
  readonly lr: readonly number[];
  readonly engine?: EnginePick;
  readonly more?: MoreChoices;
}

/** What few ever want to choose; what is left out is as the problem has it, or by default. */
export interface MoreChoices {
  readonly hidden?: readonly number[];
  /** Epochs or, on surfaces, steps. */
  readonly length?: number;
  readonly validation?: number;
  /** How many. */
  readonly seeds?: number;
}

interface LastChoices extends Partial<Choices> {
  /** Where a file was chosen, but no target yet. */
  readonly file?: CsvFile;
}

/** What has been answered so far, and what was answered last time. */
export interface Draft extends Partial<Choices> {
  readonly last: LastChoices;
  /** The way to a problem on a CSV file, which two more questions lead to. */
  readonly csv?: CsvDraft;
  /** Whether the person wants to choose more. */
  readonly asksMore?: boolean;
  /** Rules of the workspace, as they were when they were offered. */
  readonly rules?: readonly FoundRule[];
}

export interface CsvDraft {
  readonly file?: CsvFile;
  /** Read as soon as the target is known. */
  readonly data?: CsvData;
}

export interface CsvFile {
  /** Path of the workspace folder. */
  readonly folder: string;
  /** Path in that folder. */
  readonly csv: string;
}

/** Going back to `earlier` keeps what was answered since as the answer to start from. */
export function keepAnswers(later: Draft, earlier: Draft): Draft {
  const { last, csv, asksMore: _, ...answers } = later;
  return { ...earlier, last: { ...last, ...answers, ...(csv?.file && { file: csv.file }) } };
}

export function chosenProblem(draft: Draft): Problem {
  return draft.problem ?? { surface: 'valley' };
}

/** Of the chosen problem's data; undefined on surfaces. */
export function chosenShape(draft: Draft): DataShape | undefined {
  return draft.csv?.data?.shape ?? knownShape(chosenProblem(draft));
}

/** What was answered last time about the same problem. */
export function lastFor({ last, problem }: Draft): Partial<Choices> | undefined {
  return last.problem && problem && problemName(last.problem) === problemName(problem) ? last : undefined;
}

/** The problem as it runs: with the layers and the validation that were chosen beside it. */
export function problemToRun(draft: Draft): Problem {
  const problem = chosenProblem(draft);
  const { hidden, validation } = draft.more ?? {};
  if (!trainsOnData(problem)) return problem;
  const { validation: given, ...others } = problem;
  const share = validation ?? given ?? 0;
  return { ...others, ...(hidden && { hidden: [...hidden] }), ...(share > 0 && { validation: share }) };
}

/** `Two spirals, 2-32-2 network · Adam, SGD · batch 32 · on the GPU` */
export function titleOf(draft: Draft): string {
  const { problem, optimizers, batchSizes, engine, more } = draft;
  const parts = problem
    ? [problemName(problemToRun(draft), chosenShape(draft))]
    : [draft.csv?.file?.csv ?? 'Run Experiment'];
  if (optimizers) parts.push(optimizers.map((pick) => optimizerPickName(pick, draft.rules)).join(', '));
  if (batchSizes) parts.push(batchSizesName(batchSizes));
  if (more) parts.push(...moreNames(draft, more));
  if (engine) parts.push(engine === 'gpu' ? 'on the GPU' : 'on the processor');
  return parts.join(' · ');
}

function moreNames(draft: Draft, { length, validation, seeds }: MoreChoices): string[] {
  const unit = trainsOnData(chosenProblem(draft)) ? 'epoch' : 'step';
  return [
    ...(length === undefined ? [] : [count(length, unit)]),
    ...(validation ? [`${percent(validation)} validation`] : []),
    ...(seeds === undefined || seeds === 1 ? [] : [count(seeds, 'seed')]),
  ];
}

export function count(number: number, name: string): string {
  return `${number.toLocaleString('en')} ${name}${number === 1 ? '' : 's'}`;
}

/** `25 %` */
export function percent(share: number): string {
  return `${Number((100 * share).toPrecision(6))} %`;
}

/** The title with how many runs there are of what has been answered and marked, where there are several. */
export function titleWithRuns(draft: Draft, marked: Partial<Choices>): string {
  const { optimizers = [], batchSizes = [], lr = [] } = { ...draft, ...marked };
  const some = ({ length }: readonly unknown[]) => Math.max(1, length);
  // Pasted calls have a rate of their own.
  const pasted = optimizers.filter((pick) => typeof pick !== 'string').length;
  const methods = optimizers.length === 0 ? some(lr) : pasted + (optimizers.length - pasted) * some(lr);
  const runs = methods * some(batchSizes);
  return runs > 1 ? `${titleOf(draft)} · ${count(runs, 'run')}` : titleOf(draft);
}

type Question = 'problem' | 'file' | 'target' | 'optimizers' | 'batchSizes' | 'learningRates' | 'more';

/** The number of a question among those that will have been asked, and how many these are. */
export function questionNumber(question: Question, draft: Draft): { step: number; totalSteps: number } {
  const questions: Question[] = draft.csv ? ['problem', 'file', 'target'] : ['problem'];
  questions.push('optimizers');
  if (draft.csv || question === 'problem' || trainsOnData(chosenProblem(draft))) questions.push('batchSizes');
  questions.push('learningRates');
  if (question === 'more') questions.push('more');
  return { step: questions.indexOf(question) + 1, totalSteps: questions.length };
}

export function next<T>(
  answer: Answer<readonly T[]>,
  extend: (values: readonly T[]) => Draft,
): Answer<Draft> {
  return answer === undefined || answer === 'back' ? answer : { value: extend(answer.value) };
}
