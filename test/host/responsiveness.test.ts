import assert from 'node:assert/strict';
import { availableParallelism } from 'node:os';
import { performance } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import * as vscode from 'vscode';
import type { Api } from '../../extension/extension.ts';
import { commandIds } from '../../extension/ids.ts';
import { activateExtension, raceOf, recorded, until, writeFile } from './extension.ts';

const duration = 3000;
const interval = 5;

/** Repeats `measure` for a while; its results, ascending. */
async function collect(measure: () => Promise<number>): Promise<number[]> {
  const results: number[] = [];
  const end = performance.now() + duration;
  while (performance.now() < end) results.push(await measure());
  return results.sort((a, b) => a - b);
}

/** How much later than asked for a timeout comes in the extension host, in milliseconds. */
async function lateness(): Promise<number> {
  const begin = performance.now();
  await sleep(interval);
  return performance.now() - begin - interval;
}

/** How long a question from the extension host to the workbench takes to be answered, in milliseconds. */
async function roundTrip(): Promise<number> {
  const begin = performance.now();
  await vscode.commands.executeCommand('vscode.getEditorLayout');
  const answered = performance.now() - begin;
  await sleep(interval);
  return answered;
}

/** Of this process, its workers included, from now on. */
function countBusyCores(): () => string {
  const begin = performance.now();
  const used = process.cpuUsage();
  return () => {
    const { user, system } = process.cpuUsage(used);
    return ((user + system) / 1000 / (performance.now() - begin)).toFixed(2);
  };
}

function report(what: string, sorted: readonly number[]): void {
  const at = (share: number) => (sorted[Math.floor(share * (sorted.length - 1))] ?? 0).toFixed(1);
  console.log(`      ${what}: ${at(0.5)} ms (median), ${at(0.99)} ms (99 %) of ${sorted.length}`);
}

describe('while 64 networks train', () => {
  let api: Api;

  before(async () => {
    api = await activateExtension();
    const uri = await writeFile('long.experiment.json', {
      problem: { data: 'digits', hidden: [32] },
      optimizers: [{ optimizer: 'sgd' }, { optimizer: 'adam' }],
      lr: [0.001, 0.003, 0.01, 0.03],
      batch_size: [8, 16, 32, 64, 128, 256, 512, 'full'],
      epochs: 400,
    });
    await vscode.commands.executeCommand(commandIds.runFile, uri);
  });

  after(async () => {
    await vscode.commands.executeCommand(commandIds.stop);
    await until(() => raceOf(api).phase === 'ended', 'the race is stopped');
  });

  it('the extension host goes on answering, and the cores are busy', async () => {
    const race = raceOf(api);
    assert.equal(race.runs.length, 64);
    await until(() => race.runs.every(({ record }) => record.length > 1), 'all runs have begun');
    const cores = countBusyCores();
    const late = await collect(lateness);
    const trips = await collect(roundTrip);
    report('timeouts came late by', late);
    report('questions to the workbench took', trips);
    console.log(`      ${cores()} of ${availableParallelism()} cores were busy with the race`);
    // How late and how busy is the machine's affair; that answers came while the runs went on is ours.
    assert.equal(race.phase, 'running');
    assert.ok(late.length > 20 && trips.length > 0);
  });

  it('the race has the cores to itself while the panel is out of sight', async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    const cores = countBusyCores();
    const late = await collect(lateness);
    report('timeouts came late by', late);
    console.log(`      ${cores()} of ${availableParallelism()} cores were busy with the race`);
    assert.equal(raceOf(api).phase, 'running');
  });

  it('all runs are at about the same share of their steps', () => {
    const shares = raceOf(api)
      .runs.map(recorded)
      .map(({ losses, spec }) => (losses.length - 1) / spec.steps);
    const [least, most] = [Math.min(...shares), Math.max(...shares)];
    console.log(`      from ${(100 * least).toFixed(1)} to ${(100 * most).toFixed(1)} %`);
    assert.ok(least > 0 && most - least < 0.1);
  });
});
