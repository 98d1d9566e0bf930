/** A page with the formulas of a rule, which follows the file and the cursor in it. */
import * as vscode from 'vscode';
import { fileName } from '../../core/experiment/describe.ts';
import { messageOf } from '../../core/messageOf.ts';
import { fromFormulasSchema, type ToFormulas } from '../../core/protocol/formulas.ts';
import { firstFault } from '../../core/rule/analyze.ts';
import { type FormulaSheet, formulaSheetOf } from '../../core/rule/language/formulaSheet.ts';
import { sourceOf } from '../../core/rule/language/source.ts';
import { asSentence } from '../../core/rule/syntax/errors.ts';
import { log } from '../log.ts';
import { readRuleFile } from '../ownRules/readRuleFiles.ts';
import { listenToPage } from '../shown/focusedPages.ts';

/** After the last key, in milliseconds. */
const pause = 150;

export class FormulaPage implements vscode.Disposable {
  readonly #panel: vscode.WebviewPanel;
  readonly #rule: vscode.Uri;
  readonly #subscriptions: readonly vscode.Disposable[];
  /** Of the last text that compiled. */
  #sheet: FormulaSheet | null = null;
  #timer: NodeJS.Timeout | undefined;
  #isReady = false;

  constructor(panel: vscode.WebviewPanel, rule: vscode.Uri) {
    const { workspace, window } = vscode;
    this.#panel = panel;
    this.#rule = rule;
    this.#subscriptions = [
      listenToPage(panel.webview, (message) => this.#onMessage(message)),
      workspace.onDidChangeTextDocument(({ document }) => this.#onChange(document.uri)),
      workspace.onDidSaveTextDocument(({ uri }) => this.#onChange(uri)),
      workspace.onDidCloseTextDocument(({ uri }) => this.#onChange(uri)),
      window.onDidChangeTextEditorSelection(({ textEditor }) => this.#sendCursor(textEditor)),
    ];
  }

  show(): void {
    this.#panel.reveal(undefined, true);
  }

  dispose(): void {
    clearTimeout(this.#timer);
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  #onMessage(received: unknown): void {
    const { data: message, error } = fromFormulasSchema.safeParse(received);
    if (error) log.error(`formulas: an unknown message came: ${error.message}`);
    else if (message.type === 'failed') log.error(`formulas: ${message.message}`);
    else if (message.type === 'reveal') void this.#reveal(message.line).catch(report);
    else {
      this.#isReady = true;
      void this.#send().catch(report);
    }
  }

  #onChange(document: vscode.Uri): void {
    if (document.toString() !== this.#rule.toString() || !this.#isReady) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#send().catch(report), pause);
  }

  async #send(): Promise<void> {
    const { sheet, fault } = await this.#read();
    if (sheet) this.#sheet = sheet;
    this.#post({ type: 'sheet', sheet: this.#sheet, fault, rule: this.#rule.toString() });
    const editor = vscode.window.visibleTextEditors.find((each) => this.#isOfRule(each));
    if (editor) this.#sendCursor(editor);
  }

  async #read(): Promise<{ readonly sheet: FormulaSheet | null; readonly fault: string | null }> {
    const name = fileName(this.#rule.path);
    const file = await readRuleFile(this.#rule);
    if ('fault' in file)
      return { sheet: null, fault: asSentence(`${name} can't be read: expected ${file.fault}`) };
    const sheet = formulaSheetOf(file.text);
    const fault = firstFault(sourceOf(file.text).analysis);
    return { sheet, fault: sheet ? null : asSentence(`${name} does not compile: ${fault}`) };
  }

  #isOfRule({ document }: vscode.TextEditor): boolean {
    return document.uri.toString() === this.#rule.toString();
  }

  #sendCursor(editor: vscode.TextEditor): void {
    if (!this.#isOfRule(editor) || !this.#isReady) return;
    this.#post({ type: 'cursor', line: editor.selection.active.line + 1 });
  }

  /** A hidden page asks anew when it is in sight again. */
  #post(message: ToFormulas): void {
    void this.#panel.webview.postMessage(message);
  }

  /** Where the file is open already, or beside the page. */
  async #reveal(line: number): Promise<void> {
    const open = vscode.window.visibleTextEditors.find((each) => this.#isOfRule(each));
    const document = open?.document ?? (await vscode.workspace.openTextDocument(this.#rule));
    const { firstNonWhitespaceCharacterIndex: start } = document.lineAt(
      Math.min(line, document.lineCount) - 1,
    );
    const at = new vscode.Position(Math.min(line, document.lineCount) - 1, start);
    await vscode.window.showTextDocument(document, {
      viewColumn: open?.viewColumn ?? vscode.ViewColumn.One,
      selection: new vscode.Range(at, at),
    });
  }
}

function report(error: unknown): void {
  log.error(`formulas: ${messageOf(error)}`);
}
