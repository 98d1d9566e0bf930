/** What has been answered of "Run Experiment…", in the words of the picks' titles. */

import type { CsvData } from '../../../core/experiment/csvData.ts';
import { type DataShape, knownShape } from '../../../core/experiment/dataShape.ts';
import { batchSizesName, problemName } from '../../../core/experiment/describe.ts';
import { trainsOnData } from '../../../core/experiment/modelProblem.ts';
import type { Problem } from '../../../core/experiment/schema.ts';
import { findOptimizer } from '../../../core/optimizers/index.ts';
import type { Answer } from './pickRow.ts';

/** Where networks are trained, of those that the person chooses between; null: as the settings say. */
export type EnginePick = 'gpu' | 'cpu' | null;

export interface Choices {
  readonly problem: Problem;
  readonly optimizers: readonly string[];
  readonly batchSizes: readonly (number | 'full')[];
  readonly lr: readonly number[];
  readonly engine?: EnginePick;
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
  const { last, csv, ...answers } = later;
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

/** `Two spirals, 2-32-2 network · Adam, SGD · batch 32 · on the GPU` */
export function titleOf(draft: Draft): string {
  const { problem, optimizers, batchSizes, engine } = draft;
  const parts = problem
    ? [problemName(problem, chosenShape(draft))]
    : [draft.csv?.file?.csv ?? 'Run Experiment'];
  if (optimizers) parts.push(optimizers.map((id) => findOptimizer(id)?.rule.name ?? id).join(', '));
  if (batchSizes) parts.push(batchSizesName(batchSizes));
  if (engine) parts.push(engine === 'gpu' ? 'on the GPU' : 'on the processor');
  return parts.join(' · ');
}

type Question = 'problem' | 'file' | 'target' | 'optimizers' | 'batchSizes' | 'learningRates';

/** The number of a question among those that will have been asked, and how many these are. */
export function questionNumber(question: Question, draft: Draft): { step: number; totalSteps: number } {
  const questions: Question[] = draft.csv ? ['problem', 'file', 'target'] : ['problem'];
  questions.push('optimizers');
  if (draft.csv || question === 'problem' || trainsOnData(chosenProblem(draft))) questions.push('batchSizes');
  questions.push('learningRates');
  return { step: questions.indexOf(question) + 1, totalSteps: questions.length };
}

export function next<T>(
  answer: Answer<readonly T[]>,
  extend: (values: readonly T[]) => Draft,
): Answer<Draft> {
  return answer === undefined || answer === 'back' ? answer : { value: extend(answer.value) };
}
