/** Rules and experiments that are moved: experiments keep to the rules that they name. */
import './loadedParts.ts';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { registerProviders } from '../../../extension/files/providers.ts';
import { half } from '../experiment/ownRules.ts';
import { person, renaming, resetScreen, screen } from './fake/screen.ts';
import { Uri, type WorkspaceEdit } from './fake/values.ts';
import { FakeDocument } from './fake/widgets.ts';

const experiment = (...paths: string[]) =>
  `{ "problem": { "surface": "valley" }, "lr": [0.1],\r\n  "optimizers": [${paths.map((path) => `{ "optimizer": "${path}" }`).join(',\n')}] }`;
const write = (path: string, text: string) => {
  screen.files[`/project/${path}`] = Buffer.from(text);
};

let registered: { dispose(): unknown };

beforeEach(() => {
  resetScreen();
  screen.folders = [{ name: 'work', uri: Uri.file('/project') }];
  registered = registerProviders();
  write('half.optimizer', half);
  write('rules/other.optimizer', half);
  write('a.experiment.json', experiment('./half.optimizer', 'adam', './rules/other.optimizer'));
  write('lab/b.experiment.json', experiment('../half.optimizer'));
});

afterEach(() => {
  registered.dispose();
});

/** What is to be changed before the moves, as `line:column text` for each file; null where nothing is asked. */
async function changesFor(...moves: (readonly [from: string, to: string])[]) {
  const waited: Promise<unknown>[] = [];
  const files = moves.map(([from, to]) => ({
    oldUri: Uri.file(`/project/${from}`),
    newUri: Uri.file(`/project/${to}`),
  }));
  renaming.fire({ files, waitUntil: (edit) => void waited.push(edit) });
  if (waited.length === 0) return null;
  const edit = (await waited[0]) as WorkspaceEdit;
  return edit.replaced.map(({ uri, range: { start, end }, text }) =>
    [uri.path.replace('/project/', ''), `${start.line}:${start.character}-${end.character}`, text].join(' '),
  );
}

test('a rule takes the experiments along that name it', async () => {
  expect(await changesFor(['half.optimizer', 'rules/whole.optimizer'])).toEqual([
    'a.experiment.json 1:32-50 "./rules/whole.optimizer"',
    'lab/b.experiment.json 1:32-51 "../rules/whole.optimizer"',
  ]);
});

test('a folder takes its rules along', async () => {
  expect(await changesFor(['rules', 'mine'])).toEqual(['a.experiment.json 3:15-40 "./mine/other.optimizer"']);
});

test('an experiment that moves keeps its rules', async () => {
  expect(await changesFor(['lab/b.experiment.json', 'b.experiment.json'])).toEqual([
    'lab/b.experiment.json 1:32-51 "./half.optimizer"',
  ]);
  expect(await changesFor(['a.experiment.json', 'c.experiment.json'])).toEqual([]);
});

test('what moves together needs no change', async () => {
  expect(
    await changesFor(
      ['a.experiment.json', 'new/a.experiment.json'],
      ['half.optimizer', 'new/half.optimizer'],
      ['rules', 'new/rules'],
    ),
  ).toEqual(['lab/b.experiment.json 1:32-51 "../new/half.optimizer"']);
});

test('an experiment is read as the editor has it', async () => {
  const document = new FakeDocument(Uri.file('/project/a.experiment.json'), 'adam');
  person.open(document);
  person.write(document, experiment('./rules/../half.optimizer'));
  expect(await changesFor(['half.optimizer', 'whole.optimizer'])).toEqual([
    'a.experiment.json 1:32-59 "./whole.optimizer"',
    'lab/b.experiment.json 1:32-51 "../whole.optimizer"',
  ]);
});

test('other files are let alone', async () => {
  expect(await changesFor(['notes.md', 'notes.txt'], ['a.py', 'b.py'])).toBeNull();
});
