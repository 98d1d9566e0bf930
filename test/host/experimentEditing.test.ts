import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { Api } from '../../extension/extension.ts';
import { commandIds } from '../../extension/ids.ts';
import { activateExtension, raceOf, until, writeFile } from './extension.ts';

const right = `{
  // a comment
  "problem": { "surface": "valley" },
  "optimizers": [{ "optimizer": "adam", "hyperparameters": { "beta1": 0.8 } },],
  "lr": [0.1],
}`;

/** The text with the cursor where the mark `¦` stands. */
async function openAt(marked: string, name = 'editing.experiment.json') {
  const offset = marked.indexOf('¦');
  const uri = await writeFile(name, marked.replace('¦', ''));
  const document = await vscode.workspace.openTextDocument(uri);
  await vscode.window.showTextDocument(document);
  await until(() => document.getText() === marked.replace('¦', ''), 'the editor has the file');
  return { uri, document, position: document.positionAt(Math.max(0, offset)) };
}

const ours = (uri: vscode.Uri) =>
  vscode.languages.getDiagnostics(uri).filter(({ source }) => source === 'Optimizer Playground');

async function labelsAt(uri: vscode.Uri, position: vscode.Position): Promise<string[]> {
  const { items } = await vscode.commands.executeCommand<vscode.CompletionList>(
    'vscode.executeCompletionItemProvider',
    uri,
    position,
  );
  return items.map(({ label }) => (typeof label === 'string' ? label : label.label));
}

/** What accepting a completion inserts. */
async function insertedAt(uri: vscode.Uri, position: vscode.Position, wanted: string): Promise<string> {
  const { items } = await vscode.commands.executeCommand<vscode.CompletionList>(
    'vscode.executeCompletionItemProvider',
    uri,
    position,
  );
  const item = items.find(({ label }) => (typeof label === 'string' ? label : label.label) === wanted);
  assert.ok(item, `${wanted} is offered`);
  const { insertText } = item;
  return typeof insertText === 'string' ? insertText : (insertText?.value ?? '');
}

