import { noRuleFiles, type RuleFile, type RuleFiles } from '../experiment/ruleFiles.ts';

/** The rules of a claim as the files that its experiment names. @param rules Their texts by path. */
export function ruleFilesOf(rules: Readonly<Record<string, string>>): RuleFiles {
  const files = Object.entries(rules).map(([path, text]): [string, RuleFile] => [
    path,
    { place: path, text },
  ]);
  return files.length === 0 ? noRuleFiles : new Map(files);
}
