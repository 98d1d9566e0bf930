/** The Test Explorer's items: a rule's file, and below it what rules are put to. */
import * as vscode from 'vscode';
import { analyze } from '../../core/rule/analyze.ts';
import { ruleTestIds, ruleTestLabels } from '../../core/ruleTests/labels.ts';
import type { Backend } from '../backend/backend.ts';
import { readRuleFile } from '../ownRules/readRuleFiles.ts';
import { plain } from '../shown/plain.ts';
import type { FindingMarks } from './findingMarks.ts';
import { runTests } from './runTests.ts';

export class RuleTestController implements vscode.Disposable {
  readonly #controller = vscode.tests.createTestController('optimizerRules', 'Optimizer Rules');
  readonly #marks: FindingMarks;
  readonly #subscriptions: vscode.Disposable[] = [];

  constructor(backend: () => Promise<Backend>, marks: FindingMarks) {
    this.#marks = marks;
    const surroundings = { backend, marks };
    const run = async (request: vscode.TestRunRequest, token: vscode.CancellationToken) => {
      await runTests(this.#controller, request, token, surroundings);
      if (!request.continuous) return;
      const saved = vscode.workspace.onDidSaveTextDocument(({ uri }) => {
        const item = this.#controller.items.get(uri.toString());
        const wanted = request.include ?? [item];
        if (item && wanted.some((each) => each?.uri?.toString() === item.id))
          void runTests(this.#controller, new vscode.TestRunRequest([item]), token, surroundings);
      });
      token.onCancellationRequested(() => saved.dispose());
      this.#subscriptions.push(saved);
    };
    const profile = this.#controller.createRunProfile('Check', vscode.TestRunProfileKind.Run, run, true);
    profile.supportsContinuousRun = true;
    this.#subscriptions.push(this.#controller, profile);
  }

  add(uri: vscode.Uri): void {
    const id = uri.toString();
    if (this.#controller.items.get(id)) return;
    const file = vscode.workspace.asRelativePath(uri);
    const item = this.#controller.createTestItem(id, plain(file), uri);
    item.children.replace(
      ruleTestIds.map((test, index) => {
        const child = this.#controller.createTestItem(test, ruleTestLabels[test], uri);
        // In the order of the table; by default it is that of the alphabet.
        child.sortText = String(index).padStart(3, '0');
        return child;
      }),
    );
    this.#controller.items.add(item);
    void this.#describe(item, uri);
  }

  /** What was found is of the text as it was. */
  changed(uri: vscode.Uri): void {
    this.add(uri);
    const item = this.#controller.items.get(uri.toString());
    if (!item) return;
    this.#controller.invalidateTestResults(item);
    void this.#describe(item, uri);
  }

  /** Its text is being written: what it is called and where that stands may be others now. */
  typed(uri: vscode.Uri): void {
    const item = this.#controller.items.get(uri.toString());
    if (item) void this.#describe(item, uri);
  }

  deleted(uri: vscode.Uri): void {
    this.#controller.items.delete(uri.toString());
    this.#marks.forget(uri);
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  /** The rule's name beside its file, and where it stands there. */
  async #describe(item: vscode.TestItem, uri: vscode.Uri): Promise<void> {
    const file = await readRuleFile(uri);
    if ('fault' in file) {
      item.description = 'can’t be read';
      return;
    }
    const { text } = file;
    const { rule } = analyze(text);
    item.description = rule ? plain(rule.name) : 'does not compile';
    const line = text.split('\n').findIndex((each) => /^name\b/.test(each));
    const at = new vscode.Range(Math.max(0, line), 0, Math.max(0, line), 0);
    item.range = at;
    item.children.forEach((child) => {
      child.range = at;
    });
  }
}
