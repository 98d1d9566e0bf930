/** What the tests of races on the GPU share. */
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { Race } from '../../core/race/race.ts';
import type { Api } from '../../extension/extension.ts';
import { commandIds } from '../../extension/ids.ts';
import { raceOf, until, writeFile } from './extension.ts';

/** The first race compiles kernels, on a processor that others may use. */
export const patience = 80_000;

export async function startRace(api: Api, experiment: object): Promise<Race> {
  const uri = await writeFile('gpu.experiment.json', experiment);
  await vscode.commands.executeCommand(commandIds.runFile, uri);
  const race = raceOf(api);
  race.speed = 'max';
  return race;
}

export async function finishRace(race: Race): Promise<void> {
  await until(() => race.phase === 'ended', 'the race ends', patience);
}

/** Ends the process that has the GPU. */
export async function crashGpu(): Promise<void> {
  await fetch(process.env['HOST_TEST_GPU_CRASH'] ?? '');
}

/** Largest difference of two engines' losses, as a share of the largest. */
const tolerance = 1e-3;

export function expectClose(found: Float64Array, expected: Float64Array): void {
  assert.equal(found.length, expected.length);
  const scale = Math.max(...expected);
  const worst = Math.max(...found.map((loss, step) => Math.abs(loss - (expected[step] ?? Number.NaN))));
  assert.ok(worst <= tolerance * scale, `losses differ by ${worst} of ${scale}`);
}
