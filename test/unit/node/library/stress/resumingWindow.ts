/**
 * A window that goes on with the race that the one before it had on the screen or, where there is none, starts one; it says
 * `went on STEPS …`, with the steps that its runs had done, or `started`, and at the end `ended`.
 */
import { readFileSync, writeSync } from 'node:fs';
import path from 'node:path';
import { parseExperiment } from '../../../../../core/experiment/parseExperiment.ts';
import type { Speed } from '../../../../../core/race/phase.ts';
import { wasInterrupted } from '../../../../../core/race/raceFacts.ts';
import { RaceStore } from '../../../../../core/race/store.ts';
import { RaceLibrary } from '../../../../../node/library/raceLibrary.ts';
import { raceStarters } from '../../../../../node/threads/raceStarters.ts';
import { Autosave } from '../../../../../threads/library/autosave.ts';
import { Scheduler } from '../../../../../threads/race/scheduler.ts';

const [folder = '', programs = '', data = '', kernels = '', experiment = '', given = ''] =
  process.argv.slice(2);
const speed: Speed = given === 'max' ? 'max' : 0.25;
const print = (line: string) => void writeSync(1, `${line}\n`);
const log = { debug() {}, info() {}, warn: print, error: print };
const tell = (message: string) => print(`told: ${message}`);
const store = new RaceStore();
const library = new RaceLibrary(folder, { log, tell });
const autosave = new Autosave(store, library, { log, tell });
const file = (name: string) => path.join(programs, name);
const files = { worker: file('worker.js'), helper: file('helper.js'), data, kernels };
const scheduler = new Scheduler(store, raceStarters(files), log, {
  keep: (race, chunks) => autosave.keep(race, chunks),
  checkpoints: {
    keep: (race, blocks) => autosave.keepCheckpoints(race, blocks),
    load: ({ id }) => library.loadCheckpoints(id),
  },
});

async function work(): Promise<void> {
  autosave.watch();
  await autosave.restore();
  const race = store.current;
  if (race && !race.log && wasInterrupted(race)) {
    await scheduler.continueRace(race, { cores: 2 });
    scheduler.setSpeed(race, speed);
    print(`went on ${race.runs.map(({ record }) => record.state.stepsDone).join(' ')}`);
  } else {
    const parsed = parseExperiment(JSON.parse(readFileSync(experiment, 'utf8')));
    scheduler.start(parsed, null, { cores: 2, speed });
    print('started');
  }
  await new Promise<void>((resolve) => {
    store.onDidChange(() => store.current?.phase === 'ended' && resolve());
  });
  await autosave.saveAll();
  print('ended');
  scheduler.dispose();
}

void work();
