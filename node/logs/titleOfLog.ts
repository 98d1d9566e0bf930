/** What a log is called among others. */
import path from 'node:path';
import { isEventFile } from '../../core/log/logFormat.ts';
import { runOfFolder } from '../../core/log/tensorBoardLog.ts';

/**
 * The last part of its path. An event file is called after its time and its machine: its folder tells what it is of, as
 * TensorBoard has it. Of two of the same name the later has its folder before it.
 * @param place The path of a file or a folder.
 * @param others What other logs are called.
 */
export function titleOfLog(place: string, others: readonly string[]): string {
  const base = path.basename(place);
  const folders = path.dirname(place).split(path.sep).join('/');
  const names = isEventFile(base) ? runOfFolder(folders).run.split('/') : [...folders.split('/'), base];
  const own = names.at(-1) || base;
  const above = names.at(-2);
  return others.includes(own) && above ? `${above}/${own}` : own;
}
