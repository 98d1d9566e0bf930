/** What rules compile to, as documents that can't be written and that follow the rule. */
import * as vscode from 'vscode';
import { analyze, firstFault } from '../../core/rule/analyze.ts';
import { type ShownCodeId, shownCodes } from '../../core/rule/shownCode.ts';
import { asSentence } from '../../core/rule/syntax/errors.ts';
import type { Rule } from '../../core/rule/syntax/rule.ts';
import { ruleCodeScheme } from '../ids.ts';
import { readRuleFile } from '../ownRules/readRuleFiles.ts';

/** After the last key, in milliseconds. */
const pause = 200;

/** The document's place has those of the rule and of the code. */
export function placeOfCode(rule: vscode.Uri, code: ShownCodeId): vscode.Uri {
  const { label, ending } = shownCodes[code];
  const name = (rule.path.split('/').at(-1) ?? 'rule').replace(/\.optimizer$/, '');
  const query = JSON.stringify({ rule: rule.toString(), code });
  return vscode.Uri.from({ scheme: ruleCodeScheme, path: `/${name} (${label}).${ending}`, query });
}

interface CodePlace {
  readonly rule: vscode.Uri;
  readonly code: ShownCodeId;
}

function codePlaceOf({ query }: vscode.Uri): CodePlace {
  // Written by `placeOfCode`: nobody else makes documents of this scheme.
  const { rule, code } = JSON.parse(query) as { rule: string; code: ShownCodeId };
  return { rule: vscode.Uri.parse(rule), code };
}

export class CodeDocuments implements vscode.Disposable {
  readonly #changed: (document: vscode.Uri) => void;
  readonly #timers = new Map<string, NodeJS.Timeout>();
  readonly #subscriptions: readonly vscode.Disposable[];
  /** The last text that there was of each document. */
  readonly #last = new Map<string, string>();

  /** @param changed Told of each document whose text is another. */
  constructor(changed: (document: vscode.Uri) => void) {
    const { workspace } = vscode;
    this.#changed = changed;
    this.#subscriptions = [
      workspace.onDidChangeTextDocument(({ document }) => this.#ruleChanged(document.uri)),
      workspace.onDidSaveTextDocument(({ uri }) => this.#ruleChanged(uri)),
      workspace.onDidCloseTextDocument(({ uri }) => this.#last.delete(uri.toString())),
    ];
  }

  async textOf(uri: vscode.Uri): Promise<string> {
    const { rule: place, code } = codePlaceOf(uri);
    const { comment, label, textOf } = shownCodes[code];
    const name = place.path.split('/').at(-1) ?? '';
    const file = await readRuleFile(place);
    const { rule, fault } =
      'fault' in file ? { rule: null, fault: `expected ${file.fault}` } : read(file.text);
    if (rule) {
      const text = textOf(rule);
      this.#last.set(uri.toString(), text);
      return text;
    }
    const last = this.#last.get(uri.toString());
    const then = last === undefined ? '' : ` Below is the ${label} of its last text that did.`;
    return `${comment} ${name} does not compile: ${asSentence(fault)}${then}\n${last === undefined ? '' : `\n${last}`}`;
  }

  dispose(): void {
    for (const timer of this.#timers.values()) clearTimeout(timer);
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  #ruleChanged(rule: vscode.Uri): void {
    const key = rule.toString();
    const shown = vscode.workspace.textDocuments.filter(
      ({ uri }) => uri.scheme === ruleCodeScheme && codePlaceOf(uri).rule.toString() === key,
    );
    if (shown.length === 0) return;
    clearTimeout(this.#timers.get(key));
    const tell = () => {
      this.#timers.delete(key);
      for (const { uri } of shown) this.#changed(uri);
    };
    this.#timers.set(key, setTimeout(tell, pause));
  }
}

/** The rule, or what is wrong first, on one line as a comment is. */
function read(text: string): { readonly rule: Rule | null; readonly fault: string } {
  const analysis = analyze(text);
  return { rule: analysis.rule, fault: firstFault(analysis) };
}
