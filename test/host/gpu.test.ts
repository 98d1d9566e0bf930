/** The way to the GPU and back, in the panel's page of a real window whose GPU is the processor. */
import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import * as vscode from 'vscode';
import { GpuError, type GpuLink } from '../../core/engine/gpu/messages.ts';
import { GpuPage, shippedWorker } from '../../extension/gpu/gpuPage.ts';
import type { Panel } from '../../extension/panel/panel.ts';
import { activateExtension, findExtension, until } from './extension.ts';

/** Numbers that JSON has no digits for are among them. */
const hostile = [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, -0, 1e-45, 3.4e38];

async function echoWorker(): Promise<string> {
  const file = vscode.Uri.joinPath(findExtension().extensionUri, 'dist', 'test', 'gpu', 'echo.js');
  return new TextDecoder().decode(await vscode.workspace.fs.readFile(file));
}

const run = (gpu: GpuLink, uniforms: Float32Array, checkpoint = false) =>
  gpu.request<'run'>({
    ...{ type: 'run', run: 'echo', steps: 1, limit: Number.POSITIVE_INFINITY, uniforms, checkpoint },
    ...{ rows: Uint32Array.of(2 ** 32 - 1), counts: Uint32Array.of(1, 0) },
  });

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
    await gpu.request<'open'>({ type: 'open' });
    const part = Float32Array.of(7, 7, 7, ...hostile, 7).subarray(3, 3 + hostile.length);
    const { losses, values, milliseconds } = await run(gpu, part);
    assert.deepEqual([...losses], [...Float32Array.from(hostile)]);
    assert.equal(values, null);
    assert.ok(milliseconds >= 0, 'the limit came as another number');
    assert.deepEqual(await gpu.request<'evaluate'>({ type: 'evaluate', run: 'echo', first: 0, end: 5 }), {
      loss: Number.NaN,
      right: 5,
    });
  });

  it('gets tables in large pieces', async () => {
    await gpu.request<'open'>({ type: 'open' });
    const piece = 2 ** 21;
    const table = Float32Array.from({ length: 2 * piece }, (_, i) => i);
    const send = (at: number) => {
      const numbers = table.subarray(at, at + piece);
      return gpu.request<'examples'>({ type: 'examples', key: 'table', length: table.length, at, numbers });
    };
    const start = performance.now();
    await Promise.all([send(0), send(piece)]);
    const sent = performance.now();
    const { values } = await run(gpu, Float32Array.of(0), true);
    console.log(
      `    8 MB pieces: ${(sent - start) / 2} ms to, ${performance.now() - sent} ms for 16 MB back`,
    );
    assert.ok(values && Buffer.compare(Buffer.from(values.buffer), Buffer.from(table.buffer)) === 0);
  });

  it('answers while its page is hidden behind a file', async () => {
    await gpu.request<'open'>({ type: 'open' });
    const time = async () => {
      const start = performance.now();
      for (let i = 0; i < 50; i++) assert.equal((await run(gpu, Float32Array.of(i))).losses[0], i);
      return (performance.now() - start) / 50;
    };
    const shown = await time();
    const document = await vscode.workspace.openTextDocument({ content: 'in front' });
    const [column] = vscode.window.tabGroups.all
      .filter(({ tabs }) => tabs.some(({ input }) => input instanceof vscode.TabInputWebview))
      .map(({ viewColumn }) => viewColumn);
    assert.ok(column);
    await vscode.window.showTextDocument(document, { viewColumn: column });
    await until(() => !panel.visible, 'the panel is hidden');
    const hidden = await time();
    console.log(`    a request and its answer: ${shown} ms shown, ${hidden} ms hidden`);
    await sleep(3000);
    assert.equal((await run(gpu, Float32Array.of(5))).losses[0], 5);
  });

  it('goes on in another group of the same window', async () => {
    await gpu.request<'open'>({ type: 'open' });
    await run(gpu, Float32Array.of(1));
    for (const id of [
      'workbench.action.focusRightGroup',
      'workbench.action.moveEditorToRightGroup',
      'workbench.action.moveEditorToLeftGroup',
    ])
      await vscode.commands.executeCommand(id);
    await sleep(1000);
    const outcome = await run(gpu, Float32Array.of(1)).then(
      ({ losses }) => `${losses}`,
      (error: unknown) => String(error),
    );
    console.log(`    moved to another group: ${outcome}`);
  });

  it('of another window', async () => {
    await gpu.request<'open'>({ type: 'open' });
    const endless = failureOf(
      gpu.request<'run'>({
        ...{ type: 'run', run: 'endless', steps: 1, limit: 1, uniforms: new Float32Array(1) },
        ...{ rows: new Uint32Array(1), counts: new Uint32Array(1), checkpoint: false },
      }),
    );
    await vscode.commands.executeCommand('workbench.action.focusRightGroup');
    void vscode.commands.executeCommand('workbench.action.moveEditorToNewWindow');
    const outcome = await Promise.race([endless, sleep(4000)]);
    console.log(`    moved to another window: ${outcome?.message}`);
    console.log(
      `    ${await gpu.request<'open'>({ type: 'open' }).then((facts) => JSON.stringify(facts), String)}`,
    );
  });

  it('is lost when the panel is closed, with all that is asked of it', async () => {
    await gpu.request<'open'>({ type: 'open' });
    const asked = failureOf(run(gpu, new Float32Array(2 ** 20)));
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    const { message, isLost } = await asked;
    assert.deepEqual(
      { message, isLost },
      { message: 'the GPU was lost: the panel was closed', isLost: true },
    );
    assert.equal((await failureOf(run(gpu, new Float32Array(1)))).message, 'the panel was closed');
    assert.equal((await failureOf(gpu.request<'open'>({ type: 'open' }))).isLost, false);
  });

  it('is lost when its process ends, and there again when it is opened again', async () => {
    await gpu.request<'open'>({ type: 'open' });
    const asked = failureOf(
      gpu.request<'run'>({
        ...{ type: 'run', run: 'endless', steps: 1, limit: 1, uniforms: new Float32Array(1) },
        ...{ rows: new Uint32Array(1), counts: new Uint32Array(1), checkpoint: false },
      }),
    );
    await fetch(process.env['HOST_TEST_GPU_CRASH'] ?? '');
    const { message, isLost } = await asked;
    console.log(`    ${message}`);
    assert.ok(isLost);
    assert.ok((await failureOf(run(gpu, new Float32Array(1)))).isLost);
    const start = performance.now();
    assert.equal((await gpu.request<'open'>({ type: 'open' })).name, 'SwiftShader');
    console.log(`    opened again in ${performance.now() - start} ms`);
    assert.equal((await run(gpu, Float32Array.of(3))).losses[0], 3);
  });
});
