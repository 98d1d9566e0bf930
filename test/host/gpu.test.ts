/** The way to the GPU and back, in the panel's page of a real window whose GPU is the processor. */
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { GpuPlan } from '../../core/engine/gpu/gpuPlan.ts';
import { GpuError } from '../../core/engine/gpu/messages.ts';
import { GpuPage, shippedWorker } from '../../extension/gpu/gpuPage.ts';
import type { Panel } from '../../extension/panel/panel.ts';
import { activateExtension, findExtension, until } from './extension.ts';
import { crashGpu } from './gpuRaces.ts';

/** Numbers that JSON has no digits for are among them. */
const hostile = [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, -0, 1e-45, 3.4e38];

async function echoWorker(): Promise<string> {
  const file = vscode.Uri.joinPath(findExtension().extensionUri, 'dist', 'test', 'gpu', 'echo.js');
  return new TextDecoder().decode(await vscode.workspace.fs.readFile(file));
}

/** Of a network without anything. */
const noPlan: GpuPlan = {
  ...{ parameters: 1, tensors: 1, kept: 1, exampleLength: 1, rowLength: 64, batchSize: 1, workspace: 1 },
  ...{ rowsPerEvaluation: 1, ranges: [], kernels: [], together: null },
  ...{ measure: [], advance: [], evaluate: [] },
};

const isPanel = ({ input }: vscode.Tab) => input instanceof vscode.TabInputWebview;

function columnOfPanel(): vscode.ViewColumn {
  const group = vscode.window.tabGroups.all.find(({ tabs }) => tabs.some(isPanel));
  assert.ok(group, 'the panel is not open');
  return group.viewColumn;
}

async function openFile(viewColumn: vscode.ViewColumn): Promise<void> {
  const document = await vscode.workspace.openTextDocument({ content: 'a file' });
  await vscode.window.showTextDocument(document, { viewColumn });
}

/** So that commands about the active editor are about the panel. */
async function focusPanel(): Promise<void> {
  const focuses = ['First', 'Second', 'Third', 'Fourth'].map(
    (each) => `workbench.action.focus${each}EditorGroup`,
  );
  await vscode.commands.executeCommand(focuses[columnOfPanel() - 1] ?? '');
}

async function failureOf(request: Promise<unknown>): Promise<GpuError> {
  try {
    await request;
  } catch (error) {
    assert.ok(error instanceof GpuError, String(error));
    return error;
  }
  return assert.fail('expected a failure');
}

