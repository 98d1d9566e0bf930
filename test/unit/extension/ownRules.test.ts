/** Where the paths of rules lead, and what is read there. */
import { beforeEach, describe, expect, test } from 'vitest';
import { readRule } from '../../../core/experiment/ruleFiles.ts';
import { findRules } from '../../../extension/ownRules/findRules.ts';
import { readRuleFile, readRuleFiles } from '../../../extension/ownRules/readRuleFiles.ts';
import { pathToRule, placeOfRule, savedPlace } from '../../../extension/ownRules/rulePlace.ts';
import { half } from '../experiment/ownRules.ts';
import { person, resetScreen, screen } from './fake/screen.ts';
import { Uri } from './fake/values.ts';
import { FakeDocument } from './fake/widgets.ts';

const experiment = Uri.file('/project/lab/a.experiment.json');
const unsaved = new Uri('untitled', 'Untitled-1');
const place = (path: string, file: Uri | undefined = experiment) => {
  const found = placeOfRule(path, file as never);
  return 'fault' in found ? found.fault : found.toString();
};
const open = (...paths: string[]) => {
  screen.folders = paths.map((path) => ({ name: path, uri: Uri.file(path) }));
};

beforeEach(() => {
  resetScreen();
  open('/project');
});

describe('a path leads', () => {
  test.each([
    ['./half.optimizer', 'file:///project/lab/half.optimizer'],
    ['half.optimizer', 'file:///project/lab/half.optimizer'],
    ['../half.optimizer', 'file:///project/half.optimizer'],
    ['.././lab//half.optimizer', 'file:///project/lab/half.optimizer'],
    ['eigene Regeln/hälfte.optimizer', 'file:///project/lab/eigene%20Regeln/h%C3%A4lfte.optimizer'],
  ])('from the experiment’s file: %s', (path, expected) => {
    expect(place(path)).toBe(expected);
  });

  test('from the folder that an unsaved experiment will be in', () => {
    expect(place('./half.optimizer', new Uri('untitled', '/project/lab/b.experiment.json'))).toBe(
      'file:///project/lab/half.optimizer',
    );
  });

  test.each([
    ['an unsaved experiment without a name', unsaved],
    ['no experiment', undefined],
  ])('from the first folder that is open, for %s', (_, file) => {
    open('/project', '/other');
    expect(placeOfRule('./half.optimizer', file as never).toString()).toBe('file:///project/half.optimizer');
  });

  test('to an unsaved document where no folder is open', () => {
    open();
    expect(place('./half.optimizer', unsaved)).toBe('untitled:half.optimizer');
  });

  test('from a file in no folder that is open to its own folder', () => {
    open('/elsewhere');
    expect(place('./half.optimizer')).toBe('file:///project/lab/half.optimizer');
    expect(place('../half.optimizer')).toBe('a path in the folder /project/lab');
  });

  test('through folders of any kind of workspace', () => {
    screen.folders = [{ name: 'far', uri: new Uri('vscode-vfs', '/far') }];
    expect(place('./half.optimizer', new Uri('vscode-vfs', '/far/a.experiment.json'))).toBe(
      'vscode-vfs:///far/half.optimizer',
    );
    expect(place('../half.optimizer', new Uri('vscode-vfs', '/far/a.experiment.json'))).toBe(
      'a path in the folder vscode-vfs:///far',
    );
  });
});

describe('a path leads nowhere', () => {
  const relative = 'a path relative to this file, such as "./mine.optimizer"';

  test.each([
    ['that is absolute', '/project/half.optimizer', `${relative}, and no absolute one`],
    ['that is absolute on Windows', 'C:\\half.optimizer', `${relative}, and no absolute one`],
    ['of a network', '\\\\server\\half.optimizer', `${relative}, and no absolute one`],
    ['that is an address', 'file:///project/half.optimizer', `${relative}, and no absolute one`],
    ['of a home folder', '~/half.optimizer', `${relative}: ~ is no folder here`],
    [
      'with Windows’ separators',
      'a\\b.optimizer',
      '/ between folders, which every system takes: a/b.optimizer',
    ],
    ['out of the workspace', '../../half.optimizer', 'a path in the folder /project'],
    [
      'to a folder that only begins as the workspace does',
      '../../work2/half.optimizer',
      'a path in the folder /project',
    ],
  ])('%s', (_, path, expected) => {
    expect(place(path)).toBe(expected);
  });
});

describe('the path from an experiment to a rule', () => {
  test.each([
    ['/project/lab/half.optimizer', './half.optimizer'],
    ['/project/half.optimizer', '../half.optimizer'],
    ['/project/other/half.optimizer', '../other/half.optimizer'],
    ['/project/lab/deep/half.optimizer', './deep/half.optimizer'],
  ])('leads back to %s', (path, expected) => {
    const uri = Uri.file(path);
    expect(pathToRule(uri as never, experiment as never)).toBe(expected);
    expect(place(expected)).toBe(uri.toString());
  });

  test('is none out of the workspace folder, or to another file system', () => {
    expect(pathToRule(Uri.file('/else/half.optimizer') as never, experiment as never)).toBeNull();
    expect(
      pathToRule(new Uri('vscode-vfs', '/project/a.optimizer') as never, experiment as never),
    ).toBeNull();
  });

  test('is its name where nothing is in a folder', () => {
    open();
    expect(pathToRule(new Uri('untitled', 'half.optimizer') as never, unsaved as never)).toBe(
      'half.optimizer',
    );
    expect(pathToRule(Uri.file('/project/half.optimizer') as never, unsaved as never)).toBeNull();
  });
});

