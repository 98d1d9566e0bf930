/**
 * A window that runs race after race, as the extension does, and prints what a page would show of the runs that have
 * finished: `RACE RUN STEPS`. It goes on until it is killed.
 */
import { writeSync } from 'node:fs';
import path from 'node:path';
import { parseExperiment } from '../../../../../core/experiment/parseExperiment.ts';
import { hasEnded } from '../../../../../core/race/status.ts';
import { RaceStore } from '../../../../../core/race/store.ts';
import { RaceLibrary } from '../../../../../node/library/raceLibrary.ts';
import { raceStarters } from '../../../../../node/threads/raceStarters.ts';
import { Autosave } from '../../../../../threads/library/autosave.ts';
import { Scheduler } from '../../../../../threads/race/scheduler.ts';
import { onValley } from '../../../experiment/faults.ts';

const [folder = '', programs = ''] = process.argv.slice(2);
const print = (line: string) => void writeSync(1, `${line}\n`);
const log = { debug() {}, info() {}, warn: print, error: print };
const tell = (message: string) => print(`told: ${message}`);
const store = new RaceStore();
const library = new RaceLibrary(folder, { log, tell });
const autosave = new Autosave(store, library, { log, tell });
const files = { worker: path.join(programs, 'worker.js'), helper: '', data: '', kernels: '' };
const scheduler = new Scheduler(store, raceStarters(files), log, {
  keep: (race, chunks) => autosave.keep(race, chunks),
});
const printed = new Set<string>();

autosave.watch();
store.onDidChange((change) => {
  if (change.type !== 'changed') return;
  const { race } = change;
  for (const [run, { record }] of race.runs.entries()) {
    const { status, stepsDone } = record.state;
    const line = `${race.id} ${run} ${stepsDone}`;
    if (!hasEnded(status) || printed.has(line)) continue;
    printed.add(line);
    print(line);
  }
  if (race.phase === 'ended' && race === store.current) setImmediate(start);
});

const optimizers = [
  'sgd',
  'momentum',
  'nesterov',
  'adam',
  'adamw',
  'rmsprop',
  'lion',
  'yogi',
  'nadam',
  'radam',
];
const lr = Array.from({ length: 16 }, (_, run) => 1e-6 * (1 + run));
const experiment = parseExperiment(
  onValley({ optimizers: optimizers.map((optimizer) => ({ optimizer })), lr, steps: 500, record: 'steps' }),
);

function start(): void {
  scheduler.start(experiment, null, { speed: 'max', cores: 2 });
}

void autosave.restore().then(start);
