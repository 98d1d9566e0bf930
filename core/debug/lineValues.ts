/** What stands at the ends of the lines of a rule while a run is stopped in it, and what a line says with its numbers. */
import { explain } from '../rule/inspect/explain.ts';
import { at } from '../rule/run/frame.ts';
import { namesIn } from '../rule/syntax/walk.ts';
import type { LineValues } from './debugMessages.ts';
import type { DebugThread } from './debugThread.ts';
import { shownNumber } from './names.ts';
import type { RecordedLine } from './recordStep.ts';

/** Of each line what it has computed and what it read, of the next one what it reads; of hyperparameters their values. */
export function lineValuesOf(thread: DebugThread): readonly LineValues[] {
  const { path, place, replay, isAtEnd, frame } = thread;
  const declared = new Map(
    replay.rule.hyperparameters.map(({ name }): [string, number] => [
      name,
      at(frame.get(name) ?? Number.NaN, 0),
    ]),
  );
  const settings = replay.rule.lines.flatMap((text, index): LineValues[] => {
    const name = /^([A-Za-z]\w*)\s*=/.exec(text)?.[1];
    const value = name === undefined ? undefined : declared.get(name);
    const usual = replay.rule.hyperparameters.find((each) => each.name === name)?.default;
    // One that is as the text says needs no second number.
    return value === undefined || value === usual
      ? []
      : [{ line: index + 1, text: `${name} = ${shownNumber(value)}` }];
  });
  const passed = path.slice(0, isAtEnd ? path.length : place);
  const next = isAtEnd ? [] : path.slice(place, place + 1);
  return [
    ...settings,
    ...passed.map((line) => valuesIn(thread, line, true)),
    ...next.map((line) => valuesIn(thread, line, false)),
  ].filter(({ text }) => text !== '');
}

function valuesIn(
  { replay, element }: DebugThread,
  { line, before, value }: RecordedLine,
  isDone: boolean,
): LineValues {
  const { statement } = replay.lines.all[line] ?? {};
  if (!statement) return { line: 0, text: '' };
  const { rule } = replay;
  const settings = new Set(rule.hyperparameters.map(({ name }) => name));
  const node = statement.kind === 'assignment' ? statement.value : statement.condition;
  const target = statement.kind === 'assignment' ? statement.target : null;
  const result =
    target === null ? `${at(value, element) === 1}` : `${target} = ${shownNumber(at(value, element))}`;
  const read = [...new Set(namesIn(node).map(({ name }) => name))]
    .filter(
      (name) =>
        (target === null || !settings.has(name)) &&
        !(isDone && name === target) &&
        before.get(name) !== undefined,
    )
    .map((name) => `${name} = ${shownNumber(at(before.get(name) ?? Number.NaN, element))}`);
  return { line: statement.at.line, text: [...(isDone ? [result] : []), ...read].join(', ') };
}

/** `m = 0.9 · 64.49 + 0.1 · 89.0462 = 66.9456`; null where the parameter does not come to the line in this step. */
export function formulaOfLine(thread: DebugThread, textLine: number): string | null {
  const { path, replay, element } = thread;
  const recorded = path.find(({ line }) => replay.lines.all[line]?.statement.at.line === textLine);
  const { statement } = replay.lines.all[recorded?.line ?? -1] ?? {};
  if (!recorded || !statement) return null;
  const isBranch = statement.kind === 'branch';
  const { formula } = explain(
    isBranch ? statement.condition : statement.value,
    recorded.before,
    element,
    shownNumber,
  );
  const value = at(recorded.value, element);
  if (isBranch) return `${formula} is ${value === 1}`;
  const result = shownNumber(value);
  return formula === result
    ? `${statement.target} = ${result}`
    : `${statement.target} = ${formula} = ${result}`;
}
