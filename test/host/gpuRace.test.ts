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
    expectWhole(race, /^GPU \(SwiftShader\), float32$/);
  });

  it('has a sweep on a surface as the CPU has it, in single precision', async () => {
    const sweep = {
      problem: { formula: 'max(x, y)**2 + 10*(y - sin(x))**2', start: [1.5, -0.5] },
      optimizers: [{ optimizer: 'adam' }, { optimizer: 'lamb' }],
      lr: [0.01, 0.02],
      steps: 60,
    };
    const onCpu = await start(sweep);
    await finish(onCpu);
    const onGpu = await start({ ...sweep, engine: 'gpu' });
    await finish(onGpu);
    for (const [run, { status, losses, path, engine }] of onGpu.runs.map(recorded).entries()) {
      const wanted = recorded(onCpu.runs[run] ?? assert.fail());
      assert.equal(status.kind, 'finished', JSON.stringify(status));
      assert.equal(engine?.description, 'GPU (SwiftShader), float32');
      assert.equal(wanted.engine?.description, 'JavaScript, float64');
      expectClose(losses, wanted.losses);
      expectClose(path ?? new Float64Array(), wanted.path ?? assert.fail());
    }
  });

  it('has its curve whole when the panel’s page is loaded anew on the way', async () => {
    const race = await start({ ...digits, engine: 'gpu' });
    await far(race, 100);
    const page = await api.panel.page();
    await vscode.commands.executeCommand('workbench.action.webview.reloadWebviewAction');
    await finish(race);
    assert.notEqual(await api.panel.page(), page);
    expectWhole(race, /^GPU \(SwiftShader\), float32$/);
  });

  it('stops soon, with what it has', async () => {
    const race = await start({ ...digits, epochs: 2000, engine: 'gpu' });
    await far(race, 100);
    await vscode.commands.executeCommand(commandIds.stop);
    await until(() => race.phase === 'ended', 'the race ends');
    for (const { status } of race.runs.map(recorded)) assert.equal(status.kind, 'stopped');
  });
});