describe('an experiment in the editor', () => {
  let api: Api;

  before(async () => {
    api = await activateExtension();
  });

  afterEach(async () => {
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  });

  it('may have comments and trailing commas, which nobody marks', async () => {
    const { uri, document } = await openAt(right);
    assert.equal(document.languageId, 'jsonc');
    await vscode.commands.executeCommand(commandIds.runFile, uri);
    await until(() => raceOf(api).phase === 'ended', 'the race ends');
    assert.deepEqual(vscode.languages.getDiagnostics(uri), []);
  });

  it('has its faults marked once, where they are, as it is written', async () => {
    const { uri, document } = await openAt(right.replace('"adam"', '"adma"').replace('[0.1]', '0.1'));
    await until(() => ours(uri).length === 2, 'both faults are marked');
    const marked = () => ours(uri).map(({ range }) => document.getText(range));
    assert.deepEqual(marked(), ['"adma"', '0.1']);
    assert.deepEqual(vscode.languages.getDiagnostics(uri).length, 2);

    const edit = new vscode.WorkspaceEdit();
    const at = document.positionAt(document.getText().indexOf('0.1,'));
    edit.replace(uri, new vscode.Range(at, at.translate(0, 3)), '[0.1]');
    await vscode.workspace.applyEdit(edit);
    await until(() => ours(uri).length === 1, 'one fault is mended');
    assert.deepEqual(marked(), ['"adma"']);
  });

  it('leaves faults of JSON to JSON support', async () => {
    const faults = {
      'a comma is missing': right.replace('},\n  "optimizers"', '}\n  "optimizers"'),
      'a name is there twice': right.replace('"lr"', '"lr": [0.2], "lr"'),
      'quotes are single': right.replace('"valley"', "'valley'"),
      'a bracket is open': right.slice(0, -1),
      'a text is open': right.replace('"valley"', '"valley'),
      'a comment is open': `${right}\n/* and`,
      'a number is none': right.replace('[0.1]', '[.1]'),
      'an escape is none': right.replace('valley', 'val\\ley'),
      'a colon is missing': right.replace('"lr":', '"lr"'),
      'something follows': `${right} 1`,
      'a value is missing': right.replace('[0.1]', ''),
      'a name has no quotes': right.replace('"lr"', 'lr'),
    };
    const uris: (readonly [string, vscode.Uri])[] = [];
    for (const [what, text] of Object.entries(faults)) {
      const { uri, document } = await openAt(text, `${what.replaceAll(' ', '-')}.experiment.json`);
      // It stays open.
      await vscode.window.showTextDocument(document, { preview: false });
      const isMarked = () => vscode.languages.getDiagnostics(uri).length > 0;
      await until(isMarked, `it is marked where ${what}`);
      uris.push([what, uri]);
    }
    await new Promise((resolve) => setTimeout(resolve, 700));
    for (const [what, uri] of uris) {
      assert.ok(vscode.languages.getDiagnostics(uri).length > 0, what);
      assert.deepEqual(ours(uri), [], what);
    }
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  }).timeout(60_000);

  it('says what is empty, since JSON support does not', async () => {
    const { uri } = await openAt('  ');
    await until(() => ours(uri).length === 1, 'it is marked');
    assert.equal(vscode.languages.getDiagnostics(uri).length, 1);
  });

  it('has fixes', async () => {
    const { uri, document, position } = await openAt(right.replace('"adam"', '"ad¦ma"'));
    const [fix] = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      uri,
      new vscode.Range(position, position),
    );
    assert.equal(fix?.title, 'Change to "adam"');
    assert.ok(fix.edit && (await vscode.workspace.applyEdit(fix.edit)));
    assert.equal(document.getText(), right);
  });

  for (const [word, explanation] of [
    ['"ad¦am"', /Adam|gradient/],
    ['"be¦ta1"', /beta1 = 0\.9 in Adam/],
    ['"val¦ley"', /valley/i],
  ] as const)
    it(`explains ${word.replace('¦', '')}`, async () => {
      const { uri, position } = await openAt(right.replace(word.replace('¦', ''), word));
      const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
        'vscode.executeHoverProvider',
        uri,
        position,
      );
      const texts = hovers.flatMap(({ contents }) =>
        contents.map((content) => (typeof content === 'string' ? content : content.value)),
      );
      const read = texts.join('\n').replaceAll('\\', '');
      assert.match(read, explanation);
      assert.equal(texts.length, 1, 'it is said once');
    });

  it('is offered whole where the file is empty', async () => {
    const { uri, position } = await openAt('¦');
    const labels = await labelsAt(uri, position);
    assert.deepEqual(labels.slice().sort(), [
      'Batches that grow',
      'Grid of hyperparameters',
      'Race of a network',
      'Race on a CSV file',
      'Race on a formula',
      'Race on a surface',
      'Sweep of learning rates',
    ]);
  });

  it('is inserted whole in the place of all that was typed of its name', async () => {
    const { document } = await openAt('¦');
    for (const text of 'Race on a surf') await vscode.commands.executeCommand('type', { text });
    await until(() => {
      void vscode.commands.executeCommand('acceptSelectedSuggestion');
      return document.getText().includes('{');
    }, 'the suggestion is accepted');
    const lines = document.getText().split('\n');
    assert.deepEqual(
      lines.filter((_, index) => index !== 1),
      [
        '{',
        '  "optimizers": [{ "optimizer": "sgd" }, { "optimizer": "momentum" }, { "optimizer": "adam" }],',
        '  "lr": [0.01],',
        '  "steps": 200',
        '}',
      ],
    );
    assert.match(lines[1] ?? '', /^ {2}"problem": \{ "surface": "valley" \},$/);
  });

  // biome-ignore-start lint/suspicious/noTemplateCurlyInString: as snippets have it
  it('is completed with values that are allowed', async () => {
    const { uri, position } = await openAt('{ "¦" }');
    assert.match(await insertedAt(uri, position, 'problem'), /^"problem": \{\s*"surface": "\$\{1\|valley,/);
    assert.equal(await insertedAt(uri, position, 'epochs'), '"epochs": ${1:20}');
    assert.equal(await insertedAt(uri, position, 'evaluate_every'), '"evaluate_every": ${1:1}');
    assert.match(await insertedAt(uri, position, 'scale_lr'), /"base_batch_size": \$\{1:32\}/);
    const surface = await openAt('{ "problem": { "surface": "rosenbrock", "¦" } }');
    const start = await insertedAt(surface.uri, surface.position, 'start');
    assert.match(start, /^"start": \[\s*\$\{1:-1\},\s*\$\{2:1\}\s*\]$/);
  });

  it('is completed with the settings of its optimizer and the arguments of its schedule', async () => {
    const optimizer = await openAt('{ "optimizers": [{ "optimizer": "adam", "hyperparameters": { "¦" } }] }');
    const settings = await labelsAt(optimizer.uri, optimizer.position);
    assert.deepEqual([...settings].sort(), [
      'amsgrad',
      'beta1',
      'beta2',
      'eps',
      'form',
      'maximize',
      'weight_decay',
    ]);
    assert.equal(await insertedAt(optimizer.uri, optimizer.position, 'beta1'), '"beta1": ${1:0.9}');
    const schedule = await openAt('{ "schedule": { "name": "StepLR", "¦" } }');
    const known = await labelsAt(schedule.uri, schedule.position);
    assert.deepEqual([...known].sort(), ['gamma', 'per', 'step_size', 'warmup']);
    assert.equal(await insertedAt(schedule.uri, schedule.position, 'gamma'), '"gamma": ${1:0.1}');
  });
  // biome-ignore-end lint/suspicious/noTemplateCurlyInString: as snippets have it

  it('is completed with every kind of problem, and with the fields of the one that is there', async () => {
    const empty = await openAt('{ "problem": ¦ }');
    const kinds = await labelsAt(empty.uri, empty.position);
    assert.deepEqual(kinds.slice().sort(), ['csv', 'data', 'formula', 'surface']);
    const digits = await openAt('{ "problem": { "data": "digits", "¦" } }');
    const fields = await labelsAt(digits.uri, digits.position);
    assert.ok(fields.includes('hidden') && fields.includes('activation'), fields.join());
    assert.ok(!fields.includes('window') && !fields.includes('delimiter'), fields.join());
  });

  it('can be run before it is saved', async () => {
    const document = await vscode.workspace.openTextDocument({ language: 'jsonc', content: right });
    await vscode.window.showTextDocument(document);
    const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>(
      'vscode.executeCodeLensProvider',
      document.uri,
    );
    assert.deepEqual(
      lenses.map(({ command }) => command?.command),
      [commandIds.runFile, commandIds.debugFile],
    );
    const before = api.store.current;
    await vscode.commands.executeCommand(commandIds.runFile);
    assert.notEqual(api.store.current, before);
    assert.equal(raceOf(api).runs[0]?.spec.hyperparameters['beta1'], 0.8);
  });

  it('begins as a text that runs', async () => {
    await vscode.commands.executeCommand(commandIds.newFile);
    const document = vscode.window.activeTextEditor?.document;
    assert.match(document?.uri.path ?? '', /digits-1\.experiment\.json$/);
    assert.ok(document?.isDirty);
    await until(() => document.languageId === 'jsonc', 'it is JSON with comments');
    const adam = document.positionAt(document.getText().indexOf('"adam"') + 2);
    const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
      'vscode.executeHoverProvider',
      document.uri,
      adam,
    );
    assert.equal(hovers.length, 1, 'it is explained once');
    const before = api.store.current;
    await vscode.commands.executeCommand(commandIds.runFile);
    assert.notEqual(api.store.current, before);
    await vscode.commands.executeCommand(commandIds.stop);
  });
});

