/** The packed program, in processes of its own. */
import { spawn, spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { packFolder, writePackage } from '../../../../scripts/packCli.mjs';
import { inRoot } from '../../../../scripts/tools/paths.mjs';

const all = mkdtempSync(path.join(tmpdir(), 'cli-program-'));
const installed = path.join(all, 'package');
const program = path.join(installed, 'dist', 'cli', 'main.mjs');
let folder = '';
let count = 0;

beforeAll(() => writePackage(installed, { production: false, hasLibrary: false }), 120_000);
beforeEach(() => {
  folder = path.join(all, `work${++count}`);
  mkdirSync(folder);
});
afterAll(() => rmSync(all, { recursive: true, force: true }));

const write = (name: string, value: unknown) =>
  writeFileSync(path.join(folder, name), typeof value === 'string' ? value : JSON.stringify(value));
const read = (name: string) => readFileSync(path.join(folder, name), 'utf8');

function call(...args: string[]) {
  const { OPTIMIZER_PLAYGROUND_LIBRARY: _, ...env } = process.env;
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...args], {
    ...{ cwd: folder, encoding: 'utf8', env, maxBuffer: 2 ** 26 },
  });
  return { code: status, out: stdout, err: stderr };
}

const surface = {
  problem: { surface: 'rosenbrock' },
  optimizers: [{ optimizer: 'adam' }, { optimizer: 'momentum' }],
  lr: [0.001, 0.01],
  steps: 300,
};
const network = {
  problem: { data: 'digits', hidden: [64, 32] },
  optimizers: [{ optimizer: 'adam' }],
  lr: [0.001, 0.002],
  batch_size: [16],
  epochs: 20,
};
const library = () => path.join(folder, '.optimizer-playground', 'races');
const racesIn = (place: string) => readdirSync(place).filter((name) => name.endsWith('.race'));

test('run tells each run as it ends, and keeps the race', () => {
  write('a.experiment.json', surface);
  const { code, out, err } = call('run', 'a.experiment.json');
  expect(err).toBe('');
  expect(code).toBe(0);
  const lines = out.split('\n');
  expect(lines.filter((line) => /^\[\d\/4\] (Adam|Momentum), lr 0\.0/.test(line))).toHaveLength(4);
  expect(out).toMatch(/Momentum, lr 0\.01: Diverged at step 5: /);
  expect(out).toMatch(/\nLowest loss: .*, .*, lr 0\.\d+\. 4 runs took /);
  expect(racesIn(library())).toHaveLength(1);
  expect(read('.optimizer-playground/.gitignore')).toBe('*\n');
  // Nobody comes back to a command as to a window.
  expect(readdirSync(path.join(library(), 'windows'))).toEqual([]);
  const listed: { states: object }[] = JSON.parse(call('races', '--json').out);
  expect(listed.map(({ states }) => states)).toEqual([{ finished: 3, diverged: 1 }]);
}, 60_000);

test('the exit code says whether a condition holds', () => {
  write('a.experiment.json', surface);
  expect(call('run', 'a.experiment.json', '--until', 'loss < 0.1').code).toBe(0);
  const { code, out } = call('run', 'a.experiment.json', '--until', 'loss < 0.1', '--every');
  expect(code).toBe(1);
  expect(out).toMatch(/\nloss < 0\.1 holds for \d of 4 runs; all have to meet it\.\n$/);
}, 60_000);

test('what is wrong is told before anything is run or kept', () => {
  write('a.experiment.json', surface);
  for (const args of [['--until', 'los < 1'], ['--every'], ['--json', '--csv'], ['--threads', '0']]) {
    const { code, out, err } = call('run', 'a.experiment.json', ...args);
    expect(code).toBe(2);
    expect(out).toBe('');
    expect(err).toMatch(/ — .*\nSee: optimizer-playground help run\n$/s);
  }
  expect(existsSync(library())).toBe(false);
}, 60_000);

