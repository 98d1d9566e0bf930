/** What "Run Experiment…" asks only who wants to choose more: a list of it, and a question for each. */
import { defaultsFor } from '../../../core/experiment/defaults.ts';
import { largestEpochs, largestSteps, mostOfEach } from '../../../core/experiment/limits.ts';
import { trainsOnData } from '../../../core/experiment/modelProblem.ts';
import type { Answer, Choice } from './ask.ts';
import {
  chosenProblem,
  chosenShape,
  count,
  type Draft,
  type MoreChoices,
  next,
  percent,
  problemToRun,
  questionNumber,
  titleOf,
} from './draft.ts';
import type { StepAnswer } from './multiStep.ts';
import type { PickRow } from './pickRow.ts';
import { type LastOptions, titleWithTime } from './ratePicks.ts';
import { readShare, readWhole, readWidths } from './typedNumbers.ts';

type Field = keyof MoreChoices;
type Value = number | readonly number[];

/** A question of its own. */
interface MoreField {
  readonly label: string;
  readonly placeholder: string;
  readonly usual: readonly Value[];
  /** As it is now, chosen or by default. */
  readonly value: Value;
  readonly byDefault: Value;
  readonly nameOf: (value: Value) => string;
  /** null where a text is no such value. */
  readonly read: (text: string) => Value | null;
  /** Completes "… — expected …". */
  readonly expected: string;
}

/** Asks nothing where nobody wants to choose more. */
export async function askMore(
  draft: Draft,
  picks: PickRow,
  { check, time }: LastOptions,
): Promise<StepAnswer<Draft>> {
  if (!draft.asksMore) return { value: draft };
  let current: Draft = draft;
  let marked: Field | 'run' = 'run';
  for (;;) {
    const items: Choice<Field | 'run'>[] = [
      { icon: 'play', label: 'Run', value: 'run' },
      ...Object.entries(fieldsOf(current)).map(([name, { label, nameOf, value }]) => ({
        label,
        description: nameOf(value),
        value: name as Field,
      })),
    ];
    const answer: Answer<readonly (Field | 'run')[]> = await picks.ask<Field | 'run'>({
      title: titleWithTime(current, time),
      placeholder: 'Run it, or choose more',
      ...questionNumber('more', current),
      items,
      selected: items.filter(({ value }) => value === marked),
      many: false,
      check: ([chosen]) => (chosen === 'run' ? check(current) : null),
    });
    if (answer === undefined) return undefined;
    if (answer === 'back') return { back: current };
    const [chosen = 'run'] = answer.value;
    if (chosen === 'run') return { value: { ...current, asksMore: false } };
    const asked = await askField(chosen, current, picks);
    if (asked === undefined) return undefined;
    if (asked !== 'back') current = asked.value;
    marked = chosen;
  }
}

async function askField(name: Field, draft: Draft, picks: PickRow): Promise<Answer<Draft>> {
  const field = fieldsOf(draft)[name];
  if (!field) return 'back';
  const { label, placeholder, usual, value, byDefault, nameOf, read, expected } = field;
  const isSame = (a: Value, b: Value) => nameOf(a) === nameOf(b);
  const offered = [byDefault, value, ...usual].filter(
    (each, index, all) => all.findIndex((other) => isSame(each, other)) === index,
  );
  const items = offered.sort(upward).map((each) => ({
    label: nameOf(each),
    description: isSame(each, byDefault) ? 'default' : '',
    value: each,
  }));
  const answer = await picks.ask<Value>({
    title: `${titleOf(draft)} · ${label}`,
    placeholder,
    ...questionNumber('more', draft),
    items,
    selected: items.filter((item) => isSame(item.value, value)),
    many: false,
    typed: (text) => typedRow(text, read, expected, nameOf),
  });
  return next(answer, ([chosen = value]) => {
    const { [name]: _, ...others } = draft.more ?? {};
    return { ...draft, more: isSame(chosen, byDefault) ? others : { ...others, [name]: chosen } };
  });
}

function typedRow(
  text: string,
  read: MoreField['read'],
  expected: string,
  nameOf: MoreField['nameOf'],
): Choice<Value>[] {
  if (text.trim() === '') return [];
  const value = read(text.trim());
  if (value === null)
    return [{ icon: 'error', label: `${text.trim()} — expected ${expected}`, alwaysShow: true, value: null }];
  return [{ label: nameOf(value), alwaysShow: true, value }];
}

/** Those that the problem has, in the order in which they are listed. */
function fieldsOf(draft: Draft): Partial<Record<Field, MoreField>> {
  const problem = chosenProblem(draft);
  const { more = {} } = draft;
  const defaults = defaultsFor(problem, chosenShape(draft));
  if (!trainsOnData(problem)) {
    const steps = defaults.steps ?? 1;
    return { length: lengthField('step', more.length ?? steps, steps) };
  }
  const toRun = problemToRun(draft);
  const hidden = trainsOnData(toRun) ? toRun.hidden : [];
  const epochs = defaults.epochs ?? 1;
  return {
    hidden: {
      label: 'Hidden layers',
      placeholder: 'Widths of the hidden layers; type others, such as 64, 32',
      usual: [[], [16], [32], [64], [128], [32, 32], [64, 64]],
      value: hidden,
      byDefault: problem.hidden,
      nameOf: (value) => (isNone(value) ? 'none' : String(value).replaceAll(',', ', ')),
      read: readWidths,
      expected: 'up to 8 widths from 1 to 4096, such as 64, 32, or none',
    },
    length: lengthField('epoch', more.length ?? epochs, epochs),
    validation: {
      label: 'Validation',
      placeholder: 'Share of the rows to hold out of training; type another, such as 0.15 or 15 %',
      usual: [0, 0.1, 0.2, 0.25, 0.5],
      value: more.validation ?? problem.validation ?? 0,
      byDefault: problem.validation ?? 0,
      nameOf: (value) => (value === 0 ? 'none' : `${percent(Number(value))} of the rows`),
      read: readShare,
      expected: 'a share from 0 to 0.9, such as 0.2 or 20 %',
    },
    seeds: {
      label: 'Seeds',
      placeholder: 'How many times each runs, with other weights and batches; type another number',
      usual: [1, 3, 5, 10],
      value: more.seeds ?? 1,
      byDefault: 1,
      nameOf: (value) => count(Number(value), 'seed'),
      read: (text) => readWhole(text, mostOfEach),
      expected: `a whole number from 1 to ${mostOfEach}`,
    },
  };
}

function lengthField(unit: 'step' | 'epoch', value: number, byDefault: number): MoreField {
  const [most, usual] =
    unit === 'epoch'
      ? [largestEpochs, [5, 10, 20, 50, 100, 200]]
      : [largestSteps, [100, 200, 500, 1000, 5000]];
  return {
    ...(unit === 'epoch'
      ? { label: 'Epochs', placeholder: 'Passes over the data; type another number' }
      : { label: 'Steps', placeholder: 'Steps of each run; type another number' }),
    ...{ usual, value, byDefault },
    nameOf: (each) => count(Number(each), unit),
    read: (text) => readWhole(text, most),
    expected: `a whole number from 1 to ${most.toLocaleString('en')}`,
  };
}

function isNone(value: Value): boolean {
  return Array.isArray(value) && value.length === 0;
}

/** Numbers by size, layers by how many there are and then by their widths. */
function upward(a: Value, b: Value): number {
  const [left, right] = [[a].flat(), [b].flat()];
  if (left.length !== right.length) return left.length - right.length;
  const first = left.findIndex((each, index) => each !== right[index]);
  return Number(left[first] ?? 0) - Number(right[first] ?? 0);
}
