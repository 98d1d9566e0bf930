import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import * as vscode from 'vscode';
import { stepsDone } from '../../core/race/raceFacts.ts';
import type { Api } from '../../extension/extension.ts';
import { commandIds } from '../../extension/ids.ts';
import { activateExtension, findExtension, firstRunOf, raceOf, recorded, until } from './extension.ts';

interface Reference {
  readonly final: readonly { final_loss: number; final_w0: number; final_w1: number }[];
}

const execute = (id: string, ...parameters: unknown[]) => vscode.commands.executeCommand(id, ...parameters);

describe('the tutorial race', () => {
  let api: Api;

  before(async () => {
    api = await activateExtension();
  });

  afterEach(async () => {
    if (api.store.current?.phase !== 'ended') await execute(commandIds.stop);
    await until(() => api.store.current?.phase === 'ended', 'the race ends');
  });

  it('ends with the four results that the tutorial prints', async () => {
    const { extensionUri } = findExtension();
    const file = vscode.Uri.joinPath(extensionUri, 'test/reference/tutorial/ill_conditioned.json');
    const { final } = JSON.parse(
      new TextDecoder().decode(await vscode.workspace.fs.readFile(file)),
    ) as Reference;
    await execute(commandIds.runTutorialRace, 'valley');
    const race = raceOf(api);
    assert.equal(race.phase, 'running');
    await until(() => race.phase === 'ended', 'the race ends');
    assert.deepEqual(
      race.runs.map(recorded).map(({ name, status, losses }) => [name, status.kind, losses.length]),
      ['SGD', 'Momentum', 'RMSProp', 'Adam'].map((name) => [name, 'finished', 201]),
    );
    race.runs.map(recorded).forEach(({ losses, path: points }, run) => {
      const { final_loss = Number.NaN, final_w0 = Number.NaN, final_w1 = Number.NaN } = final[run] ?? {};
      assert.ok(Math.abs((losses.at(-1) ?? Number.NaN) - final_loss) < 1e-10);
      assert.ok(Math.abs((points?.at(-2) ?? Number.NaN) - final_w0) < 1e-12);
      assert.ok(Math.abs((points?.at(-1) ?? Number.NaN) - final_w1) < 1e-12);
    });
  });

  it('pauses, goes on and stops', async () => {
    await execute(commandIds.runTutorialRace, 'valley');
    const race = raceOf(api);
    await until(() => stepsDone(race) > 10, 'the race has begun');

    await execute(commandIds.pauseOrResume);
    assert.equal(race.phase, 'paused');
    await sleep(300);
    const pausedAt = stepsDone(race);
    await sleep(300);
    assert.equal(stepsDone(race), pausedAt);

    await execute(commandIds.pauseOrResume);
    assert.equal(race.phase, 'running');
    await until(() => stepsDone(race) > pausedAt, 'the race goes on');

    await execute(commandIds.stop);
    await until(() => race.phase === 'ended', 'the race is stopped');
    for (const { status, losses } of race.runs.map(recorded)) {
      assert.equal(status.kind, 'stopped');
      assert.ok(losses.length < 201);
    }
  });

  it('stops while it is paused', async () => {
    await execute(commandIds.runTutorialRace, 'valley');
    await execute(commandIds.pauseOrResume);
    await execute(commandIds.stop);
    await until(() => raceOf(api).phase === 'ended', 'the race is stopped');
  });

  it('goes on beside another race, and nothing is mixed up', async () => {
    await execute(commandIds.runTutorialRace, 'valley');
    const valley = raceOf(api);
    await until(() => stepsDone(valley) > 10, 'the race has begun');
    await execute(commandIds.runTutorialRace, 'rosenbrock');
    const rosenbrock = raceOf(api);
    assert.notEqual(rosenbrock.id, valley.id);
    await until(() => stepsDone(rosenbrock) > 20, 'the other race has begun');
    await until(() => valley.phase === 'ended', 'the first race ends');
    for (const { status, losses } of valley.runs.map(recorded)) {
      assert.equal(status.kind, 'finished');
      assert.equal(losses.length, 201);
      assert.equal(losses[0], 100);
    }
    assert.equal(recorded(firstRunOf(rosenbrock)).losses[0], 4);
  });

  it('runs again, from the start', async () => {
    const before = raceOf(api);
    await execute(commandIds.runAgain);
    const again = raceOf(api);
    assert.equal(again.title, before.title);
    assert.notEqual(again.id, before.id);
    await until(() => stepsDone(again) > 5, 'the race has begun');
  });
});
