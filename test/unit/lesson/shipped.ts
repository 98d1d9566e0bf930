/** The lessons that ship, what their experiments give, and the numbers in their words. */
import { readdirSync, readFileSync } from 'node:fs';
import { expect } from 'vitest';
import { readText } from '../../../core/experiment/text/readText.ts';
import type { CodeCell, LessonCell } from '../../../core/lesson/lesson.ts';
import { parseLesson } from '../../../core/lesson/parseLesson.ts';
import { rulesInCells } from '../../../core/lesson/ruleCells.ts';
import { inRoot } from '../../../scripts/tools/paths.mjs';
import { kernelsOf } from '../engine/networkTools.ts';
import { createRunners, pointAt, type RecordedRun, recordAll } from '../engine/runs.ts';

const folder = inRoot('extension/lessons/content');

export const lessonNames = readdirSync(folder);
export const textOf = (name: string) => readFileSync(`${folder}/${name}`, 'utf8');

/**
 * The runs of an experiment of a lesson, by its id, as on a machine without relaxed SIMD.
 * @param rule In place of the learner's, whose cell is `mine`.
 */
export async function runsOf(text: string, id: string, rule?: string): Promise<RecordedRun[]> {
  const { value, rules } = experimentIn(text, id, rule);
  return recordAll(createRunners(value, { rules, kernels: kernelsOf('simd') }));
}

/** An experiment of a lesson as it stands there, and the rules that it names. */
export function experimentIn(text: string, id: string, rule?: string) {
  const cells = parseLesson(text).cells.map((cell) =>
    rule !== undefined && cell.kind === 'optimizer' && cell.id === 'mine' ? { ...cell, text: rule } : cell,
  );
  const cell = cells.find((each): each is CodeCell => each.kind === 'experiment' && each.id === id);
  const { value } = readText(cell?.text ?? '');
  return { value, rules: rulesInCells(value, cells) };
}

export const lossOf = (run: RecordedRun | undefined) => run?.losses.at(-1) ?? Number.NaN;

export const points = (run: RecordedRun | undefined) =>
  run ? Array.from({ length: run.losses.length }, (_, step) => pointAt(run, step)) : [];

/** Of the first parameter. */
export const signChanges = (run: RecordedRun | undefined) =>
  points(run).filter(([w0 = 0], step, all) => step > 0 && w0 * (all[step - 1]?.[0] ?? 0) < 0).length;

export const divergedAt = (run: RecordedRun | undefined) =>
  run?.status.kind === 'diverged' ? run.status.step : null;

/**
 * The cells of a table in the words of a lesson, without its head.
 * @param first What its first column is called; of several tables the first is meant.
 */
export function tableIn(text: string, first: string): string[][] {
  const lines = text.split('\n');
  const head = lines.findIndex((line) => line.startsWith(`| ${first} `));
  const behind = lines.slice(head + 2);
  const end = behind.findIndex((line) => !line.startsWith('|'));
  const cellsOf = (line: string) => line.split('|').slice(1, -1);
  return behind.slice(0, end).map((line) => cellsOf(line).map((cell) => cell.trim()));
}

/** Fields of questions and exercises that are words, which people read. */
const wordFields: ReadonlySet<string> = new Set([
  'question',
  'title',
  'hints',
  'message',
  'explanation',
  'unit',
]);

/**
 * Every number in the words of a lesson, those of its questions and exercises among them, is one that is computed, or a
 * setting of its cells, or one that is `given`.
 * @param computed By how they stand in the words.
 */
export function holdNumbers(
  text: string,
  computed: Readonly<Record<string, unknown>>,
  given: readonly string[],
): void {
  const { cells } = parseLesson(text);
  const numbersIn = (words: string) => words.match(/(?<![\w.])[-−]?\d+(,\d{3})*(\.\d+)?(e-?\d+)?/g) ?? [];
  const parts = cells.map(partsOf);
  const settings = new Set(parts.flatMap(({ code }) => numbersIn(code)));
  const words = parts.flatMap((part) => numbersIn(part.words));
  const unknown = words.filter((each) => !(each in computed || settings.has(each) || given.includes(each)));
  expect(unknown).toEqual([]);
  for (const stated of Object.keys(computed)) expect(words).toContain(stated);
}

/** What of a cell are words, and what a machine reads. */
function partsOf({ kind, text }: LessonCell): { readonly words: string; readonly code: string } {
  if (kind === 'markdown') return { words: text, code: '' };
  const { value } = kind === 'optimizer' ? { value: undefined } : readText(text);
  if (value === undefined) return { words: '', code: text };
  const words: string[] = [];
  const code = JSON.stringify(value, (key, field) => {
    if (!wordFields.has(key)) return field;
    words.push([field].flat().join('\n'));
    return undefined;
  });
  return { words: words.join('\n'), code };
}
