/** What is wrong with a file that an experiment names as a rule, on whatever disk: each completes "… — expected …". */
import { closest, question } from '../rule/syntax/errors.ts';
import { limits } from '../rule/syntax/limits.ts';

const ending = /\.optimizer$/;

/** Why a path leads nowhere; null where it may lead to a file. */
export function rulePathFault(path: string): string | null {
  const wanted = 'a path relative to this file, such as "./mine.optimizer"';
  if (/^([/\\]|\w+:)/.test(path)) return `${wanted}, and no absolute one`;
  if (path.startsWith('~')) return `${wanted}: ~ is no folder here`;
  if (path.includes('\\'))
    return `/ between folders, which every system takes: ${path.replaceAll('\\', '/')}`;
  return null;
}

/** @param size In bytes. @returns Null where the text may be short enough. */
export function ruleSizeFault(size: number): string | null {
  // In UTF-8 a character takes four bytes at most.
  const most = 4 * limits.characters;
  if (size <= most) return null;
  return `a rule of at most ${most.toLocaleString('en')} bytes; there are ${size.toLocaleString('en')}`;
}

/** With a rule of a similar name, where the folder has one. @param names Of the files of its folder. */
export function missingRuleFault(name: string, names: readonly string[]): string {
  const rules = names.filter((each) => ending.test(each)).map((each) => each.replace(ending, ''));
  // The ending, which all have, makes none of them alike.
  const likely = closest(name.replace(ending, ''), rules);
  return `a file that is there${question(likely && `${likely}.optimizer`)}`;
}