test('numbers go to standard output alone', () => {
  write('a.experiment.json', surface);
  const json = call('run', 'a.experiment.json', '--json');
  const { runs }: { runs: { points: { loss: number[] } }[] } = JSON.parse(json.out);
  expect(runs).toHaveLength(4);
  expect(runs[0]?.points.loss).toHaveLength(301);
  expect(json.err).toContain('Lowest loss: ');
  const csv = call('run', 'a.experiment.json', '--csv', '--threads', '1');
  expect(csv.out).toMatch(/^race,run,optimizer,lr,/);
  expect(csv.out.split('\n').filter((line) => /,0,adam,0\.001,/.test(line))).toHaveLength(301);
}, 60_000);

test('Ctrl+C keeps what there is, and --resume goes on to the same numbers', async () => {
  write('a.experiment.json', network);
  const child = spawn(process.execPath, [program, 'run', 'a.experiment.json', '--threads', '2'], {
    cwd: folder,
  });
  let printed = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    printed += text;
  });
  const ended = new Promise((resolve) => child.on('close', resolve));
  // The first save is a second after the start, when the runs have begun.
  await expect.poll(() => existsSync(library()) && racesIn(library()).length, { timeout: 30_000 }).toBe(1);
  child.kill('SIGINT');
  expect(await ended).toBe(130);
  expect(printed).toMatch(
    /Interrupted: \d of 2 runs have ended and are kept\. Go on with: run a\.experiment\.json --resume\n$/,
  );
  expect(readdirSync(path.join(library(), 'windows'))).toEqual([]);
  const resumed = call('run', 'a.experiment.json', '--resume', '--json');
  expect(resumed.err).toMatch(/: going on with \d+-/);
  expect(racesIn(library())).toHaveLength(1);
  const anew = call('run', 'a.experiment.json', '--resume', '--json');
  expect(anew.err).toMatch(/^No interrupted race of this experiment is in the library: it begins anew\./);
  const points = ({ out }: { out: string }) =>
    JSON.parse(out).runs.map((run: { points: object }) => run.points);
  expect(points(resumed)).toEqual(points(anew));
}, 120_000);

test('a run of the library is written as a script', () => {
  write('a.experiment.json', surface);
  call('run', 'a.experiment.json', '--library', 'kept');
  const best = call('export', 'latest', '--to', 'pytorch', '--library', 'kept');
  expect(best.code).toBe(0);
  expect(best.out).toContain('import torch');
  expect(best.out).toMatch(/^"""Rosenbrock · (Adam|Momentum) · lr /);
  const [race = ''] = racesIn(path.join(folder, 'kept'));
  const first = call('export', `${race.slice(0, 20)}:0`, '--to', 'numpy', '--library', 'kept');
  expect(first.out).toMatch(/^"""Rosenbrock · Adam · lr 0\.001\n/);
  expect(call('export', 'latest:4', '--to', 'numpy', '--library', 'kept').err).toMatch(
    /^latest:4 — expected a run from 0 to 3: /,
  );
  expect(call('export', 'nothing', '--to', 'numpy').err).toMatch(
    /^nothing — expected a race of .*, where none is\n/,
  );
  expect(call('export', 'latest', '--library', 'kept').err).toMatch(
    /^export — expected --to with a framework/,
  );
}, 60_000);

test('check ends with 1 where a test fails, and with 2 where the text is wrong', () => {
  const adam = readFileSync(inRoot('core', 'optimizers', 'adam.optimizer'), 'utf8');
  write('adam.optimizer', adam);
  const passed = call('check', 'adam.optimizer');
  expect(passed.code).toBe(0);
  expect(passed.out).toMatch(/✓ Converges on Rosenbrock: .*No test failed\.\n$/s);
  write('up.optimizer', adam.replaceAll('p -= ', 'p += '));
  const failed = call('check', 'up.optimizer', '--json');
  expect(failed.code).toBe(1);
  const { results }: { results: { kind: string }[] } = JSON.parse(failed.out);
  expect(results.filter(({ kind }) => kind === 'failed').length).toBeGreaterThan(0);
  write('bad.optimizer', 'name "Bad"\nlr = 0.01 in [0, inf)\nupdate\n  p -= lt * g\n');
  expect(call('check', 'bad.optimizer')).toMatchObject({ code: 2, out: '' });
  expect(call('check', 'bad.optimizer').err).toMatch(/^bad\.optimizer:4:8: unknown name 'lt'/);
}, 60_000);

