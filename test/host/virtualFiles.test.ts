/** Lessons and experiments that are on no disk: saved byte by byte, and run like others. */
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { Api } from '../../extension/extension.ts';
import { commandIds, lessonOutput, lessonType } from '../../extension/ids.ts';
import { activateExtension, raceOf, recorded, until } from './extension.ts';
import { MemoryFiles } from './memoryFiles.ts';

const scheme = 'optimizer-memory';
const uriOf = (name: string) => vscode.Uri.from({ scheme, path: `/virtual/${name}` });

const rule = 'name "Beside"\nlr = 0.01 in [0, 1]\nupdate\n  p = p - lr * g\n';
const valley = {
  problem: { surface: 'valley' },
  optimizers: [{ optimizer: 'sgd' }, { optimizer: './beside.optimizer' }],
  ...{ lr: [0.01], steps: 20 },
};
/** With all that a careless writer would change: a mark of the byte order, line ends, spaces, long fences, no end. */
const lesson = `\ufeff---\r
title: On no disk\r
---\r
\r
# Words  \r
\r
\`\`\`\`experiment race\r
${JSON.stringify(valley)}  \r
\`\`\`\`\r
\r
\r
~~~optimizer mine\r
name "Mine"\r
lr = 0.01 in [0, 1]\r
update\r
  p = p - lr * g\r
~~~\r
<!-- cell -->\r
The end\t`;

describe('files on no disk', () => {
  let api: Api;
  let files: MemoryFiles;
  let registered: vscode.Disposable;
  const { window } = vscode;
  const { showErrorMessage } = window;
  const shown: string[] = [];

  before(async () => {
    api = await activateExtension();
    files = new MemoryFiles();
    registered = vscode.workspace.registerFileSystemProvider(scheme, files, { isCaseSensitive: true });
    files.put(uriOf('beside.optimizer'), rule);
    Object.assign(window, {
      showErrorMessage: async (message: string) => {
        shown.push(message);
      },
    });
  });

  after(() => {
    Object.assign(window, { showErrorMessage });
    registered.dispose();
  });

  it('are lessons that are saved byte by byte, but for the cell that was edited', async () => {
    const uri = uriOf('saved.lesson.md');
    files.put(uri, lesson);
    const notebook = await vscode.workspace.openNotebookDocument(uri);
    assert.equal(notebook.notebookType, lessonType);
    await vscode.window.showNotebookDocument(notebook);
    const change = async (cell: number, from: string, to: string) => {
      const { document } = notebook.cellAt(cell);
      const begin = document.getText().indexOf(from);
      const range = new vscode.Range(document.positionAt(begin), document.positionAt(begin + from.length));
      const edit = new vscode.WorkspaceEdit();
      edit.replace(document.uri, range, to);
      assert.ok(await vscode.workspace.applyEdit(edit));
    };
    const save = async () => {
      await notebook.save();
      await until(() => !notebook.isDirty, 'the lesson is saved');
      return files.textOf(uri);
    };
    await change(1, '"steps":20', '"steps":30');
    assert.equal(await save(), lesson.replace('"steps":20', '"steps":30'));
    assert.ok(files.written.includes(uri.path));
    // What is taken back has the old bytes, too.
    await change(1, '"steps":30', '"steps":20');
    assert.equal(await save(), lesson);
    await change(2, '"Mine"', '"My own"');
    assert.equal(await save(), lesson.replace('"Mine"', '"My own"'));
  });

  it('are lessons whose cells run, with the rules beside them', async () => {
    const uri = uriOf('run.lesson.md');
    files.put(uri, lesson);
    await vscode.commands.executeCommand('vscode.openWith', uri, lessonType);
    await until(
      () => vscode.window.activeNotebookEditor?.notebook.uri.toString() === uri.toString(),
      'the lesson is open',
    );
    const cell = vscode.window.activeNotebookEditor?.notebook.cellAt(1) ?? assert.fail('no cell');
    await vscode.commands.executeCommand('notebook.cell.execute', { ranges: [{ start: 1, end: 2 }] });
    await until(() => cell.executionSummary?.success !== undefined, 'the cell has run');
    const items = cell.outputs.flatMap((output) => output.items);
    const { runs, text } = JSON.parse(
      new TextDecoder().decode(items.find(({ mime }) => mime === lessonOutput.mime)?.data),
    );
    assert.deepEqual(
      runs?.map((run: { name: string; losses: number[] }) => [run.name, run.losses.length]),
      [
        ['SGD', 21],
        ['Beside', 21],
      ],
      text,
    );
    assert.equal(cell.notebook.isDirty, false);
  });

  it('are experiments that run, with the rules beside them; of CSV files they say why not', async () => {
    const uri = uriOf('valley.experiment.json');
    files.put(uri, JSON.stringify(valley));
    await vscode.commands.executeCommand(commandIds.runFile, uri);
    const race = raceOf(api);
    await until(() => race.phase === 'ended', 'the race ends');
    assert.deepEqual(shown, []);
    assert.deepEqual(
      race.runs.map(recorded).map(({ name, losses }) => [name, losses.length]),
      [
        ['SGD', 21],
        ['Beside', 21],
      ],
    );
    const csv = uriOf('csv.experiment.json');
    files.put(uriOf('own.csv'), 'x,y\n1,2\n2,3\n');
    const problem = { csv: 'own.csv', target: 'y', hidden: [] };
    files.put(csv, JSON.stringify({ problem, optimizers: [{ optimizer: 'sgd' }], lr: [0.1], epochs: 1 }));
    await vscode.commands.executeCommand(commandIds.runFile, csv);
    assert.equal(shown.length, 1);
    assert.match(shown[0] ?? '', /own\.csv/);
  });
});
