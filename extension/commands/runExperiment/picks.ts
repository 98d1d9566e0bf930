/** The questions of "Run Experiment…" that every problem has. Each starts from the last answer for the same problem. */

import { rowsOf } from '../../../core/experiment/dataShape.ts';
import { defaultsFor, problems } from '../../../core/experiment/defaults.ts';
import { problemName } from '../../../core/experiment/describe.ts';
import { largestUsualRate, mostOfEach } from '../../../core/experiment/limits.ts';
import { trainsOnData } from '../../../core/experiment/modelProblem.ts';
import type { Problem } from '../../../core/experiment/schema.ts';
import { surfaceOf } from '../../../core/experiment/surfaceOf.ts';
import { optimizers } from '../../../core/optimizers/index.ts';
import { csvOffer } from './csvPicks.ts';
import {
  chosenProblem,
  chosenShape,
  type Draft,
  type EnginePick,
  lastFor,
  next,
  questionNumber,
  titleOf,
} from './draft.ts';
import type { Answer, Choice, PickRow } from './pickRow.ts';
import { readFormula } from './typedFormula.ts';
import { parseTyped, readBatchSize, readRate } from './typedNumbers.ts';

const usualRates = [0.0001, 0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1];
const usualBatchSizes = [1, 8, 32, 128, 512];

/** Surfaces, then data: the person's own before that which ships. */
export async function askProblem(draft: Draft, picks: PickRow): Promise<Answer<Draft>> {
  const offer = (problem: Problem) => ({
    label: problemName(problem),
    description: describeProblem(problem),
    value: problem,
  });
  const offerOfCsv = csvOffer();
  const items: Choice<Problem | 'csv'>[] = [
    ...problems.filter((problem) => !trainsOnData(problem)).map(offer),
    { ...offerOfCsv, value: 'csv' },
    ...problems.filter(trainsOnData).map(offer),
  ];
  const { problem: last, file } = draft.last;
  const lastName = file || (last && 'csv' in last) ? offerOfCsv.label : last && problemName(last);
  const answer = await picks.ask<Problem | 'csv'>({
    title: titleOf(draft),
    placeholder: 'What to minimize; type a formula in x and y, such as x**2 + 3*sin(y)**2',
    ...questionNumber('problem', draft),
    items,
    selected: items.filter((item) => item.label === lastName),
    many: false,
    typed: (text) => typedFormula(text, items),
  });
  return next(answer, ([problem = { surface: 'valley' }]) =>
    problem === 'csv' ? { last: draft.last, csv: {} } : { last: draft.last, problem },
  );
}

export async function askOptimizers(draft: Draft, picks: PickRow): Promise<Answer<Draft>> {
  const problem = chosenProblem(draft);
  const items = optimizers.map(({ id, rule }) => ({
    label: rule.name,
    detail: firstSentence(rule.about),
    value: id,
  }));
  const wanted = lastFor(draft)?.optimizers ?? defaultsFor(problem).optimizers;
  const answer = await picks.ask({
    title: titleOf(draft),
    placeholder: 'One or more optimizers to compare',
    ...questionNumber('optimizers', draft),
    items,
    selected: items.filter(({ value }) => value !== null && wanted.includes(value)),
    many: true,
  });
  return next(answer, (chosen) => ({ ...draft, optimizers: chosen }));
}

/** Skipped on surfaces, which have no data. */
export async function askBatchSizes(draft: Draft, picks: PickRow): Promise<Answer<Draft>> {
  const problem = chosenProblem(draft);
  const rows = rowsOf(problem, chosenShape(draft));
  if (rows === undefined) return { value: draft };
  const wanted = lastFor(draft)?.batchSizes ?? defaultsFor(problem).batchSizes;
  const usual = [...usualBatchSizes, ...wanted.filter((size) => size !== 'full')];
  const items: Choice<number | 'full'>[] = sorted(usual)
    .filter((size) => size < rows)
    .map((size) => ({
      label: String(size),
      description: size === 1 ? 'stochastic gradient descent' : '',
      value: size,
    }));
  items.push({
    label: 'full',
    description: `batch gradient descent, ${rows} examples a step`,
    value: 'full',
  });
  const selected = items.filter(({ value }) => value !== null && wanted.includes(value));
  const expected = `a whole number, 1 to ${rows}, or full`;
  const answer = await picks.ask<number | 'full'>({
    title: titleOf(draft),
    placeholder: 'One or more batch sizes; type others, such as 16, 64, full',
    ...questionNumber('batchSizes', draft),
    items,
    selected: selected.length > 0 ? selected : items.slice(-1),
    many: true,
    typed: (text) => typedItems(text, (part) => readBatchSize(part, rows), expected),
    check: (sizes) => tooMany(sizes, 'batch sizes'),
  });
  return next(answer, (chosen) => ({ ...draft, batchSizes: chosen }));
}