test('compare writes its report', () => {
  write('a.experiment.json', {
    problem: { data: 'iris', hidden: [4] },
    optimizers: [{ optimizer: 'adam' }, { optimizer: 'sgd' }],
    lr: [0.01],
    epochs: 2,
    compare: { trials: 2, tuning_seeds: 1, seeds: 5 },
  });
  const { code, out } = call('compare', 'a.experiment.json', '--report', 'report.md');
  expect(code).toBe(0);
  expect(out).toContain('Written into report.md.');
  expect(read('report.md')).toMatch(/^# Fair comparison · Iris, 4-4-3 network\n.*\| Adam \| .*\| SGD \| /s);
  write('b.experiment.json', { ...surface, compare: { judge: 'accuracy' } });
  expect(call('compare', 'b.experiment.json')).toMatchObject({ code: 2, out: '' });
}, 60_000);

test('map writes a picture and a line a run', () => {
  write('a.experiment.json', {
    problem: { surface: 'valley' },
    optimizers: [{ optimizer: 'momentum' }],
    lr: [0.01],
    steps: 50,
    target: 0.1,
  });
  const { code, out, err } = call('map', 'a.experiment.json', '--png', 'map.png', '--csv');
  expect(code).toBe(0);
  expect(err).toMatch(
    /^Map of Momentum on Ill-conditioned valley: .*\nBest: the loss is at 0\.1 or below for good after \d+ steps/,
  );
  const [head, ...lines] = out.trimEnd().split('\n');
  expect(head).toBe('lr,momentum,final_loss,best_loss,first_step,settled_step,diverged_step');
  expect(lines).toHaveLength(127 * 127);
  expect(readFileSync(path.join(folder, 'map.png')).toString('latin1', 1, 4)).toBe('PNG');
}, 60_000);

test('lessons and claims of a folder are checked', () => {
  expect(call('lessons').err).toMatch(
    /^\. — expected a lesson, whose name ends in \.lesson\.md, or a folder of some\n/,
  );
  expect(call('claims', 'nowhere').err).toMatch(/^nowhere — expected a file or folder that is there\n/);
  const claim = JSON.parse(
    readFileSync(inRoot('core', 'claims', 'tutorial', '02-sgd-oscillates.claim.json'), 'utf8'),
  );
  write('a.claim.json', claim);
  expect(call('claims')).toMatchObject({
    code: 0,
    out: expect.stringMatching(/1 of 1 came out as their files say\.\n$/),
  });
  write('a.claim.json', {
    ...claim,
    verdict: claim.verdict === 'reproduced' ? 'not reproduced' : 'reproduced',
  });
  expect(call('claims').code).toBe(1);
  write('b.lesson.md', '# A lesson\n\n```experiment\n{ "problem": {} }\n```\n');
  expect(call('lessons')).toMatchObject({ code: 1, out: expect.stringMatching(/^b\.lesson\.md:\d+:\d+: /) });
}, 60_000);

test('npx runs the packed file in an empty folder, without a network', async () => {
  const packed = await packFolder(installed, folder);
  write('a.experiment.json', surface);
  const env = { ...process.env, npm_config_cache: path.join(folder, 'cache'), npm_config_offline: 'true' };
  const npx = (...args: string[]) =>
    spawnSync('npx', ['--yes', `./${path.basename(packed)}`, ...args], {
      cwd: folder,
      encoding: 'utf8',
      env,
      shell: process.platform === 'win32',
    });
  const { status, stdout } = npx(
    'run',
    'a.experiment.json',
    '--until',
    'state=finished',
    '--library',
    'kept',
  );
  expect(stdout).toContain('state=finished holds for 3 of 4 runs.');
  expect(status).toBe(0);
}, 120_000);
