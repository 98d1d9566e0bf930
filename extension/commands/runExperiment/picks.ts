/** The questions of "Run Experiment…" that every problem has. Each starts from the last answer for the same problem. */
import * as vscode from 'vscode';
import { rowsOf } from '../../../core/experiment/dataShape.ts';
import { defaultsFor, problems } from '../../../core/experiment/defaults.ts';
import { problemName } from '../../../core/experiment/describe.ts';
import { trainsOnData } from '../../../core/experiment/modelProblem.ts';
import type { Problem } from '../../../core/experiment/schema.ts';
import { surfaceOf } from '../../../core/experiment/surfaceOf.ts';
import { optimizers } from '../../../core/optimizers/index.ts';
import { type FoundRule, findRules } from '../../ownRules/findRules.ts';
import type { Answer, Choice } from './ask.ts';
import { csvOffer } from './csvPicks.ts';
import {
  chosenProblem,
  chosenShape,
  type Draft,
  lastFor,
  next,
  questionNumber,
  titleOf,
  titleWithRuns,
} from './draft.ts';
import { callRows, exampleCall, looksLikeCall, type OptimizerPick, pastedItem } from './optimizerPick.ts';
import type { PickRow } from './pickRow.ts';
import { readFormula } from './typedFormula.ts';
import { sorted, tooMany, typedItems } from './typedItems.ts';
import { readBatchSize } from './typedNumbers.ts';

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

/** Rules of the workspace, optimizers of the table, and calls of PyTorch that the person types, pastes or has in the clipboard. */
export async function askOptimizers(draft: Draft, picks: PickRow): Promise<Answer<Draft>> {
  const problem = chosenProblem(draft);
  const wanted: readonly OptimizerPick[] = lastFor(draft)?.optimizers ?? defaultsFor(problem).optimizers;
  const pasted = wanted.flatMap((pick) => (typeof pick === 'string' ? [] : [pastedItem(pick)]));
  const known: Choice<OptimizerPick>[] = optimizers.map(({ id, rule }) => ({
    label: rule.name,
    detail: firstSentence(rule.about),
    value: id,
  }));
  const rules = await findRules(undefined);
  const items = [...pasted, ...rules.map(ruleItem), ...known];
  const answer = await picks.ask<OptimizerPick>({
    title: (marked) => titleWithRuns(draft, { optimizers: marked }),
    placeholder: `One or more optimizers to compare; paste a PyTorch call, such as ${exampleCall}`,
    ...questionNumber('optimizers', draft),
    items,
    selected: items.filter(({ value }) => value !== null && wanted.includes(value)),
    many: true,
    typed: (text) => (looksLikeCall(text) ? callRows(text) : null),
    addsTyped: true,
    buttons: [
      {
        icon: 'clippy',
        tooltip: () => 'Paste a PyTorch call…',
        press: async (add) => add(callRows(await vscode.env.clipboard.readText())),
      },
    ],
  });
  return next(answer, (chosen) => ({ ...draft, rules, optimizers: chosen }));
}

/** One that can't run says why, and can't be chosen. */
function ruleItem({ path, rule }: FoundRule): Choice<OptimizerPick> {
  if (typeof rule === 'string')
    return { icon: 'error', label: path, detail: `It is no rule yet — expected ${rule}`, value: null };
  return { label: rule.name, description: path, detail: firstSentence(rule.about), value: path };
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
    title: (marked) => titleWithRuns(draft, { batchSizes: marked }),
    placeholder: 'One or more batch sizes; type others, such as 16, 64, full',
    ...questionNumber('batchSizes', draft),
    items,
    selected: selected.length > 0 ? selected : items.slice(-1),
    many: true,
    typed: (text) =>
      typedItems(
        text,
        (part) => readBatchSize(part, rows),
        () => expected,
      ),
    check: (sizes) => tooMany(sizes, 'batch sizes'),
  });
  return next(answer, (chosen) => ({ ...draft, batchSizes: chosen }));
}

/** A typed formula, or what is wrong with it; nothing for a word that looks for something in the list. */
export function typedFormula(text: string, listed: readonly Choice<unknown>[]): Choice<Problem>[] {
  const names = listed.flatMap(({ label, description = '' }) => [label, description]);
  const read = readFormula(text, names);
  if (read === null) return [];
  if ('fault' in read) return [{ icon: 'error', label: read.fault, alwaysShow: true, value: null }];
  return [{ label: read.formula, description: 'your formula', alwaysShow: true, value: read }];
}

function describeProblem(problem: Problem): string {
  return surfaceOf(problem)?.formula ?? `${rowsOf(problem)} examples`;
}

function firstSentence(about: string): string {
  return about.split('\n')[0] ?? '';
}
