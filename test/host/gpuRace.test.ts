/** Races on the GPU of a real window, which is its processor: whatever becomes of the page or the device, they end whole. */
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { Race } from '../../core/race/race.ts';
import { stepsDone } from '../../core/race/raceFacts.ts';
import type { Api } from '../../extension/extension.ts';
import { commandIds } from '../../extension/ids.ts';
import { activateExtension, raceOf, recorded, until, writeFile } from './extension.ts';

const digits = {
  problem: { data: 'digits', hidden: [16] },
  optimizers: [{ optimizer: 'sgd' }, { optimizer: 'adam' }],
  lr: [0.01],
  batch_size: [32],
  epochs: 20,
  record: 'steps',
};

/** What is said of the GPU, which is none. */
const swiftShader =
  /^GPU \(SwiftShader\), float32, no GPU but the processor in disguise, and slower than "cpu"$/;

/** Largest difference of two engines' losses, as a share of the largest. */
const tolerance = 1e-3;

function expectClose(found: Float64Array, expected: Float64Array): void {
  assert.equal(found.length, expected.length);
  const scale = Math.max(...expected);
  const worst = Math.max(...found.map((loss, step) => Math.abs(loss - (expected[step] ?? Number.NaN))));
  assert.ok(worst <= tolerance * scale, `losses differ by ${worst} of ${scale}`);
}

describe('a race on the GPU', function () {
  // The first compiles kernels, on a processor that others may use.
  this.timeout(90_000);
  let api: Api;
  /** On the CPU. */
  let expected: readonly Float64Array[];

  const start = async (experiment: object): Promise<Race> => {
    const uri = await writeFile('gpu.experiment.json', experiment);
    await vscode.commands.executeCommand(commandIds.runFile, uri);
    const race = raceOf(api);
    race.speed = 'max';
    return race;
  };
  const finish = (race: Race) => until(() => race.phase === 'ended', 'the race ends', 80_000);
  const far = (race: Race, step: number) =>
    until(() => stepsDone(race) >= step, `step ${step} is done`, 80_000);

  const expectWhole = (race: Race, engine: RegExp) => {
    for (const [run, { status, losses, engine: facts }] of race.runs.map(recorded).entries()) {
      assert.equal(status.kind, 'finished', JSON.stringify(status));
      assert.match(facts?.description ?? '', engine);
      expectClose(losses, expected[run] ?? new Float64Array());
    }
  };

  before(async () => {
    api = await activateExtension();
    const race = await start(digits);
    await finish(race);
    expected = race.runs.map((run) => recorded(run).losses);
  });

  it('ends as on the CPU, and says where it ran', async () => {
    const race = await start({ ...digits, engine: 'gpu' });
    await finish(race);
    expectWhole(race, swiftShader);
  });

  it('has its curve whole when the GPU’s process ends on the way', async () => {
    const race = await start({ ...digits, engine: 'gpu' });
    await far(race, 100);
    await fetch(process.env['HOST_TEST_GPU_CRASH'] ?? '');
    await finish(race);
    expectWhole(race, swiftShader);
  });

  it('goes on while the panel is out of sight', async () => {
    const race = await start({ ...digits, engine: 'gpu' });
    await far(race, 50);
    await vscode.commands.executeCommand('workbench.action.unlockEditorGroup');
    const { viewColumn } = vscode.window.tabGroups.all.find(({ tabs }) =>
      tabs.some(({ input }) => input instanceof vscode.TabInputWebview),
    ) ?? { viewColumn: 1 };
    const document = await vscode.workspace.openTextDocument({ content: 'a file' });
    await vscode.window.showTextDocument(document, { viewColumn });
    await finish(race);
    expectWhole(race, swiftShader);
  });

  it('is finished by the CPU when the panel is closed', async () => {
    const race = await start({ ...digits, engine: 'gpu' });
    await far(race, 100);
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await finish(race);
    expectWhole(race, /^GPU \(SwiftShader\), float32 until step [\d,]+, then WebAssembly .*, since .*panel/);
  });

  it('is no question, however long the race, where the GPU is the processor and nobody asks for it', async () => {
    const race = await start({ ...digits, problem: { data: 'digits', hidden: [256, 256] }, epochs: 10_000 });
    await far(race, 20);
    for (const { engine, status } of race.runs.map(recorded)) {
      assert.equal(status.kind, 'running');
      assert.match(engine?.description ?? '', /^WebAssembly \([^)]*\), float32(, \d+ threads)?$/);
    }
    await vscode.commands.executeCommand(commandIds.stop);
    await until(() => race.phase === 'ended', 'the race ends');
  });

  it('stops soon, with what it has', async () => {
    const race = await start({ ...digits, epochs: 2000, engine: 'gpu' });
    await far(race, 100);
    await vscode.commands.executeCommand(commandIds.stop);
    await until(() => race.phase === 'ended', 'the race ends');
    for (const { status } of race.runs.map(recorded)) assert.equal(status.kind, 'stopped');
  });
});
