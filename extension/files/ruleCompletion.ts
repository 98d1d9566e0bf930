/** Completes what the schema of experiments can't know: rules of the workspace, and the settings that they have. */
import * as vscode from 'vscode';
import { ruleNamed } from '../../core/experiment/ruleFiles.ts';
import { type SettingWords, settingsOf } from '../../core/experiment/settingWords.ts';
import { type Completable, completableAt } from '../../core/experiment/text/rulePlaces.ts';
import { findRules, firstLineOf } from '../ownRules/findRules.ts';
import { readRuleFiles } from '../ownRules/readRuleFiles.ts';
import { plain } from '../shown/plain.ts';
import { isExperiment } from './experimentDocuments.ts';

export async function provideRuleCompletions(
  document: vscode.TextDocument,
  position: vscode.Position,
): Promise<vscode.CompletionItem[]> {
  if (!isExperiment(document)) return [];
  const found = completableAt(document.getText(), document.offsetAt(position));
  if (!found) return [];
  const { offset, length } = found;
  const range = new vscode.Range(document.positionAt(offset), document.positionAt(offset + length));
  const items =
    found.kind === 'optimizer' ? await rulesFor(document.uri) : await settingsFor(found, document);
  return items.map((item) => Object.assign(item, { range }));
}

async function rulesFor(experimentFile: vscode.Uri): Promise<vscode.CompletionItem[]> {
  const rules = await findRules(experimentFile);
  return rules.map(({ path, rule }) => {
    const quoted = JSON.stringify(path);
    const item = new vscode.CompletionItem(plain(quoted), vscode.CompletionItemKind.File);
    item.insertText = quoted;
    item.filterText = quoted;
    item.detail = typeof rule === 'string' ? 'not a rule yet' : plain(rule.name);
    item.documentation = plain(typeof rule === 'string' ? rule : firstLineOf(rule));
    return item;
  });
}

/** Those that are not given yet, with their defaults. */
async function settingsFor(
  { optimizer, given }: Extract<Completable, { kind: 'setting' }>,
  document: vscode.TextDocument,
): Promise<vscode.CompletionItem[]> {
  const rule = ruleNamed(optimizer, await readRuleFiles([optimizer], document.uri));
  const settings = rule ? settingsOf(rule) : [];
  return settings
    .filter(({ name }) => !given.includes(name))
    .map((setting) => {
      const quoted = JSON.stringify(setting.name);
      const item = new vscode.CompletionItem(quoted, vscode.CompletionItemKind.Property);
      item.insertText = new vscode.SnippetString(`${quoted}: ${valueSnippet(setting)}`);
      item.filterText = quoted;
      item.detail = plain(setting.title);
      item.documentation = plain(setting.about);
      return item;
    });
}

/** Names in rules have letters, digits and _ alone. */
function valueSnippet({ default: byDefault, values }: SettingWords): string {
  const words = values.enum ?? (values.type === 'boolean' ? [true, false] : []);
  const ordered = [byDefault, ...words.filter((word) => word !== byDefault)].map((word) =>
    JSON.stringify(word),
  );
  return words.length > 0 ? `\${1|${ordered.join(',')}|}` : `\${1:${ordered[0]}}`;
}
