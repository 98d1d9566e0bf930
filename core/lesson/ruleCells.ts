/** The rules of a lesson as its experiments name them: the cell with the id `mine` is the file `mine.optimizer`. */
import { type RuleFile, type RuleFiles, rulePathsOf } from '../experiment/ruleFiles.ts';
import type { CodeCell, LessonCell } from './lesson.ts';

const ending = '.optimizer';

export function ruleCellOf(path: string, cells: readonly LessonCell[]): CodeCell | undefined {
  const name = path.replace(/^\.\//, '');
  if (!name.endsWith(ending)) return undefined;
  const id = name.slice(0, -ending.length);
  return cells.find((cell): cell is CodeCell => cell.kind === 'optimizer' && cell.id === id);
}

/**
 * What the paths of an experiment stand for.
 * @param placeOf The URI of a cell. Default: its path in the experiment.
 */
export function rulesInCells(
  experiment: unknown,
  cells: readonly LessonCell[],
  placeOf?: (cell: CodeCell) => string,
): RuleFiles {
  const found = rulePathsOf(experiment).map((path): [string, RuleFile] => {
    const cell = ruleCellOf(path, cells);
    const name = path.replace(/^\.\//, '').slice(0, -ending.length);
    const fault = `an optimizer of this lesson: begin a cell with \`\`\`optimizer ${name}`;
    return [path, cell ? { place: placeOf?.(cell) ?? path, text: cell.text } : { fault }];
  });
  return new Map(found);
}
