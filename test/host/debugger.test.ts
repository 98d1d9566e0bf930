import assert from 'node:assert/strict';
import type { DebugProtocol } from '@vscode/debugprotocol';
import * as vscode from 'vscode';
import { commandIds } from '../../extension/ids.ts';
import { activateExtension, until, writeFile } from './extension.ts';

const rule = `# A heavy ball.
name "Heavy"
lr   = 0.01 in (0, 1]
beta = 0.9  in [0, 1)
state m
update
  m = beta * m + g
  p = p - lr * m
`;
/** Lines of the rule, counted from 1. */
const [momentumLine, stepLine] = [7, 8];

const { debug, commands, window, workspace } = vscode;

describe('the debugger', () => {
  let trackers: vscode.Disposable;
  let stops: DebugProtocol.StoppedEvent['body'][] = [];
  /** Sessions that have begun, in that order. */
  let sessions: vscode.DebugSession[] = [];
  const ended = new Set<string>();

  before(async () => {
    await activateExtension();
    trackers = vscode.Disposable.from(
      debug.registerDebugAdapterTrackerFactory('optimizer', {
        createDebugAdapterTracker: (session) => {
          sessions.push(session);
          // One that is restarted has ended before.
          ended.delete(session.id);
          return {
            onDidSendMessage({ type, event, body }: DebugProtocol.Event) {
              if (type === 'event' && event === 'stopped') stops.push(body);
            },
          };
        },
      }),
      debug.onDidTerminateDebugSession(({ id }) => ended.add(id)),
    );
  });

  after(() => trackers.dispose());

  afterEach(async () => {
    debug.removeBreakpoints(debug.breakpoints);
    for (const session of sessions) {
      if (!ended.has(session.id)) await debug.stopDebugging(session);
      await until(() => ended.has(session.id), 'the session ends');
    }
    stops = [];
    sessions = [];
    await commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  });

  const session = () => sessions.at(-1) ?? assert.fail('there is no session');
  const nthStop = async (count: number) => {
    await until(() => stops.length >= count, `stop ${count}`);
    return stops[count - 1] ?? assert.fail(`there is no stop ${count}`);
  };
  const frameOf = async (threadId = 1): Promise<DebugProtocol.StackFrame> =>
    (await session().customRequest('stackTrace', { threadId })).stackFrames[0];
  const evaluate = async (expression: string): Promise<string> => {
    const { id: frameId } = await frameOf();
    return (await session().customRequest('evaluate', { expression, frameId, context: 'watch' })).result;
  };
  const breakAt = (uri: vscode.Uri, line: number, condition?: string) =>
    debug.addBreakpoints([
      new vscode.SourceBreakpoint(
        new vscode.Location(uri, new vscode.Position(line - 1, 0)),
        true,
        condition,
      ),
    ]);

  /** A variable in any of the scopes. */
  async function find(
    name: string,
  ): Promise<{ readonly variablesReference: number; readonly value: string }> {
    const { id: frameId } = await frameOf();
    const { scopes } = await session().customRequest('scopes', { frameId });
    for (const { variablesReference } of scopes) {
      const { variables } = await session().customRequest('variables', { variablesReference });
      const found = variables.find((each: DebugProtocol.Variable) => each.name === name);
      if (found) return { variablesReference, value: found.value };
    }
    return assert.fail(`there is no variable ${name}`);
  }

  it('begins by F5 on a rule, stops where asked, steps back, and goes on with a value that was set', async () => {
    const uri = await writeFile('heavy.optimizer', rule);
    await window.showTextDocument(await workspace.openTextDocument(uri));
    await commands.executeCommand('workbench.action.debug.start');
    assert.equal((await nthStop(1)).reason, 'entry');
    const frame = await frameOf();
    assert.equal(frame.line, momentumLine);
    // VS Code has made it a place of the window's.
    assert.ok(frame.source?.path?.endsWith(uri.path));
    await until(() => debug.activeStackItem instanceof vscode.DebugStackFrame, 'the line is shown');
    assert.equal(window.activeTextEditor?.document.uri.path, uri.path);

    breakAt(uri, stepLine, 't == 5');
    await commands.executeCommand('workbench.action.debug.continue');
    assert.equal((await nthStop(2)).reason, 'breakpoint');
    assert.equal((await frameOf()).line, stepLine);
    assert.equal(await evaluate('t'), '5');

    await commands.executeCommand('workbench.action.debug.stepBack');
    await nthStop(3);
    assert.equal((await frameOf()).line, momentumLine);
    await commands.executeCommand('workbench.action.debug.stepOver');
    await nthStop(4);
    assert.equal((await frameOf()).line, stepLine);
    await until(() => debug.activeStackItem instanceof vscode.DebugStackFrame, 'the line is shown again');
    const range = new vscode.Range(0, 0, stepLine, 0);
    const context = { frameId: (await frameOf()).id, stoppedLocation: range };
    const values = await commands.executeCommand<vscode.InlineValueText[]>(
      'vscode.executeInlineValueProvider',
      ...[uri, range, context],
    );
    const shown = values.find((each) => each.range.start.line === momentumLine - 1);
    assert.match(shown?.text ?? '', /m = /);

    const { variablesReference } = await find('lr');
    await session().customRequest('setVariable', { variablesReference, name: 'lr', value: '0.5' });
    assert.equal(await evaluate('lr'), '0.5');
  });

  it('has the runs of an experiment side by side, each stopped in its own rule', async () => {
    await writeFile('heavy.optimizer', rule);
    const uri = await writeFile('two.experiment.json', {
      ...{ problem: { surface: 'valley' }, lr: [0.01], steps: 20 },
      optimizers: [{ optimizer: './heavy.optimizer' }, { optimizer: 'adam' }],
    });
    await commands.executeCommand(commandIds.debugFile, uri);
    await nthStop(2);
    const { threads } = await session().customRequest('threads');
    assert.deepEqual(
      threads.map(({ name }: DebugProtocol.Thread) => name),
      ['Heavy, lr 0.01', 'Adam, lr 0.01'],
    );
    const frames = [await frameOf(threads[0].id), await frameOf(threads[1].id)];
    assert.deepEqual(
      frames.map(({ source }) => source?.name),
      ['heavy.optimizer', 'adam.optimizer'],
    );
    assert.equal(frames[0]?.line, momentumLine);
    await until(() => debug.activeStackItem?.threadId === 1, 'the first is shown');
  });

  it('debugs what a rule says now when it is restarted', async () => {
    const uri = await writeFile('heavy.optimizer', rule);
    const document = await workspace.openTextDocument(uri);
    await window.showTextDocument(document);
    await commands.executeCommand('workbench.action.debug.start');
    await nthStop(1);
    // Before that VS Code restarts nothing.
    await until(() => debug.activeStackItem instanceof vscode.DebugStackFrame, 'the line is shown');
    assert.equal(await evaluate('beta'), '0.9');
    const edit = new vscode.WorkspaceEdit();
    edit.replace(uri, document.lineAt(3).range, 'beta = 0.5  in [0, 1)');
    await workspace.applyEdit(edit);
    await document.save();
    await commands.executeCommand('workbench.action.debug.restart');
    await nthStop(2);
    assert.equal(await evaluate('beta'), '0.5');
  });

  it('stops in an optimizer that ships, which nobody can write', async () => {
    const uri = vscode.Uri.parse('optimizer-rule:/adam.optimizer');
    const document = await workspace.openTextDocument(uri);
    assert.equal(document.languageId, 'optimizer');
    assert.equal(workspace.fs.isWritableFileSystem(uri.scheme), false);
    const line = document.getText().split('\n').indexOf('  m_hat = m / (1 - beta1**t)') + 1;
    breakAt(uri, line);
    const started = await debug.startDebugging(workspace.workspaceFolders?.[0], {
      ...{ type: 'optimizer', request: 'launch', name: 'Adam' },
      ...{ optimizer: 'adam', stopOnEntry: false },
    });
    assert.ok(started);
    assert.equal((await nthStop(1)).reason, 'breakpoint');
    const { line: at, source } = await frameOf();
    assert.deepEqual([at, source?.path], [line, uri.toString()]);
    await until(
      () => window.activeTextEditor?.document.uri.toString() === uri.toString(),
      'the text is shown',
    );
  });

  it('stops in a rule without a name, and beside it at a breakpoint in a cell of a lesson', async () => {
    const document = await workspace.openTextDocument({ language: 'optimizer', content: rule });
    await commands.executeCommand(commandIds.debugRule, document.uri);
    await nthStop(1);
    assert.deepEqual(
      [(await frameOf()).source?.path, await evaluate('lr')],
      [document.uri.toString(), '0.01'],
    );

    const lesson = await writeFile('debug.lesson.md', `# A lesson\n\n\`\`\`optimizer mine\n${rule}\`\`\`\n`);
    const notebook = await workspace.openNotebookDocument(lesson);
    await window.showNotebookDocument(notebook);
    const cell = notebook.getCells().find(({ document: { languageId } }) => languageId === 'optimizer');
    assert.ok(cell);
    breakAt(cell.document.uri, stepLine, 't > 3 and m of w1 > 0');
    await commands.executeCommand(commandIds.debugRule, cell.document.uri);
    assert.equal((await nthStop(2)).reason, 'breakpoint');
    const { line, source } = await frameOf();
    assert.deepEqual(
      [line, source?.name, source?.path, await evaluate('t')],
      [stepLine, 'mine.optimizer', cell.document.uri.toString(), '4'],
    );
    // It is shown, though the other still stands.
    await until(() => debug.activeDebugSession?.id === session().id, 'the second session is shown');
    await until(() => debug.activeStackItem instanceof vscode.DebugStackFrame, 'its line is shown');
    assert.equal(debug.activeStackItem?.session.id, session().id);
  });
});
