/** Reads the rules that an experiment names: beside its file, and nowhere outside of the folder that it belongs to. */
import { readdir, readFile, realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { ExperimentError } from '../../../core/experiment/errors.ts';
import type { RuleFile, RuleFiles } from '../../../core/experiment/ruleFiles.ts';
import { rulePathFault } from '../../../core/experiment/rulePath.ts';
import { decodeText } from '../../../core/experiment/text/decodeText.ts';
import { closest, question } from '../../../core/rule/syntax/errors.ts';
import { limits } from '../../../core/rule/syntax/limits.ts';
import { isInside } from './rootFolder.ts';

const ending = '.optimizer';

/** @param file Of the experiment. @param root The folder that it belongs to. */
export async function readRuleFiles(
  paths: readonly string[],
  file: string,
  root: string,
): Promise<RuleFiles> {
  const read = paths.map(async (each) => [each, await readNamed(each, file, root)] as const);
  return new Map(await Promise.all(read));
}

async function readNamed(name: string, file: string, root: string): Promise<RuleFile> {
  const fault = rulePathFault(name);
  if (fault !== null) return { fault };
  const rule = path.resolve(path.dirname(file), name);
  const real = await realpath(rule).catch(() => rule);
  const realRoot = await realpath(root).catch(() => root);
  if (!isInside(root, rule) || !(isInside(realRoot, real) || real === rule))
    return { fault: `a path in the folder ${root}` };
  return readRuleFile(rule);
}

export async function readRuleFile(file: string): Promise<RuleFile> {
  try {
    const { size } = await stat(file);
    // In UTF-8 a character takes four bytes at most.
    const most = 4 * limits.characters;
    if (size > most)
      return {
        fault: `a rule of at most ${most.toLocaleString('en')} bytes; there are ${size.toLocaleString('en')}`,
      };
    return { place: pathToFileURL(file).href, text: decodeText(await readFile(file)).replace(/^\ufeff/, '') };
  } catch (error) {
    if (error instanceof ExperimentError) return { fault: 'a rule in UTF-8' };
    return { fault: `a file that is there${await similarName(file)}` };
  }
}

/** `; did you mean 'mine.optimizer'?` where the folder has a rule of a similar name, nothing otherwise. */
async function similarName(file: string): Promise<string> {
  const entries = await readdir(path.dirname(file)).catch(() => []);
  const names = entries.filter((name) => name.endsWith(ending)).map((name) => path.basename(name, ending));
  // The ending, which all have, makes none of them alike.
  const likely = closest(path.basename(file, ending), names);
  return question(likely && `${likely}${ending}`);
}
