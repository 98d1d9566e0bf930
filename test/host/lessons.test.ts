import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { commandIds, lessonOutput, lessonType } from '../../extension/ids.ts';
import { activateExtension, findExtension, until, writeFile } from './extension.ts';

const lesson = `\ufeff---\r
title: A lesson\r
---\r
\r
# A lesson  \r
\r
\`\`\`\`experiment race\r
{ "problem": { "surface": "valley" }, "optimizers": [{ "optimizer": "sgd" }, { "optimizer": "mine.optimizer" }],\r
  "lr": [0.01], "steps": 20 } \r
\`\`\`\`\r
~~~optimizer mine\r
name "Mine"\r
lr = 0.01 in [0, 1]\r
update\r
  p = p - lr * g\r
~~~`;

async function open(name: string, text = lesson): Promise<vscode.NotebookDocument> {
  const notebook = await vscode.workspace.openNotebookDocument(await writeFile(name, text));
  await vscode.window.showNotebookDocument(notebook);
  return notebook;
}

/** As a person does: the window lets go of it with its tab, which it doesn't of what an extension has opened. */
async function openTab(uri: vscode.Uri): Promise<vscode.NotebookDocument> {
  await vscode.commands.executeCommand('vscode.openWith', uri, lessonType);
  const isOpen = () => vscode.window.activeNotebookEditor?.notebook.uri.path === uri.path;
  await until(isOpen, 'the lesson is open');
  return vscode.window.activeNotebookEditor?.notebook ?? assert.fail('no lesson is open');
}

/** The race that a cell shows. */
function outputOf(cell: vscode.NotebookCell) {
  const items = cell.outputs.flatMap((output) => output.items);
  const item = items.find(({ mime }) => mime === lessonOutput.mime);
  return JSON.parse(new TextDecoder().decode(item?.data));
}

