import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { activateExtension, until, writeFile } from './extension.ts';

const rule = `# A heavy ball.
name "Ball"
lr = 0.1 in [0, inf)  # learning rate
momentum = 0.9 in [0, 1)
option fast = false
state v
update
  if fast
    v = momentum * v + g
  else
    v = g
  p -= lr * v
`;

/** A document of the language, saved or not, in an editor. */
async function open(text: string, name?: string): Promise<vscode.TextDocument> {
  const document = name
    ? await vscode.workspace.openTextDocument(await writeFile(name, text))
    : await vscode.workspace.openTextDocument({ language: 'optimizer', content: text });
  await vscode.window.showTextDocument(document);
  await until(() => document.getText() === text, 'the editor has the text');
  return document;
}

const ask = <T>(command: string, ...values: unknown[]) =>
  vscode.commands.executeCommand<T>(`vscode.execute${command}`, ...values);
const positionOf = (document: vscode.TextDocument, part: string, further = 0) =>
  document.positionAt(document.getText().indexOf(part) + further);
const labelOf = ({ label }: vscode.CompletionItem) => (typeof label === 'string' ? label : label.label);

describe('an optimizer in the editor', () => {
  before(activateExtension);

  afterEach(async () => {
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  });

  for (const name of ['ball.optimizer', undefined])
    it(`is explained, found and laid out: ${name ?? 'unsaved'}`, async () => {
      const document = await open(rule, name);
      const { uri } = document;
      assert.equal(document.languageId, 'optimizer');

      const hovers = await ask<vscode.Hover[]>('HoverProvider', uri, positionOf(document, 'lr * v'));
      const [said] = hovers.flatMap(({ contents }) =>
        contents.map((content) => (typeof content === 'string' ? content : content.value)),
      );
      assert.match(said ?? '', /learning rate[\s\S]*η v/);

      const definition = await ask<vscode.Location[]>(
        'DefinitionProvider',
        uri,
        positionOf(document, 'v + g'),
      );
      assert.deepEqual(definition[0]?.range.start, positionOf(document, 'state v', 6));
      const places = await ask<vscode.Location[]>('ReferenceProvider', uri, positionOf(document, 'v + g'));
      assert.equal(places.length, 5);
      const symbols = await ask<vscode.DocumentSymbol[]>('DocumentSymbolProvider', uri);
      assert.deepEqual(
        symbols.map((symbol) => symbol.name),
        ['Ball', 'lr', 'momentum', 'fast', 'v', 'update'],
      );
      const folds = await ask<vscode.FoldingRange[]>('FoldingRangeProvider', uri);
      assert.deepEqual(
        folds.map(({ start, end }) => [start, end]),
        [
          [6, 11],
          [7, 8],
          [9, 10],
        ],
      );
      const legend = await vscode.commands.executeCommand<vscode.SemanticTokensLegend>(
        'vscode.provideDocumentSemanticTokensLegend',
        uri,
      );
      const tokens = await vscode.commands.executeCommand<vscode.SemanticTokens>(
        'vscode.provideDocumentSemanticTokens',
        uri,
      );
      const types = Array.from(tokens.data).flatMap((value, index) =>
        index % 5 === 3 ? [legend.tokenTypes[value]] : [],
      );
      for (const type of ['hyperparameter', 'option', 'state', 'gradient', 'parameters'])
        assert.ok(types.includes(type), type);

      const edits = await ask<vscode.TextEdit[]>('FormatDocumentProvider', uri, {});
      const edit = new vscode.WorkspaceEdit();
      edit.set(uri, edits);
      await vscode.workspace.applyEdit(edit);
      assert.ok(document.getText().includes('\nlr       = 0.1  in [0, inf)  # learning rate\n'));
    });

  it('is completed, mended and renamed', async () => {
    const document = await open(rule.replace('lr * v', 'lr * vv'));
    const { uri } = document;
    const ours = () => vscode.languages.getDiagnostics(uri).map(({ code }) => code);
    await until(() => ours().length > 0, 'it is marked');
    assert.deepEqual(ours(), ['unknown-name']);

    const wrong = positionOf(document, 'vv', 1);
    const { items } = await ask<vscode.CompletionList>('CompletionItemProvider', uri, wrong);
    const labels = items.map(labelOf);
    assert.deepEqual(labels.slice(0, 5), ['v', 'g', 'p', 'lr', 'momentum']);
    const line = await ask<vscode.CompletionList>(
      'CompletionItemProvider',
      uri,
      positionOf(document, 'option'),
    );
    const snippet = line.items.find((item) => labelOf(item) === 'beta1')?.insertText;
    assert.match(typeof snippet === 'object' ? snippet.value : '', /^beta1 = \$\{1:0\.9\} in \[0, 1\)/);

    const at = new vscode.Range(wrong, wrong);
    const [fix] = await ask<vscode.CodeAction[]>('CodeActionProvider', uri, at);
    assert.equal(fix?.title, "Change to 'v'");
    assert.ok(fix.edit && (await vscode.workspace.applyEdit(fix.edit)));
    assert.equal(document.getText(), rule);
    await until(() => ours().length === 0, 'nothing is marked');

    const name = positionOf(document, 'momentum *');
    const renamed = await ask<vscode.WorkspaceEdit>('DocumentRenameProvider', uri, name, 'beta');
    await vscode.workspace.applyEdit(renamed);
    assert.equal(document.getText(), rule.replaceAll('momentum', 'beta'));
    await assert.rejects(async () =>
      ask('DocumentRenameProvider', uri, positionOf(document, 'beta *'), 'lr'),
    );
  });

  it('has its formulas beside it', async () => {
    const { uri } = await open(rule, 'ball.optimizer');
    const tabs = () => vscode.window.tabGroups.all.flatMap((group) => group.tabs);
    const opened = () => tabs().filter(({ label }) => label === 'Formulas of ball.optimizer');
    await vscode.commands.executeCommand('optimizerPlayground.showFormulas', uri);
    await until(() => opened().length === 1, 'the page is open');
    await vscode.commands.executeCommand('optimizerPlayground.showFormulas', uri);
    assert.equal(opened().length, 1);
    assert.equal(vscode.window.activeTextEditor?.document.uri.path, uri.path);
    await vscode.window.tabGroups.close(opened());
  });
});
