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
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
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

/** What a report gives its page. */
function dataOf(html: string): unknown {
  const [, data = ''] = /<script type="application\/json" id="report-data">(.*)<\/script>/.exec(html) ?? [];
  return JSON.parse(data);
}

test('run writes a page, also of a race that ran before', () => {
  write('a.experiment.json', surface);
  const ran = call('run', 'a.experiment.json', '--report', 'race.html', '--until', 'loss < 1e-9', '--json');
  expect(ran.code).toBe(1);
  expect(ran.err).toMatch(/\nReport written into race\.html, [\d,]+ kB\.\n/);
  const race: { runs: { points: { loss: number[] } }[] } = JSON.parse(ran.out);
  const html = read('race.html');
  expect(html).toContain('<p class="finding">loss &lt; 1e-9 holds for none of 4 runs.</p>');
  const { runs } = dataOf(html) as { runs: { record: { points: { loss: string } } }[] };
  expect(runs).toHaveLength(4);
  const bytes = Buffer.from(runs[0]?.record.points.loss ?? '', 'base64');
  expect(bytes.length).toBe(301 * 8);
  expect(bytes.readDoubleLE(300 * 8)).toBe(race.runs[0]?.points.loss[300]);
  const again = call('report', 'latest', '--to', 'race.html');
  expect(again.code).toBe(0);
  expect(again.out).toMatch(/^Report written into race\.html, [\d,]+ kB, in place of what it had\.\n$/);
  // How many threads computed it nobody knows any more.
  expect(dataOf(read('race.html'))).toEqual({ ...(dataOf(html) as object), threads: 0 });
  expect(call('report', 'latest').err).toMatch(/^report — expected --to with the name of a file/);
  expect(call('report', 'none', '--to', 'b.html').err).toMatch(/^none — expected a race of /);
  expect(existsSync(path.join(folder, 'b.html'))).toBe(false);
}, 60_000);