describe('the GPU in the panel’s page', () => {
  let panel: Panel;
  let gpu: GpuPage;

  const open = () => gpu.request<'open'>({ type: 'open' });

  /** Opens the GPU, and brings it what the tests ask for. */
  const prepare = async () => {
    await open();
    const values = Float32Array.of(1);
    await gpu.request<'examples'>({ type: 'examples', key: 'table', length: 1, at: 0, numbers: values });
    for (const run of ['echo', 'endless', 'invalid'])
      await gpu.request<'create'>({ type: 'create', run, plan: noPlan, examples: 'table', values });
  };
  const run = (uniforms: Float32Array, { checkpoint = false, run = 'echo' } = {}) =>
    gpu.request<'run'>({
      ...{ type: 'run', run, steps: 1, limit: Number.POSITIVE_INFINITY, uniforms, checkpoint },
      ...{ rows: Uint32Array.of(2 ** 32 - 1), counts: Uint32Array.of(1, 0) },
    });

  before(async () => {
    ({ panel } = await activateExtension());
  });

  beforeEach(async () => {
    await panel.show();
    gpu = new GpuPage(panel, echoWorker);
  });

  afterEach(async () => {
    gpu.dispose();
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  it('is found by the worker that ships, and known for what it is', async () => {
    const shipped = new GpuPage(panel, shippedWorker(findExtension().extensionUri));
    const facts = await shipped.request<'open'>({ type: 'open' });
    assert.equal(facts.name, 'SwiftShader');
    assert.equal(facts.isSoftware, true);
    assert.match(facts.version, /swiftshader.* Chrome\/\d+/);
    assert.ok(facts.largestBuffer >= 2 ** 27, `${facts.largestBuffer}`);
  });

  it('gets arrays as they are, parts of buffers too, and gives them back', async () => {
    await prepare();
    const part = Float32Array.of(7, 7, 7, ...hostile, 7).subarray(3, 3 + hostile.length);
    const { losses, values, milliseconds } = await run(part);
    assert.deepEqual([...losses], [...Float32Array.from(hostile)]);
    assert.equal(values, null);
    assert.ok(milliseconds >= 0, 'the limit came as another number');
    const evaluation = await gpu.request<'evaluate'>({ type: 'evaluate', run: 'echo', first: 0, end: 5 });
    assert.deepEqual(evaluation, { loss: Number.NaN, right: 5 });
  });

  it('gets tables in pieces of 8 MB', async () => {
    await prepare();
    const piece = 2 ** 21;
    const table = Float32Array.from({ length: piece + 3 }, (_, i) => i >> 10);
    const send = (at: number) => {
      const numbers = table.subarray(at, at + piece);
      return gpu.request<'examples'>({ type: 'examples', key: 'table', length: table.length, at, numbers });
    };
    await Promise.all([send(0), send(piece)]);
    const { values } = await run(Float32Array.of(0), { checkpoint: true });
    assert.deepEqual(values, table);
  });

  it('answers while its page is hidden behind a file', async () => {
    // Alone in its window the panel would go beside the file.
    await openFile(1);
    await panel.show();
    await prepare();
    await focusPanel();
    await vscode.commands.executeCommand('workbench.action.unlockEditorGroup');
    await openFile(columnOfPanel());
    await until(() => !panel.visible, 'the panel is hidden');
    for (let i = 0; i < 20; i++) assert.equal((await run(Float32Array.of(i))).losses[0], i);
    assert.equal(panel.visible, false);
  });

  it('goes on in another group of its window', async () => {
    await openFile(1);
    await panel.show();
    await prepare();
    const before = columnOfPanel();
    await focusPanel();
    await vscode.commands.executeCommand('workbench.action.moveEditorToFirstGroup');
    await until(() => columnOfPanel() !== before, 'the panel is in another group');
    assert.equal((await run(Float32Array.of(4))).losses[0], 4);
  });

  it('is lost when the panel goes to another window, which loads its page anew', async () => {
    await prepare();
    const asked = failureOf(run(Float32Array.of(0), { run: 'endless' }));
    await focusPanel();
    await vscode.commands.executeCommand('workbench.action.moveEditorToNewWindow');
    const { message, isLost } = await asked;
    assert.deepEqual(
      { message, isLost },
      { message: 'the GPU was lost: the panel was loaded anew', isLost: true },
    );
    await prepare();
    assert.equal((await run(Float32Array.of(4))).losses[0], 4);
  });

  it('is lost when the panel is closed, with all that is asked of it', async () => {
    await prepare();
    const asked = failureOf(run(Float32Array.of(0), { run: 'endless' }));
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    const { message, isLost } = await asked;
    assert.deepEqual(
      { message, isLost },
      { message: 'the GPU was lost: the panel was closed', isLost: true },
    );
    assert.ok((await failureOf(run(Float32Array.of(0)))).isLost);
    assert.ok(!(await failureOf(open())).isLost);
  });

  it('is reported, as far as it was tried when the panel is closed', async () => {
    const page = await panel.page();
    assert.ok(page);
    const untouched = page.onGpuReply;
    const done = vscode.commands.executeCommand('optimizerPlayground.showGpuReport');
    await until(() => page.onGpuReply !== untouched, 'the GPU is examined');
    const receive = page.onGpuReply;
    let replies = 0;
    page.onGpuReply = (reply) => {
      replies++;
      receive(reply);
    };
    // What is opened, and the first trainings.
    await until(() => replies > 12, 'some trainings are done', 40_000);
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await done;
    const text = vscode.window.activeTextEditor?.document.getText() ?? '';
    assert.match(text, /^# GPU report\n\nOptimizer Playground \d.* in .*\d{4}-\d\d-\d\d/);
    assert.match(text, /\*\*SwiftShader is no GPU: it computes on the processor\.\*\*/);
    assert.match(text, /\| Architecture \| swiftshader \|/);
    assert.match(text, /\| SGD \| \d\S* \|/);
    assert.match(text, /✗ the panel, through which the GPU is reached, was closed/);
    assert.match(text, /\| maxStorageBufferBindingSize \| \d/);
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  }).timeout(60_000);

  it('is left when it has an error that no request is blamed for', async () => {
    await prepare();
    const both = [
      failureOf(run(Float32Array.of(0), { run: 'endless' })),
      failureOf(run(Float32Array.of(0), { run: 'invalid' })),
    ];
    for (const { message, isLost } of await Promise.all(both)) {
      assert.match(message, /^the GPU refuses a computation: /);
      assert.equal(isLost, false);
    }
    assert.ok((await failureOf(run(Float32Array.of(0)))).isLost);
    await prepare();
    assert.equal((await run(Float32Array.of(2))).losses[0], 2);
  });

  it('is lost when its process ends, and there again when it is opened again', async () => {
    await prepare();
    const asked = failureOf(run(Float32Array.of(0), { run: 'endless' }));
    // Requests come in their order: the one before is there.
    await run(Float32Array.of(0));
    await crashGpu();
    const { message, isLost } = await asked;
    assert.match(message, /^the GPU was lost/);
    assert.ok(isLost);
    assert.ok((await failureOf(run(Float32Array.of(0)))).isLost);
    await prepare();
    assert.equal((await run(Float32Array.of(3))).losses[0], 3);
  });
});