describe('the panel', () => {
  const { tabGroups } = vscode.window;
  const isPanel = ({ input }: vscode.Tab) => input instanceof vscode.TabInputWebview;
  const hasPanelAlone = ({ tabs }: vscode.TabGroup) => tabs.length === 1 && tabs.some(isPanel);
  /** Whether the file is shown in another group than the panel, which has one of its own. */
  const isBeside = (name: string) =>
    tabGroups.all.some(hasPanelAlone) &&
    tabGroups.all.some(({ activeTab }) => activeTab?.label.startsWith(name));

  beforeEach(async () => {
    await activateExtension();
    await vscode.commands.executeCommand('workbench.action.closeAllGroups');
    const isEmpty = ({ tabs, viewColumn }: vscode.TabGroup) => tabs.length === 0 && viewColumn === 1;
    await until(() => tabGroups.all.length === 1 && tabGroups.all.every(isEmpty), 'all is closed');
    await vscode.commands.executeCommand('workbench.action.unlockEditorGroup');
  });

  it('opens beside a file', async () => {
    await openAt(right);
    await vscode.commands.executeCommand(commandIds.showPanel);
    await until(() => isBeside('editing'), 'the panel is beside the file');
  });

  it('gives way to a file that is opened after it', async () => {
    await vscode.commands.executeCommand(commandIds.showPanel);
    await until(() => tabGroups.all.some(hasPanelAlone), 'the panel is there');
    await vscode.commands.executeCommand('vscode.open', await writeFile('later.experiment.json', right));
    await until(() => isBeside('later'), 'the panel is beside the file');
    assert.equal(tabGroups.all.length, 2);
  });

  it('gives way to a second file where it was left alone by the first', async () => {
    await openAt(right);
    await vscode.commands.executeCommand(commandIds.showPanel);
    await until(() => isBeside('editing'), 'the panel is beside the file');
    await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
    await until(() => tabGroups.all.length === 1, 'the panel is alone');
    for (const name of ['second.experiment.json', 'third.experiment.json']) {
      await vscode.commands.executeCommand('vscode.open', await writeFile(name, right));
      await until(() => isBeside(name), 'the panel is beside the file');
    }
    assert.equal(tabGroups.all.length, 2);
  });

  it('is not covered by a file that is opened while it has the focus', async () => {
    await openAt(right);
    await vscode.commands.executeCommand(commandIds.showPanel);
    await until(() => isBeside('editing'), 'the panel is beside the file');
    await vscode.commands.executeCommand('workbench.action.focusSecondEditorGroup');
    await until(() => tabGroups.activeTabGroup.tabs.some(isPanel), 'the panel has the focus');
    await vscode.commands.executeCommand('vscode.open', await writeFile('third.experiment.json', right));
    await until(() => isBeside('third'), 'the file is beside the panel');
    assert.equal(tabGroups.all.length, 2);
  });
});