interface LastOptions {
  /** What keeps all that was answered from running, in words; null where nothing does. */
  readonly check: (answered: Draft) => string | null;
  /** Whether the person may choose where networks are trained. */
  readonly offersGpu: boolean;
}

/** The last question. Where networks are trained is chosen by a button beside it, since few ever want to. */
export async function askLearningRates(
  draft: Draft,
  picks: PickRow,
  { check, offersGpu }: LastOptions,
): Promise<Answer<Draft>> {
  const problem = chosenProblem(draft);
  const last = lastFor(draft);
  const isOffered = offersGpu && trainsOnData(problem);
  let engine = isOffered ? (last?.engine ?? null) : null;
  const answered = (lr: readonly number[]) => ({ ...draft, lr, ...(engine && { engine }) });
  const wanted = last?.lr ?? defaultsFor(problem).lr;
  const items: Choice<number>[] = sorted([...usualRates, ...wanted]).map((rate) => ({
    label: String(rate),
    value: rate,
  }));
  const answer = await picks.ask<number>({
    title: () => titleOf({ ...draft, engine }),
    placeholder: 'One or more learning rates; type others, such as 0.02, 0.05',
    ...questionNumber('learningRates', draft),
    items,
    selected: items.filter(({ value }) => value !== null && wanted.includes(value)),
    many: true,
    typed: (text) => typedItems(text, readRate, 'a number above 0', describeRate),
    check: (rates) => tooMany(rates, 'learning rates') ?? check(answered(rates)),
    ...(isOffered && {
      button: {
        icon: 'circuit-board',
        tooltip: () => offerOf(engineAfter(engine)),
        press: () => {
          engine = engineAfter(engine);
        },
      },
    }),
  });
  return next(answer, answered);
}

/** A typed formula, or what is wrong with it; nothing for a word that looks for something in the list. */
function typedFormula(text: string, listed: readonly Choice<unknown>[]): Choice<Problem>[] {
  const names = listed.flatMap(({ label, description = '' }) => [label, description]);
  const read = readFormula(text, names);
  if (read === null) return [];
  if ('fault' in read) return [{ icon: 'error', label: read.fault, alwaysShow: true, value: null }];
  return [{ label: read.formula, description: 'your formula', alwaysShow: true, value: read }];
}

/** An item for each typed value, or the explanation of what is wrong with the text. */
function typedItems<T extends number | 'full'>(
  text: string,
  read: (part: string) => T | null,
  expected: string,
  describe: (value: T) => string = () => '',
): Choice<T>[] {
  const { values, fault } = parseTyped(text, read, expected);
  if (fault !== '') return [{ icon: 'error', label: fault, alwaysShow: true, value: null }];
  return values.map((value) => ({
    label: String(value),
    description: describe(value),
    alwaysShow: true,
    value,
  }));
}

function describeRate(rate: number): string {
  return rate > largestUsualRate ? `above ${largestUsualRate}, where most optimizers diverge` : '';
}

const engines: readonly EnginePick[] = [null, 'gpu', 'cpu'];

/** The one that the button leads to. */
function engineAfter(engine: EnginePick): EnginePick {
  return engines[(engines.indexOf(engine) + 1) % engines.length] ?? null;
}

function offerOf(engine: EnginePick): string {
  if (engine === null) return 'Compute where the settings say';
  return engine === 'gpu' ? 'Compute on the GPU' : 'Compute on the processor, never on the GPU';
}

function tooMany(values: readonly unknown[], name: string): string | null {
  return values.length > mostOfEach ? `${values.length} ${name} — expected at most ${mostOfEach}` : null;
}

function describeProblem(problem: Problem): string {
  return surfaceOf(problem)?.formula ?? `${rowsOf(problem)} examples`;
}

function firstSentence(about: string): string {
  return about.split('\n')[0] ?? '';
}

function sorted(numbers: readonly number[]): number[] {
  return [...new Set(numbers)].sort((a, b) => a - b);
}
