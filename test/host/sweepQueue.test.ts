/** Experiments on a real Redis, with a worker of the command line; where there is no Redis, whoever runs the tests says so. */
import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';
import type { Race } from '../../core/race/race.ts';
import type { Api } from '../../extension/extension.ts';
import { commandIds, settings } from '../../extension/ids.ts';
import { activateExtension, findExtension, raceOf, recorded, until, writeFile } from './extension.ts';

const { HOST_TEST_REDIS: server } = process.env;
/** Not that of other tests of sweeps, which may go on beside this. */
const port = 6397;
const address = `redis://127.0.0.1:${port}`;
const experiment = {
  problem: { surface: 'rosenbrock' },
  optimizers: [{ optimizer: 'adam' }, { optimizer: './slow.optimizer' }],
  lr: [0.001, 0.01],
  steps: 300,
};
const rule = `name "Slow"

lr = 0.001 in [0, inf)

update
  p -= lr / 2 * g
`;

if (server)
  describe('an experiment on a queue', () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'host-queue-'));
    const store = path.join(folder, 'store');
    const started: ChildProcess[] = [];
    const { window } = vscode;
    const { showErrorMessage, showInformationMessage } = window;
    const shown: string[] = [];
    let api: Api;

    function start(program: string, args: readonly string[]): ChildProcess {
      const env = { ...process.env, ELECTRON_RUN_AS_NODE: '1' };
      const child = spawn(program, args, { cwd: folder, env, stdio: ['ignore', 'pipe', 'inherit'] });
      started.push(child);
      return child;
    }

    function startRedis(): Promise<void> {
      const args = ['--port', `${port}`, '--bind', '127.0.0.1', '--save', '', '--dir', folder];
      const child = start(server ?? '', args);
      return new Promise((resolve) => {
        child.stdout?.on('data', (text) => String(text).includes('Ready to accept') && resolve());
      });
    }

    function startWorker(): ChildProcess {
      const program = path.join(findExtension().extensionPath, 'dist', 'cli', 'main.mjs');
      return start(process.execPath, [program, 'worker', '--queue', address, '--store', store]);
    }

    async function set(queue: string, place: string): Promise<void> {
      const configuration = vscode.workspace.getConfiguration(settings.section);
      const { Global } = vscode.ConfigurationTarget;
      await configuration.update(settings.sweepQueue, queue || undefined, Global);
      await configuration.update(settings.sweepStore, place || undefined, Global);
    }

    before(async () => {
      api = await activateExtension();
      await startRedis();
      const note = async (message: string) => void shown.push(message);
      Object.assign(window, { showErrorMessage: note, showInformationMessage: note });
    });
    beforeEach(() => {
      shown.length = 0;
    });
    after(async () => {
      Object.assign(window, { showErrorMessage, showInformationMessage });
      await set('', '');
      for (const child of started) child.kill('SIGKILL');
      rmSync(folder, { recursive: true, force: true });
    });

    async function submit(changes: object = {}): Promise<Race> {
      await writeFile('slow.optimizer', rule);
      const uri = await writeFile('queue.experiment.json', { ...experiment, ...changes });
      await vscode.commands.executeCommand(commandIds.runOnQueue, uri);
      return raceOf(api);
    }

    const statesOf = ({ runs }: Race) => runs.map(({ record }) => record.state.status.kind);

    it('wants to know where the queue is', async () => {
      await set('', '');
      const uri = await writeFile('queue.experiment.json', experiment);
      await vscode.commands.executeCommand(commandIds.runOnQueue, uri);
      await until(() => shown.length > 0, 'an error is shown');
      assert.match(shown[0] ?? '', /^optimizerPlayground\.sweepQueue is empty — expected the address/);
    });

    it('has what a race in this window has', async () => {
      await set(address, store);
      const uri = await writeFile('queue.experiment.json', experiment);
      await writeFile('slow.optimizer', rule);
      await vscode.commands.executeCommand(commandIds.runFile, uri);
      const here = raceOf(api);
      await until(() => here.phase === 'ended', 'the race here ends');
      const worker = startWorker();
      const race = await submit();
      assert.notEqual(race, here);
      assert.equal(race.queue, address);
      await until(() => race.phase === 'ended', 'the race on the queue ends', 60_000);
      worker.kill('SIGTERM');
      const plain = ({ runs }: Race) =>
        runs.map((run) => ({ ...recorded(run), seconds: 0, stepsPerSecond: 0 }));
      assert.deepEqual(plain(race), plain(here));
      assert.equal(race.queue, null);
    }).timeout(80_000);

    it('is taken off the queue by stop', async () => {
      await set(address, store);
      const race = await submit({ steps: 299 });
      assert.deepEqual(statesOf(race), ['queued', 'queued', 'queued', 'queued']);
      await vscode.commands.executeCommand(commandIds.stop);
      await until(() => race.phase === 'ended', 'the race ends');
      assert.deepEqual(statesOf(race), ['stopped', 'stopped', 'stopped', 'stopped']);
      await until(() => shown.some((text) => /runs that waited were taken off/.test(text)), 'it is told');
    }).timeout(60_000);

    it('says what is wrong where no Redis answers', async () => {
      await set('redis://127.0.0.1:1', store);
      const before = api.store.current;
      const uri = await writeFile('queue.experiment.json', experiment);
      await vscode.commands.executeCommand(commandIds.runOnQueue, uri);
      await until(() => shown.length > 0, 'an error is shown');
      assert.match(
        shown[0] ?? '',
        /^optimizerPlayground\.sweepQueue redis:\/\/127\.0\.0\.1:1 — expected a Redis or Valkey that answers there/,
      );
      assert.equal(api.store.current, before);
    }).timeout(60_000);
  });
