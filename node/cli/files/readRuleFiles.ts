/** Reads the rules that an experiment names: beside its file, and nowhere outside of the folder that it belongs to. */
import { readdir, readFile, realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { ExperimentError } from '../../../core/experiment/errors.ts';
import { missingRuleFault, rulePathFault, ruleSizeFault } from '../../../core/experiment/ruleFileFaults.ts';
import type { RuleFile, RuleFiles } from '../../../core/experiment/ruleFiles.ts';
import { decodeText } from '../../../core/experiment/text/decodeText.ts';
import { isInside } from './rootFolder.ts';

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
    const fault = ruleSizeFault(size);
    if (fault !== null) return { fault };
    return { place: pathToFileURL(file).href, text: decodeText(await readFile(file)).replace(/^\ufeff/, '') };
  } catch (error) {
    if (error instanceof ExperimentError) return { fault: 'a rule in UTF-8' };
    const names = await readdir(path.dirname(file)).catch(() => []);
    return { fault: missingRuleFault(path.basename(file), names) };
  }
}