describe('a lesson', () => {
  before(activateExtension);

  it('is saved byte by byte, but for the cell that was edited', async () => {
    const notebook = await open('saved.lesson.md');
    assert.equal(notebook.notebookType, lessonType);
    const { document } = notebook.cellAt(1);
    const edit = new vscode.WorkspaceEdit();
    const at = document.positionAt(document.getText().indexOf('20'));
    edit.replace(document.uri, new vscode.Range(at, at.translate(0, 2)), '30');
    assert.ok(await vscode.workspace.applyEdit(edit));
    // It may be saved by itself before.
    await notebook.save();
    await until(() => !notebook.isDirty, 'the lesson is saved');
    const saved = new TextDecoder('utf-8', { ignoreBOM: true }).decode(
      await vscode.workspace.fs.readFile(notebook.uri),
    );
    assert.equal(saved, lesson.replace('"steps": 20', '"steps": 30'));
  });

  it('runs its experiments, with the rules of its cells, and is not changed by that', async () => {
    const notebook = await openTab(await writeFile('run.lesson.md', lesson));
    const cell = notebook.cellAt(1);
    assert.deepEqual(vscode.languages.getDiagnostics(cell.document.uri), []);
    await vscode.commands.executeCommand('notebook.selectKernel', {
      id: 'optimizerPlayground.lesson',
      extension: findExtension().id,
    });
    await vscode.commands.executeCommand('notebook.cell.execute', { ranges: [{ start: 1, end: 2 }] });
    await until(() => cell.executionSummary?.success !== undefined, 'the cell has run');
    const { runs } = outputOf(cell);
    assert.deepEqual(
      runs.map((run: { name: string; losses: number[] }) => [run.name, run.losses.length]),
      [
        ['SGD', 21],
        ['Mine', 21],
      ],
    );
    assert.deepEqual(runs[0].losses, runs[1].losses);
    const items = cell.outputs.flatMap((output) => output.items);
    const text = items.find(({ mime }) => mime === 'text/plain');
    assert.match(new TextDecoder().decode(text?.data), /Mine: loss .*Finished/);
    assert.equal(notebook.isDirty, false);
  });

  it('shows what its cells have put out when it is opened again', async () => {
    const before = vscode.window.activeNotebookEditor?.notebook;
    assert.ok(before, 'the lesson of the test before is open');
    const shown = outputOf(before.cellAt(1));
    await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
    await until(() => before.isClosed, 'the lesson is closed');
    const cell = (await openTab(before.uri)).cellAt(1);
    await until(() => cell.outputs.length > 0, 'the output is back');
    assert.deepEqual(outputOf(cell), shown);
    assert.equal(cell.executionSummary?.success, undefined);
    assert.equal(cell.notebook.isDirty, false);
  });

  it('that is on a file system that can only be read is shown and runs, and nothing is written', async () => {
    const written: string[] = [];
    const refuse = (uri: vscode.Uri) => {
      written.push(uri.path);
      throw vscode.FileSystemError.NoPermissions(uri);
    };
    const bytes = new TextEncoder().encode(lesson);
    const provider = vscode.workspace.registerFileSystemProvider(
      'read-only-lessons',
      {
        ...{ onDidChangeFile: new vscode.EventEmitter<vscode.FileChangeEvent[]>().event },
        watch: () => new vscode.Disposable(() => {}),
        stat: () => ({ type: vscode.FileType.File, ctime: 0, mtime: 0, size: bytes.length }),
        ...{ readDirectory: () => [], readFile: () => bytes },
        ...{ createDirectory: refuse, writeFile: refuse, delete: refuse, rename: refuse },
      },
      { isReadonly: true },
    );
    try {
      const uri = vscode.Uri.parse('read-only-lessons:/folder/read.lesson.md');
      const notebook = await openTab(uri);
      const cell = notebook.cellAt(1);
      await vscode.commands.executeCommand('notebook.selectKernel', {
        id: 'optimizerPlayground.lesson',
        extension: findExtension().id,
      });
      await vscode.commands.executeCommand('notebook.cell.execute', { ranges: [{ start: 1, end: 2 }] });
      await until(() => cell.executionSummary?.success !== undefined, 'the cell has run');
      assert.equal(cell.executionSummary?.success, true);
      assert.deepEqual(
        outputOf(cell).runs.map((run: { status: string }) => run.status),
        ['Finished', 'Finished'],
      );
      assert.equal(notebook.isDirty, false);
      await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
      await until(() => notebook.isClosed, 'the lesson is closed');
      assert.deepEqual(written, []);
    } finally {
      provider.dispose();
    }
  });

  it('asks below a cell from the start, has marks in it while it is written, and is run as a whole', async () => {
    const question = '{ "question": "Who?", "experiment": "race", "answer": "first below the target" }';
    const asking = `${lesson}\r\n\r\n\`\`\`predict\r\n${question}\r\n\`\`\`\r\n`;
    const notebook = await open('asked.lesson.md', asking);
    const { document, outputs } = notebook.cellAt(3);
    assert.deepEqual(outputs.flatMap(({ items }) => items.map(({ mime }) => mime))[0], lessonOutput.mime);
    const marks = () => vscode.languages.getDiagnostics(document.uri).map(({ message }) => message);
    await until(() => marks().length > 0, 'the question is marked');
    assert.deepEqual(marks(), ['the experiment has no target — expected one for this answer']);
    assert.equal(notebook.isDirty, false);
    const edit = new vscode.WorkspaceEdit();
    const at = document.positionAt(document.getText().indexOf('first'));
    edit.replace(document.uri, new vscode.Range(at, at.translate(0, 22)), 'highest final loss');
    assert.ok(await vscode.workspace.applyEdit(edit));
    await until(() => marks().length === 0, 'nothing is wrong with the question');
    // Both runs are the same: only running them tells. The message waits for its button.
    void vscode.commands.executeCommand(commandIds.checkLessons, notebook.uri);
    await until(() => marks().length > 0, 'the lesson has been run');
    assert.deepEqual(marks(), ['Not one run is the answer: SGD and Mine come to the same.']);
  });
});
