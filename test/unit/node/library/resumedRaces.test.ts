/** A race whose window is killed and that another goes on with is the race that it would have been, bit for bit. */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readCheckpoints } from '../../../../core/engine/checkpointFile.ts';
import type { Speed } from '../../../../core/race/phase.ts';
import type { Race } from '../../../../core/race/race.ts';
import { decodeRace } from '../../../../core/race/raceFile.ts';
import { inRoot } from '../../../../scripts/tools/paths.mjs';
import { recordedIn } from '../../race/pieces.ts';
import { bundleForNode, startChild } from '../childProgram.ts';
import { createFolder } from './libraryTools.ts';

/** Windows that are killed, of each race. */
const kills = Number(process.env['STRESS'] ?? 2);

let programs: Awaited<ReturnType<typeof bundleForNode>>;
beforeAll(async () => {
  programs = await bundleForNode({
    resumingWindow: 'test/unit/node/library/stress/resumingWindow.ts',
    worker: 'node/threads/worker.ts',
    helper: 'node/threads/helperThread.ts',
  });
});
afterAll(() => programs.remove());

function open(folder: string, experiment: object, speed: Speed) {
  const file = path.join(folder, 'experiment.json');
  writeFileSync(file, JSON.stringify(experiment));
  const program = path.join(programs.folder, 'resumingWindow.js');
  const [data, kernels] = [inRoot('core', 'problems', 'data'), inRoot('dist', 'kernels')];
  return startChild(program, path.join(folder, 'races'), programs.folder, data, kernels, file, String(speed));
}

const filesIn = (folder: string, extension: string) =>
  existsSync(path.join(folder, 'races'))
    ? readdirSync(path.join(folder, 'races')).filter((name) => name.endsWith(extension))
    : [];

function raceIn(folder: string): Race {
  const [name = expect.fail('there is no race'), ...others] = filesIn(folder, '.race');
  expect(others).toEqual([]);
  return decodeRace(readFileSync(path.join(folder, 'races', name)));
}

/** Done by each of the runs at its checkpoint, at least; 0 where one has none. */
function leastSteps(folder: string): number {
  const [file] = filesIn(folder, '.checkpoint');
  if (!file) return 0;
  const bytes = readFileSync(path.join(folder, 'races', file));
  const kept = [...readCheckpoints(bytes, path.basename(file, '.checkpoint')).values()];
  return kept.length < raceIn(folder).runs.length
    ? 0
    : Math.min(...kept.map(({ checkpoint }) => checkpoint.stepsDone));
}

test.each<[string, object]>([
  [
    'networks, half of which decide by their losses',
    {
      ...{ problem: { data: 'digits', hidden: [24], validation: 0.2 }, lr: [0.003] },
      optimizers: [
        { optimizer: 'adam' },
        { optimizer: 'sgd', schedule: { name: 'ReduceLROnPlateau', patience: 1 } },
      ],
      ...{ batch_size: [32], seed: [1, 2], epochs: 200, record: 'thinned' },
    },
  ],
  [
    'surfaces',
    {
      problem: { surface: 'rosenbrock' },
      optimizers: ['adam', 'sgd', 'nesterov'].map((optimizer) => ({ optimizer })),
      lr: [1e-5],
      steps: 1_000_000,
      record: 'thinned',
    },
  ],
])(
  `%s, of ${kills} windows that are killed`,
  async (_, experiment) => {
    const whole = createFolder();
    const { ended } = open(whole, experiment, 'max');
    expect(await ended).toMatchObject({ lines: ['started', 'ended'], errors: '', code: 0 });
    const folder = createFolder();
    const told: string[] = [];
    let id = '';
    let furthest = 100;
    for (let kill = 0; kill < kills; kill++) {
      // Slow enough to be killed long before its end.
      const child = open(folder, experiment, 0.25);
      const patience = Date.now() + 60_000;
      const hasGoneOn = () => child.lines().length > 0 && leastSteps(folder) > furthest;
      while (!hasGoneOn() && Date.now() < patience) await sleep(20);
      furthest = leastSteps(folder);
      await sleep(500 * Math.random());
      child.process.kill('SIGKILL');
      const { lines, errors } = await child.ended;
      expect([errors, lines.length]).toEqual(['', 1]);
      told.push(...lines);
      id ||= raceIn(folder).id;
    }
    const last = await open(folder, experiment, 'max').ended;
    expect(last).toMatchObject({ errors: '', code: 0, lines: [expect.stringMatching(/^went on /), 'ended'] });
    told.push(last.lines[0] ?? '');
    expect(told[0]).toBe('started');
    // Each window goes on further, and the last one far from the start.
    expect(told.slice(1).every((line) => line.startsWith('went on '))).toBe(true);
    expect(
      told
        .at(-1)
        ?.split(' ')
        .slice(2)
        .every((steps) => Number(steps) > 100),
      told.join('\n'),
    ).toBe(true);
    const race = raceIn(folder);
    expect(race.id).toBe(id);
    expect(recordedIn(race)).toEqual(recordedIn(raceIn(whole)));
    expect(filesIn(folder, '.checkpoint')).toEqual([]);
  },
  120_000 + 60_000 * kills,
);
