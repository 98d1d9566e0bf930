/** Races on the GPU of a real window, which is its processor: whatever becomes of the page or the device, they end whole. */
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { Race } from '../../core/race/race.ts';
import { stepsDone } from '../../core/race/raceFacts.ts';
import type { Api } from '../../extension/extension.ts';
import { commandIds } from '../../extension/ids.ts';
import { activateExtension, recorded, until } from './extension.ts';
import { expectClose, finishRace, patience, startRace } from './gpuRaces.ts';

const digits = {
  problem: { data: 'digits', hidden: [16] },
  optimizers: [{ optimizer: 'sgd' }, { optimizer: 'adam' }],
  lr: [0.01],
  batch_size: [32],
  epochs: 12,
  record: 'steps',
};

/** What is said of the GPU, which is none. */
const swiftShader =
  /^GPU \(SwiftShader\), float32, no GPU but the processor in disguise, and slower than "cpu"$/;

describe('a race on the GPU', function () {
  this.timeout(patience + 10_000);
  let api: Api;
  /** On the CPU. */
  let expected: readonly Float64Array[];

  const far = (race: Race, step: number) =>
    until(() => stepsDone(race) >= step, `step ${step} is done`, patience);

  const expectWhole = (race: Race, engine: RegExp) => {
    for (const [run, { status, losses, engine: facts }] of race.runs.map(recorded).entries()) {
      assert.equal(status.kind, 'finished', JSON.stringify(status));
      assert.match(facts?.description ?? '', engine);
      expectClose(losses, expected[run] ?? new Float64Array());
    }
  };

  before(async () => {
    api = await activateExtension();
    const race = await startRace(api, digits);
    await finishRace(race);
    expected = race.runs.map((run) => recorded(run).losses);
  });

  it('ends as on the CPU, and says where it ran', async () => {
    const race = await startRace(api, { ...digits, engine: 'gpu' });
    await finishRace(race);
    expectWhole(race, swiftShader);
  });

  it('has a sweep on a surface as the CPU has it, in single precision', async () => {
    const sweep = {
      problem: { formula: 'max(x, y)**2 + 10*(y - sin(x))**2', start: [1.5, -0.5] },
      optimizers: [{ optimizer: 'adam' }, { optimizer: 'lamb' }],
      lr: [0.01, 0.02],
      steps: 60,
    };
    const wantedRace = await startRace(api, sweep);
    await finishRace(wantedRace);
    const race = await startRace(api, { ...sweep, engine: 'gpu' });
    await finishRace(race);
    for (const [run, { status, losses, path, engine }] of race.runs.map(recorded).entries()) {
      const wanted = recorded(wantedRace.runs[run] ?? assert.fail());
      assert.equal(status.kind, 'finished', JSON.stringify(status));
      assert.match(engine?.description ?? '', swiftShader);
      assert.equal(wanted.engine?.description, 'JavaScript, float64');
      expectClose(losses, wanted.losses);
      expectClose(path ?? new Float64Array(), wanted.path ?? assert.fail());
    }
  });

  it('has its curve whole when the panel’s page is loaded anew on the way', async () => {
    const race = await startRace(api, { ...digits, engine: 'gpu' });
    await far(race, 100);
    const page = await api.panel.page();
    await vscode.commands.executeCommand('workbench.action.webview.reloadWebviewAction');
    await finishRace(race);
    assert.notEqual(await api.panel.page(), page);
    expectWhole(race, swiftShader);
  });

  it('is no question, however long the race, where the GPU is the processor and nobody asks for it', async () => {
    const race = await startRace(api, {
      ...digits,
      problem: { data: 'digits', hidden: [256, 256] },
      // Below a minute: a longer race is asked about before it begins.
      epochs: 500,
    });
    // Each in a thread of its own: one may be far before the other begins.
    const haveBegun = () => race.runs.every(({ record }) => record.state.stepsDone >= 20);
    await until(haveBegun, 'all runs have done 20 steps', patience);
    for (const { engine, status } of race.runs.map(recorded)) {
      assert.equal(status.kind, 'running');
      assert.match(engine?.description ?? '', /^WebAssembly \([^)]*\), float32(, \d+ threads)?$/);
    }
    await vscode.commands.executeCommand(commandIds.stop);
    await until(() => race.phase === 'ended', 'the race ends');
  });

  it('stops soon, with what it has', async () => {
    const race = await startRace(api, { ...digits, epochs: 2000, engine: 'gpu' });
    await far(race, 100);
    await vscode.commands.executeCommand(commandIds.stop);
    await until(() => race.phase === 'ended', 'the race ends');
    for (const { status } of race.runs.map(recorded)) assert.equal(status.kind, 'stopped');
  });
});
