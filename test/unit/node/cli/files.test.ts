import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readExperimentFile } from '../../../../node/cli/files/readExperimentFile.ts';
import { readRuleFiles } from '../../../../node/cli/files/readRuleFiles.ts';
import { rootFolder } from '../../../../node/cli/files/rootFolder.ts';
import { libraryFolder } from '../../../../node/cli/library/libraryFolder.ts';
import { asked, fakeTerminal, surroundingsOf } from './cliTools.ts';

let folder = '';
beforeEach(() => {
  folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'cli-files-')));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));
const at = (...parts: string[]) => path.join(folder, ...parts);
const write = (name: string, text: string) => {
  mkdirSync(path.dirname(at(name)), { recursive: true });
  writeFileSync(at(name), text);
};
const rule = 'name "Mine"\nlr = 0.01 in (0, inf)\nupdate\n  p -= lr * g\n';

test('the folder of an experiment is the nearest one with a mark, or else the one that the person is in', () => {
  mkdirSync(at('a', 'b', 'c'), { recursive: true });
  const file = at('a', 'b', 'c', 'x.experiment.json');
  expect(rootFolder(file, at('a'))).toBe(at('a'));
  expect(rootFolder(file, at('other'))).toBe(at('a', 'b', 'c'));
  mkdirSync(at('a', '.git'));
  expect(rootFolder(file, folder)).toBe(at('a'));
  mkdirSync(at('a', 'b', '.vscode'));
  expect(rootFolder(file, folder)).toBe(at('a', 'b'));
  mkdirSync(at('a', 'b', 'c', '.optimizer-playground'));
  expect(rootFolder(file, folder)).toBe(at('a', 'b', 'c'));
});

test('rules are read beside the experiment, and nowhere outside of its folder', async () => {
  write('in/mine.optimizer', rule);
  write('outside.optimizer', rule);
  symlinkSync(at('outside.optimizer'), at('in', 'link.optimizer'));
  const paths = [
    './mine.optimizer',
    './mein.optimizer',
    '../outside.optimizer',
    './link.optimizer',
    '/a.optimizer',
  ];
  const files = await readRuleFiles(paths, at('in', 'x.experiment.json'), at('in'));
  expect([...files.values()]).toEqual([
    { place: pathToFileURL(at('in', 'mine.optimizer')).href, text: rule },
    { fault: "a file that is there; did you mean 'mine.optimizer'?" },
    { fault: `a path in the folder ${at('in')}` },
    { fault: `a path in the folder ${at('in')}` },
    { fault: 'a path relative to this file, such as "./mine.optimizer", and no absolute one' },
  ]);
});

test('a rule that is too large, or not in UTF-8, is refused', async () => {
  writeFileSync(at('large.optimizer'), 'x'.repeat(5_000_000));
  writeFileSync(at('latin.optimizer'), Buffer.from([0x70, 0xe4, 0x0a]));
  const files = await readRuleFiles(['large.optimizer', 'latin.optimizer'], at('x.experiment.json'), folder);
  const [large, latin] = [...files.values()];
  expect(large).toMatchObject({ fault: expect.stringContaining('bytes; there are 5,000,000') });
  expect(latin).toEqual({ fault: 'a rule in UTF-8' });
});

const surroundings = () => surroundingsOf(fakeTerminal().terminal, folder);

test('each fault of an experiment is a line with file, line and column', async () => {
  write(
    'x.experiment.json',
    '{ "problem": { "surface": "rosenbrok" },\n  "optimizers": [{ "optimizer": "adam" }],\n  "lr": [0],\n  "steps": 10 }',
  );
  await expect(readExperimentFile('x.experiment.json', surroundings())).rejects.toThrow(
    /^x\.experiment\.json:1:27: problem\.surface = "rosenbrok" — .*\nx\.experiment\.json:3:10: lr\[0\] = 0 — expected/,
  );
  write('x.experiment.json', '{ "problem": }');
  await expect(readExperimentFile('x.experiment.json', surroundings())).rejects.toThrow(
    /^x\.experiment\.json:1:14: /,
  );
});

test('a mistake of a rule is told with its own file, line and column', async () => {
  write('mine.optimizer', rule.replace('lr * g', 'lt * g'));
  write(
    'x.experiment.json',
    '{ "problem": { "surface": "rosenbrock" }, "optimizers": [{ "optimizer": "./mine.optimizer" }], "lr": [1], "steps": 10 }',
  );
  await expect(readExperimentFile('x.experiment.json', surroundings())).rejects.toThrow(
    /\n {2}mine\.optimizer:4:8: unknown name 'lt'/,
  );
});

test('a file that isn’t there is told with the one that was meant', async () => {
  write('race.experiment.json', '{}');
  for (const name of ['rase.experiment.json', 'race.experimen.json'])
    await expect(readExperimentFile(name, surroundings())).rejects.toThrow(
      `${name} — expected an experiment's file that is there; did you mean 'race.experiment.json'?`,
    );
  await expect(readExperimentFile('zzzzz.experiment.json', surroundings())).rejects.toThrow(/is there$/);
});

test('an experiment comes with its rules', async () => {
  write('mine.optimizer', rule);
  write(
    'x.experiment.json',
    '{ "problem": { "surface": "rosenbrock" }, "optimizers": [{ "optimizer": "./mine.optimizer" }], "lr": [1], "steps": 10 }',
  );
  const { experiment, csv, root } = await readExperimentFile('x.experiment.json', surroundings());
  expect(experiment.optimizers[0]?.rule?.text).toBe(rule);
  expect(csv).toBeNull();
  expect(root).toBe(folder);
});

test('races are kept where that is said, in the editor’s library, or in the folder', () => {
  const env = { OPTIMIZER_PLAYGROUND_LIBRARY: '/editor/races' };
  expect(libraryFolder(asked('x', { library: 'here' }), { env, cwd: '/a' }, '/root')).toBe(
    path.resolve('/a/here'),
  );
  expect(libraryFolder(asked('x'), { env, cwd: '/a' }, '/root')).toBe(path.resolve('/editor/races'));
  const own = path.join('/root', '.optimizer-playground', 'races');
  expect(libraryFolder(asked('x'), { env: {}, cwd: '/a' }, '/root')).toBe(own);
  expect(libraryFolder(asked('x'), { env: { OPTIMIZER_PLAYGROUND_LIBRARY: '' }, cwd: '/a' }, '/root')).toBe(
    own,
  );
});

test('a folder is told to be none of an experiment', async () => {
  mkdirSync(at('races'));
  const { terminal } = fakeTerminal();
  await expect(readExperimentFile('races', surroundingsOf(terminal, folder))).rejects.toThrow(
    "races — expected an experiment's file, and it is a folder",
  );
});

test.each([
  ['mine.optimizer', 'check puts an optimizer to its tests, and an experiment names it as its "optimizer"'],
  ['a.CSV', 'an experiment trains on a CSV file by "problem": { "csv": … }'],
])('%s is told to be no experiment, with what to do', async (name, instead) => {
  const { terminal } = fakeTerminal();
  await expect(readExperimentFile(name, surroundingsOf(terminal, folder))).rejects.toThrow(
    `${name} — expected a file that ends in .experiment.json; ${instead}`,
  );
});
