/** The questions of "Compare Fairly…": on what, which optimizers, and within which budget. */
import type { CsvData } from '../../../core/experiment/csvData.ts';
import { rowsOf } from '../../../core/experiment/dataShape.ts';
import { defaultsFor, problems } from '../../../core/experiment/defaults.ts';
import { problemName } from '../../../core/experiment/describe.ts';
import { ExperimentError } from '../../../core/experiment/errors.ts';
import { trainsOnData } from '../../../core/experiment/modelProblem.ts';
import { parseExperiment } from '../../../core/experiment/parseExperiment.ts';
import type { Experiment, Problem } from '../../../core/experiment/schema.ts';
import { surfaceOf } from '../../../core/experiment/surfaceOf.ts';
import type { CsvReading } from '../../data/csvReading.ts';
import type { Answer, Choice } from '../runExperiment/ask.ts';
import { askCsvFile, askTarget, csvOffer } from '../runExperiment/csvPicks.ts';
import { chosenProblem, chosenShape, type Draft, keepAnswers, next } from '../runExperiment/draft.ts';
import { runSteps } from '../runExperiment/multiStep.ts';
import { PickRow } from '../runExperiment/pickRow.ts';
import { askOptimizers, typedFormula } from '../runExperiment/picks.ts';

interface Budget {
  readonly label: string;
  readonly trials: number;
  readonly tuning_seeds: number;
  readonly seeds: number;
}

const budgets: readonly Budget[] = [
  { label: 'Usual', trials: 7, tuning_seeds: 3, seeds: 10 },
  { label: 'Quick', trials: 5, tuning_seeds: 1, seeds: 8 },
  { label: 'Thorough', trials: 9, tuning_seeds: 5, seeds: 20 },
];

interface Answered {
  readonly experiment: Experiment;
  readonly csv: CsvData | null;
}

/**
 * @param last What was run last, to begin with its problem and its optimizers; null: nothing.
 * @param time How many runs it has and how long they take, in words.
 * @returns undefined where the person leaves before the end.
 */
export async function askComparison(
  reading: CsvReading,
  last: Experiment | null,
  time: (experiment: Experiment, csv: CsvData | null) => string,
): Promise<Answered | undefined> {
  const picks = new PickRow(() => reading.cancel());
  const first: Draft = {
    last: last
      ? {
          problem: last.problem,
          optimizers: [...new Set(last.optimizers.map(({ optimizer }) => optimizer))],
        }
      : {},
  };
  let budget: Budget | undefined;
  const steps = [
    (draft: Draft) => askComparedProblem(draft, picks, last),
    (draft: Draft) => askCsvFile(draft, picks),
    (draft: Draft) => askTarget(draft, picks, reading),
    (draft: Draft) => askOptimizers(draft, picks),
    async (draft: Draft): Promise<Answer<Draft>> => {
      const answer = await askBudget(draft, picks, time);
      if (answer === undefined || answer === 'back') return answer;
      [budget] = answer.value;
      return { value: draft };
    },
  ];
  const answered = await runSteps(first, steps, keepAnswers).finally(() => picks.close());
  return answered && budget && answerOf(answered, budget);
}

function answerOf(draft: Draft, budget: Budget): Answered {
  const { optimizers = [], csv, rules = [] } = draft;
  const problem = chosenProblem(draft);
  const { epochs } = defaultsFor(problem, chosenShape(draft));
  const { label: _, ...compare } = budget;
  const value = {
    problem,
    optimizers: optimizers.map((pick) =>
      typeof pick === 'string' ? { optimizer: pick } : withoutRate(pick),
    ),
    lr: defaultsFor(problem).lr,
    ...(epochs !== undefined && { epochs: Math.min(epochs, mostEpochs) }),
    compare,
  };
  const files = new Map(rules.map(({ path, file }) => [path, file]));
  return { experiment: parseExperiment(value, files), csv: csv?.data ?? null };
}