describe('what is read', () => {
  const uri = Uri.file('/project/lab/half.optimizer');
  const read = async (path = './half.optimizer', file: Uri = experiment) =>
    (await readRuleFiles([path], file as never)).get(path);

  test('is the file as it is on the disk', async () => {
    screen.files[uri.path] = Buffer.from(`\ufeff${half}`);
    expect(await read()).toEqual({ place: uri.toString(), text: half });
  });

  test('is the text in the editor where it is not saved', async () => {
    screen.files[uri.path] = Buffer.from(half);
    const document = new FakeDocument(uri, half, 'optimizer');
    person.open(document);
    person.write(document, 'name "Other"');
    expect(await read()).toEqual({ place: uri.toString(), text: 'name "Other"' });
    document.isDirty = false;
    expect(await read()).toEqual({ place: uri.toString(), text: half });
  });

  test('is a document that was never saved, in a folder or without one', async () => {
    person.open(new FakeDocument(new Uri('untitled', uri.path), half, 'optimizer'));
    expect(await read()).toEqual({ place: uri.toString(), text: half });
    open();
    person.open(new FakeDocument(new Uri('untitled', 'mine.optimizer'), half, 'optimizer'));
    expect(await read('./mine.optimizer', unsaved)).toEqual({ place: 'untitled:mine.optimizer', text: half });
    expect(await read('./none.optimizer', unsaved)).toEqual({
      fault: 'a rule in an open document of this name; there is none',
    });
  });

  test.each<[string, Uint8Array, string]>([
    ['too large', Buffer.alloc(262_145, 'a'), 'a rule of at most 262,144 bytes; there are 262,145'],
    [
      'in another encoding',
      Buffer.from([0x66, 0xe4, 0x20]),
      'a rule in UTF-8: choose "Save with Encoding" in the editor',
    ],
  ])('is no file that is %s', async (_, bytes, fault) => {
    screen.files[uri.path] = bytes;
    expect(await read()).toEqual({ fault });
  });

  test('of what is not saved is that under which it will be saved', async () => {
    const uri = new Uri('untitled', '/project/lab/mine.optimizer');
    const document = new FakeDocument(uri, half, 'optimizer');
    person.open(document);
    const file = await readRuleFile(uri as never);
    expect(file).toEqual({ place: 'file:///project/lab/mine.optimizer', text: half });
    person.close(document);
    screen.files['/project/lab/mine.optimizer'] = Buffer.from(`${half}# saved\n`);
    expect(await readRuleFile(uri as never)).toEqual({ ...file, text: `${half}# saved\n` });
  });

  test('is nothing where no file is, with the name that was likely meant', async () => {
    screen.files['/project/lab/haf.optimizer'] = Buffer.from(half);
    screen.files['/project/lab/half.optimize'] = Buffer.from(half);
    expect(await read()).toEqual({ fault: "a file that is there; did you mean 'haf.optimizer'?" });
    expect(await read('../half.optimizer')).toEqual({ fault: 'a file that is there' });
    // Their endings are alike, their names aren't.
    screen.files['/project/t.optimizer'] = Buffer.from(half);
    expect(await read('../mine.optimizer')).toEqual({ fault: 'a file that is there' });
  });

  test('is the same rule each time', async () => {
    screen.files[uri.path] = Buffer.from(half);
    const file = await readRuleFile(uri as never);
    expect(readRule('a.optimizer', file)).toBe(readRule('a.optimizer', file));
  });
});

test('the rules of a workspace are found, saved or not, with what is wrong with them', async () => {
  screen.files['/project/lab/half.optimizer'] = Buffer.from(half);
  screen.files['/project/broken.optimizer'] = Buffer.from('name');
  screen.files['/else/far.optimizer'] = Buffer.from(half);
  person.open(new FakeDocument(new Uri('untitled', '/project/new.optimizer'), half, 'optimizer'));
  person.open(new FakeDocument(new Uri('untitled', '/project/notes.md'), half, 'markdown'));
  const found = await findRules(experiment as never);
  expect(found.map(({ path, rule }) => [path, typeof rule === 'string' ? rule : rule.name])).toEqual([
    ['../broken.optimizer', expect.stringMatching(/^a rule that compiles: broken\.optimizer:1:\d+ — /)],
    ['../new.optimizer', 'Half'],
    ['./half.optimizer', 'Half'],
  ]);
});

test('a rule that is not saved yet has the place that it will have, and any other its own', () => {
  const placeOf = (uri: Uri) => savedPlace(uri as never).toString();
  expect(placeOf(new Uri('untitled', '/project/half.optimizer'))).toBe('file:///project/half.optimizer');
  expect(placeOf(new Uri('untitled', 'half.optimizer'))).toBe('untitled:half.optimizer');
  expect(placeOf(new Uri('git', '/project/half.optimizer'))).toBe('git:///project/half.optimizer');
});
