/** Runs all lessons of a folder without an editor: `npm run lessons` does, and so can whoever's CI checks theirs. */
import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Problem } from '../../core/experiment/schema.ts';
import { splitOf } from '../../core/experiment/splitOf.ts';
import { examineLesson } from '../../core/lesson/examineLesson.ts';
import { loadCsv } from '../../threads/data/csv/answerCsv.ts';
import { loadDataset } from '../data/loadDataset.ts';
import { csvReader } from '../data/readCsv.ts';
import { filesIn } from './filesIn.ts';

const ending = '.lesson.md';

export interface CheckedFolder {
  readonly lessons: number;
  /** `file:line:column: message`, with paths from the folder that the process is in. */
  readonly findings: readonly string[];
}

/**
 * @param place A folder, which paths of CSV files are relative to, or one lesson in it.
 * @param dataFolder Of the data that ships with the extension.
 * @param print Called with each finding as it is there.
 */
export async function checkLessonFolder(
  place: string,
  dataFolder: string,
  print: (finding: string) => void,
): Promise<CheckedFolder> {
  const isFolder = (await stat(place)).isDirectory();
  const folder = isFolder ? place : path.dirname(place);
  const files = isFolder ? await filesIn(place, ending) : [place];
  const dataOf = async (asked: object) => {
    const problem = asked as Problem;
    if ('data' in problem) return loadDataset(problem.data, dataFolder, splitOf(problem));
    if (!('csv' in problem)) return null;
    return (await loadCsv(problem, folder, { split: splitOf(problem), reader: csvReader })).data;
  };
  const findings: string[] = [];
  for (const file of files) {
    const text = await readFile(file, 'utf8');
    for (const { message, at } of await examineLesson(text, { dataOf })) {
      // A finding is a line, whatever it quotes.
      const said = message.replace(/\s*[\r\n]+\s*/g, ' ');
      findings.push(`${path.relative(process.cwd(), file)}:${at.line}:${at.column}: ${said}`);
      print(findings.at(-1) ?? '');
    }
  }
  return { lessons: files.length, findings };
}