/** Where nothing was run yet. */
const usualOptimizers = ['sgd', 'momentum', 'rmsprop', 'adam'];
/** Tuning is run many times. */
const mostEpochs = 20;

function withoutRate({ optimizer, hyperparameters }: { optimizer: string; hyperparameters: object }) {
  return { optimizer, ...(Object.keys(hyperparameters).length > 0 && { hyperparameters }) };
}

/** Networks, then surfaces, on which the seeds draw starts, or a formula that the person types. */
async function askComparedProblem(
  draft: Draft,
  picks: PickRow,
  last: Experiment | null,
): Promise<Answer<Draft>> {
  const offerOfCsv = csvOffer();
  const isNetwork = (problem: Problem) => trainsOnData(problem) && problem.hidden.length > 0;
  const items: Choice<Problem | 'csv'>[] = [
    ...offersOf([...onScreen(last), ...problems.filter(isNetwork)]),
    { ...offerOfCsv, value: 'csv' as const },
    ...offersOf(problems.filter((problem) => !trainsOnData(problem))),
  ];
  const names = new Set<string>();
  const offered = items.filter(({ label }) => !names.has(label) && names.add(label));
  const lastName = draft.last.problem && problemName(draft.last.problem);
  const answer = await picks.ask<Problem | 'csv'>({
    title: 'Compare Fairly',
    placeholder: 'What to compare optimizers on; type a formula in x and y, such as x**2 + 3*sin(y)**2',
    ...{ step: 1, totalSteps: 3, items: offered, many: false },
    selected: offered.filter(({ label }) => label === lastName),
    typed: (text) => typedFormula(text, offered),
  });
  return next(answer, ([problem = { data: 'digits', hidden: [32] }]) =>
    problem === 'csv'
      ? { last: draft.last, csv: {} }
      : { last: { problem, optimizers: draft.last.optimizers ?? usualOptimizers }, problem },
  );
}

/** That of the last race: a file would have to be read again, and where it started counts for nothing. */
function onScreen(last: Experiment | null): Problem[] {
  if (!last || 'csv' in last.problem) return [];
  if (trainsOnData(last.problem)) return [last.problem];
  const { start, ...problem } = last.problem;
  return [problem];
}

function offersOf(all: readonly Problem[]): Choice<Problem>[] {
  return all.map((problem) => ({
    label: problemName(problem),
    description: trainsOnData(problem) ? `${rowsOf(problem)} examples` : (surfaceOf(problem)?.formula ?? ''),
    value: problem,
  }));
}

async function askBudget(
  draft: Draft,
  picks: PickRow,
  time: (experiment: Experiment, csv: CsvData | null) => string,
): Promise<Answer<readonly Budget[]>> {
  const items = budgets.map((budget): Choice<Budget> => {
    const { label, trials, tuning_seeds: tuned, seeds } = budget;
    const words = `${trials} trials of each on ${tuned} ${tuned === 1 ? 'seed' : 'seeds'}, judged on ${seeds} fresh seeds`;
    const known = timeOf(draft, budget, time);
    return 'fault' in known
      ? { icon: 'error', label, description: words, detail: known.fault, value: null }
      : { label, description: words, detail: known.time, value: budget };
  });
  return picks.ask<Budget>({
    title: 'Compare Fairly',
    placeholder: 'The same budget for each optimizer',
    ...{ step: 3, totalSteps: 3, items, many: false, selected: items.slice(0, 1) },
  });
}

function timeOf(
  draft: Draft,
  budget: Budget,
  time: (experiment: Experiment, csv: CsvData | null) => string,
): { readonly time: string } | { readonly fault: string } {
  try {
    const { experiment, csv } = answerOf(draft, budget);
    return { time: time(experiment, csv) };
  } catch (error) {
    if (error instanceof ExperimentError) return { fault: error.faults[0]?.message ?? error.message };
    throw error;
  }
}