describe('compare-rules', () => {
  const git = (...args: string[]) => {
    const own = ['-c', 'user.name=Me', '-c', 'user.email=me@example.test', '-c', 'commit.gpgsign=false'];
    const { status, stderr } = spawnSync('git', [...own, ...args], { cwd: folder, encoding: 'utf8' });
    expect(status, stderr).toBe(0);
  };
  const experiment = {
    problem: { data: 'iris', hidden: [4], validation: 0.3 },
    optimizers: [{ optimizer: './mine.optimizer' }, { optimizer: './new.optimizer' }, { optimizer: 'sgd' }],
    lr: [0.01],
    epochs: 8,
  };
  const rule = (factor: number) => `name "Mine"\nlr = 0.01 in [0, inf)\nupdate\n  p -= ${factor} * lr * g\n`;
  const begin = () => {
    mkdirSync(path.join(folder, 'opt'));
    write('opt/a.experiment.json', experiment);
    write('opt/mine.optimizer', rule(10));
    git('init', '--quiet', '--initial-branch', 'main');
    git('add', '.');
    git('commit', '--quiet', '--message', 'Begin');
    write('opt/new.optimizer', rule(3));
  };
  const compareTo = (base: string, ...more: string[]) =>
    call('compare-rules', 'opt/a.experiment.json', '--base', base, ...more);

  test('says worse, with table, page and numbers, and fails where it is asked to', () => {
    begin();
    write('opt/mine.optimizer', rule(1));
    const kept = ['--markdown', 'c.md', '--report', 'c.html', '--json'];
    const { code, out, err } = compareTo('main', ...kept, '--fail-on', 'worse');
    expect(code).toBe(1);
    expect(err).toMatch(/^\.\/new\.optimizer is new\.\n/);
    expect(err).toMatch(/\nWorse: Mine, whose final validation loss is higher by 0\.\d+ \(.*\)\.\n/);
    const json = JSON.parse(out);
    expect(json).toMatchObject({ verdict: 'worse', judged: 'final validation loss', base: 'main' });
    expect(json.rows).toEqual([expect.objectContaining({ name: 'Mine', verdict: 'worse' })]);
    expect(json.rows[0].difference).toMatchObject({ pairs: 10, p: 2 / 2 ** 10 });
    expect(read('c.md')).toMatch(/^<!-- .* -->\n\n### Optimizer Playground: worse\n/);
    expect(dataOf(read('c.html'))).toMatchObject({ runs: { length: 20 } });
    expect(read('c.html')).toContain('<p class="finding">Worse: Mine, whose');
    // Without the option the verdict is said, and no more.
    expect(compareTo('main').code).toBe(0);
    // What has been committed since is what is compared with.
    git('commit', '--quiet', '--all', '--message', 'Slower');
    expect(compareTo('main').out).toMatch(/^\.\/mine\.optimizer computes what it does in main\.\n/);
    expect(compareTo('main~1').out).toContain('\nWorse: ');
  }, 120_000);

  test('tunes both versions where it is asked to, and judges them on fresh seeds', () => {
    begin();
    write('opt/mine.optimizer', rule(1));
    write('opt/a.experiment.json', {
      ...experiment,
      problem: { data: 'iris', hidden: [4] },
      compare: { trials: 2, tuning_seeds: 1 },
    });
    const { code, out, err } = compareTo(
      'main',
      '--tune',
      '--seeds',
      '6',
      '--json',
      '--markdown',
      'c.md',
      '--report',
      'c.html',
    );
    expect(code).toBe(0);
    expect(err).toMatch(/\nIris, 4-4-3 network: .*\nReport written into c\.html, /);
    expect(JSON.parse(out)).toMatchObject({
      verdict: expect.stringMatching(/^(worse|better|not established)$/),
      seeds: 6,
    });
    expect(read('c.md')).toMatch(/^<!-- .* -->\n\n### Optimizer Playground: .*\n\n## Iris, 4-4-3 network\n/);
    expect(dataOf(read('c.html'))).toMatchObject({
      sheet: {
        problems: [{ entrants: [{ name: 'Mine (base/mine.optimizer)' }, { name: 'Mine (mine.optimizer)' }] }],
      },
    });
  }, 120_000);

  test('takes a folder in place of a commit', () => {
    begin();
    mkdirSync(path.join(folder, 'before', 'opt'), { recursive: true });
    write('before/opt/mine.optimizer', rule(1));
    expect(compareTo('before', '--seeds', '6').out).toMatch(/\nBetter: Mine, whose .* is lower by /);
  }, 60_000);

  test('says what stands in its way', () => {
    begin();
    expect(compareTo('nothing')).toMatchObject({ code: 2, out: '' });
    expect(compareTo('nothing').err).toMatch(
      /^--base nothing — expected a folder, or a commit that git knows in .*: it knows none by that name\. Fetch it first/,
    );
    expect(compareTo('main', '--seeds', '5').err).toMatch(/^--seeds 5 — expected a whole number from 6, /);
    expect(call('compare-rules', 'opt/a.experiment.json').err).toMatch(
      /^compare-rules — expected --base with /,
    );
    write('opt/b.experiment.json', { ...experiment, optimizers: [{ optimizer: 'sgd' }] });
    expect(call('compare-rules', 'opt/b.experiment.json', '--base', 'main').err).toMatch(
      /^opt\/b\.experiment\.json — expected an experiment with a rule of your own, /,
    );
    // A rule that ran in no experiment is none to compare with.
    write('opt/mine.optimizer', 'name "Mine"\n');
    git('commit', '--quiet', '--all', '--message', 'Break');
    write('opt/mine.optimizer', rule(1));
    expect(compareTo('main').out).toMatch(
      /^\.\/mine\.optimizer could not be run before: it was no rule that compiles: .*/,
    );
  }, 60_000);
});

test('what is wrong is told before anything is run or kept', () => {
  write('a.experiment.json', surface);
  for (const args of [
    ['--until', 'los < 1'],
    ['--every'],
    ['--json', '--csv'],
    ['--threads', '0'],
    ['--report', 'nowhere/out.html'],
  ]) {
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
  expect(call('check', 'a.experiment.json').err).toMatch(
    /^a\.experiment\.json — expected a file that ends in \.optimizer; run says/,
  );
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
  expect(out).toMatch(/\nReport written into report\.md, \d kB\.\n$/);
  expect(read('report.md')).toMatch(/^# Fair comparison · Iris, 4-4-3 network\n.*\| Adam \| .*\| SGD \| /s);
  const html = call('compare', 'a.experiment.json', '--report', 'report.html');
  expect(html.out).toMatch(/\nReport written into report\.html, [\d,]+ kB\.\n$/);
  expect(dataOf(read('report.html'))).toMatchObject({ sheet: { phase: 'done' } });
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
  const { code, out, err } = call(
    'map',
    'a.experiment.json',
    '--png',
    'map.png',
    '--csv',
    '--report',
    'map.html',
  );
  expect(dataOf(read('map.html'))).toMatchObject({ type: 'map', phase: 'done', piece: { first: 0 } });
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
    '--report',
    'race.html',
  );
  expect(stdout).toContain('state=finished holds for 3 of 4 runs.');
  expect(dataOf(read('race.html'))).toMatchObject({ runs: { length: 4 } });
  expect(status).toBe(0);
}, 120_000);

test('run, compare and map say which columns of text teach nothing', () => {
  const row = (_: unknown, index: number) => `cust${index},${index % 7},${(index * 13) % 11}`;
  write('a.csv', ['id,size,price', ...Array.from({ length: 40 }, row)].join('\n'));
  const experiment = {
    problem: { csv: 'a.csv', target: 'price' },
    optimizers: [{ optimizer: 'sgd' }, { optimizer: 'momentum' }],
    lr: [0.01],
    epochs: 1,
    compare: { trials: 2, tuning_seeds: 1, seeds: 2 },
    map: { x: { setting: 'lr', from: 0.01, to: 0.1 }, y: { setting: 'weight_decay', from: 0.01, to: 0.1 } },
  };
  write('a.experiment.json', experiment);
  const words =
    /^Column id has 40 different texts in 40 rows, .* "ignore": \["id"\] leaves the column out\.$/m;
  expect(call('run', 'a.experiment.json').out).toMatch(words);
  expect(call('compare', 'a.experiment.json').err).toMatch(words);
  expect(call('map', 'a.experiment.json').out).toMatch(words);
  write('a.experiment.json', { ...experiment, problem: { ...experiment.problem, ignore: ['id'] } });
  expect(call('run', 'a.experiment.json').out).not.toContain('Column');
});

test.each([
  [
    'nowhere/map.png',
    /^--png nowhere\/map\.png — expected a file in a folder that is there: make .* first$/m,
  ],
  ['map.jpg', /^--png map\.jpg — expected a file whose name ends in \.png$/m],
])('map says before it computes that %s can be no picture', (name, message) => {
  write('a.experiment.json', surface);
  const { code, out, err } = call('map', 'a.experiment.json', '--png', name);
  expect([code, out]).toEqual([2, '']);
  expect(err).toMatch(message);
});
