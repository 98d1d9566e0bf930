/** What a log is called among others. */
import { isEventFile } from '../../core/log/logFormat.ts';
import { runOfFolder } from '../../core/log/tensorBoardLog.ts';

/**
 * The last part of its path. An event file is called after its time and its machine: its folder tells what it is of, as
 * TensorBoard has it. Of two of the same name the later has its folder before it.
 * @param parts Of the place of a file or a folder.
 * @param others What other logs are called.
 */
export function titleOfLog(parts: readonly string[], others: readonly string[]): string {
  const base = parts.at(-1) ?? '';
  const names = isEventFile(base) ? runOfFolder(parts.slice(0, -1).join('/')).run.split('/') : parts;
  const own = names.at(-1) || base;
  const above = names.at(-2);
  return others.includes(own) && above ? `${above}/${own}` : own;
}
