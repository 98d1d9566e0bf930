/** What is wrong with the cells of a lesson, each for itself and among the others. */
import { type CheckedText, checkText } from '../experiment/text/checkText.ts';
import { rangeOf } from '../experiment/text/rangeOf.ts';
import { readText } from '../experiment/text/readText.ts';
import type { TextFault } from '../experiment/text/textFault.ts';
import { faultAt } from '../fault.ts';
import { analyze } from '../rule/analyze.ts';
import { closest } from '../rule/syntax/errors.ts';
import { type ExerciseFinding, examineQuickly } from './exercise/examineExercise.ts';
import { parseExercise } from './exercise/parseExercise.ts';
import { type CellKind, type CodeCell, cellKinds, type LessonCell } from './lesson.ts';
import { linesOf } from './lines.ts';
import { fenceOf, MarkdownReader } from './markdownReader.ts';
import { predictionFaults, readPrediction } from './prediction.ts';
import { rulesInCells } from './ruleCells.ts';

export interface CellFault {
  /** Its number among the cells. */
  readonly cell: number;
  readonly message: string;
  /** Where in the cell's text; null where it is about the line of its fence. */
  readonly range: { readonly start: number; readonly end: number } | null;
  /** Whether whatever checks JSON says so, too. Default: false. */
  readonly isOfJson?: boolean;
}

type Finding = Omit<CellFault, 'cell'>;

type Check = (cell: CodeCell, index: number, cells: readonly LessonCell[]) => readonly Finding[];

const checks: Readonly<Record<CellKind, Check>> = {
  experiment: (cell, _, cells) => experimentIn(cell, cells).faults.map(placed),
  // A learner's rule may be unfinished.
  optimizer: ({ text }, index, cells) =>
    cells[index - 1]?.kind === 'exercise'
      ? []
      : analyze(text).diagnostics.map(({ message, at }) => ({ message, range: at })),
  exercise: ({ text, id }, index, cells) => {
    const { exercise, faults } = parseExercise(text);
    const found = faults.map(placed);
    if (exercise) found.push(...examineQuickly(exercise).map((finding) => placedIn(text, finding)));
    if (exercise?.kind === 'rule' && cells[index + 1]?.kind !== 'optimizer')
      found.push(
        ofFence('an exercise has no rule to work on — expected a cell ```optimizer right behind it'),
      );
    if (id === null)
      found.push(
        ofFence('an exercise has no id — expected one behind the fence, such as ```exercise first-mean'),
      );
    return found;
  },
  predict: ({ text }, _, cells) => {
    const read = readPrediction(text, (prediction) => {
      const { experiment: id } = prediction;
      const about = cells.find((cell) => cell.kind === 'experiment' && cell.id === id);
      if (!about) return [faultAt(['experiment'], id, 'the id of an experiment of this lesson')];
      const { experiment } = experimentIn(about, cells);
      return experiment ? predictionFaults(prediction, experiment) : [];
    });
    return 'faults' in read ? read.faults.map(placed) : [];
  },
};

/** The experiment of a cell, with the rules of others. */
export function experimentIn({ text }: LessonCell, cells: readonly LessonCell[]): CheckedText {
  const read = readText(text);
  return checkText(text, rulesInCells(read.value, cells), read);
}

export function checkCells(cells: readonly LessonCell[]): CellFault[] {
  const ids = new Map<string, number>();
  return cells.flatMap((cell, index) => {
    const found =
      cell.kind === 'markdown'
        ? misspelledKinds(cell.text)
        : [...idFaults(cell, index, ids), ...checks[cell.kind](cell, index, cells)];
    return found.map((fault) => ({ ...fault, cell: index }));
  });
}

function idFaults(
  { kind, id, info, isClosed, raw }: CodeCell,
  index: number,
  ids: Map<string, number>,
): Finding[] {
  const found: Finding[] = [];
  if (raw && isClosed === false)
    found.push(ofFence('this fence is never closed — expected a line with the same fence'));
  const said = info?.slice(kind.length).trim() ?? '';
  if (id === null && said !== '')
    found.push(
      ofFence(
        `'${said}' is no id — expected one word of letters, digits and -, such as ${kind} ${idLike(said)}`,
      ),
    );
  if (id === null) return found;
  const first = ids.get(id);
  if (first === undefined) ids.set(id, index);
  else found.push(ofFence(`the id '${id}' is that of an earlier cell, too — expected another`));
  return found;
}

/** What a person may have meant. */
function idLike(said: string): string {
  const words =
    said
      .match(/[A-Za-z0-9]+/g)
      ?.join('-')
      .replace(/^[^A-Za-z]+/, '') ?? '';
  return words === '' ? 'first' : words;
}

/** Fences in Markdown whose word is nearly one of the kinds. */
function misspelledKinds(text: string): Finding[] {
  const reader = new MarkdownReader();
  const found: Finding[] = [];
  let start = 0;
  for (const line of linesOf(text)) {
    const fence = reader.isInside(line) ? null : fenceOf(line);
    const [word = ''] = fence?.info.split(/[ \t]/) ?? [];
    const meant = word === '' ? null : closest(word, cellKinds);
    if (meant !== null)
      found.push({
        message: `'${word}' is no kind of cell, so that this doesn't run; did you mean '${meant}'?`,
        range: { start, end: start + line.trimEnd().length },
      });
    reader.read(line);
    start += line.length;
  }
  return found;
}

function placed({ message, offset, length, isOfJson = false }: TextFault): Finding {
  return { message, range: { start: offset, end: offset + length }, isOfJson };
}

/** Where an exercise says what a finding is about. */
export function placedIn(text: string, { message, path }: ExerciseFinding): Finding {
  return placed({ message, path, ...rangeOf(text, readText(text).root, path, false) });
}

function ofFence(message: string): Finding {
  return { message, range: null };
}
