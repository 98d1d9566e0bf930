/** The pages with formulas that are open, one for each rule. */
import * as vscode from 'vscode';
import * as z from 'zod';
import { fileName } from '../../core/experiment/describe.ts';
import { formulasType } from '../ids.ts';
import { formulasHtml, pageOptions } from '../panel/html.ts';
import { FormulaPage } from './formulaPage.ts';

const stateSchema = z.object({ rule: z.string() });

export class FormulaPages implements vscode.Disposable {
  readonly #extension: vscode.Uri;
  readonly #pages = new Map<string, FormulaPage>();

  /** @param extension Where the extension is. */
  constructor(extension: vscode.Uri) {
    this.#extension = extension;
  }

  /** Opens the page of a rule beside it, or brings it to the front; the focus stays where it is. */
  show(rule: vscode.Uri): void {
    const open = this.#pages.get(rule.toString());
    if (open) open.show();
    else this.#open(rule);
  }

  #open(rule: vscode.Uri): void {
    const place = { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true };
    this.#attach(vscode.window.createWebviewPanel(formulasType, titleOf(rule), place, {}), rule);
  }

  /** After a reload of the window. A page that doesn't say whose formulas it has is of no use. */
  restore(panel: vscode.WebviewPanel, state: unknown): void {
    const known = stateSchema.safeParse(state);
    if (known.success) this.#attach(panel, vscode.Uri.parse(known.data.rule));
    else panel.dispose();
  }

  dispose(): void {
    for (const page of this.#pages.values()) page.dispose();
    this.#pages.clear();
  }

  #attach(panel: vscode.WebviewPanel, rule: vscode.Uri): void {
    const key = rule.toString();
    const page = new FormulaPage(panel, rule);
    this.#pages.set(key, page);
    panel.onDidDispose(() => {
      page.dispose();
      if (this.#pages.get(key) === page) this.#pages.delete(key);
    });
    panel.webview.options = pageOptions(this.#extension);
    panel.webview.html = formulasHtml(panel.webview, this.#extension);
  }
}

function titleOf({ path }: vscode.Uri): string {
  return `Formulas of ${fileName(path)}`;
}
