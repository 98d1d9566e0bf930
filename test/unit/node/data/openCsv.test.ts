/** What a workspace may hold that is no plain file of the workspace. */
import { execFileSync } from 'node:child_process';
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readlinkSync,
  realpathSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { readCsv } from '../../../../node/data/readCsv.ts';
import { loadCsv, readColumnHeads, temporaryFolder } from './csvFile.ts';

const houses = 'size,price\n50,3\n60,4\n';
const isWindows = process.platform === 'win32';

/** A workspace with `data/houses.csv` beside a folder with `secret.csv`, which is not of the workspace. */
function folders() {
  const parent = temporaryFolder();
  const [workspace, outside] = [path.join(parent, 'workspace'), path.join(parent, 'outside')];
  for (const folder of [workspace, path.join(workspace, 'data'), outside]) mkdirSync(folder);
  writeFileSync(path.join(workspace, 'data', 'houses.csv'), houses);
  writeFileSync(path.join(outside, 'secret.csv'), houses);
  return { workspace, outside, inWorkspace: (...names: string[]) => path.join(workspace, ...names) };
}

/** Every way in which a path of an experiment or of the picks is read. */
const ways: [string, (csv: string, folder: string) => Promise<unknown>][] = [
  ['an experiment', (csv, folder) => loadCsv({ csv, target: 'price' }, folder)],
  ['the picks', readColumnHeads],
];

describe.each(ways)('%s', (_, read) => {
  describe.skipIf(isWindows)('does not follow a link out of the workspace', () => {
    const out = (csv: string, folder: string) =>
      `${csv}: a link that leads outside the workspace — expected a path in the workspace folder ${folder}`;

    test('of the file, relative or absolute, or through another link', async () => {
      const { workspace, outside, inWorkspace } = folders();
      symlinkSync('../outside/secret.csv', inWorkspace('relative.csv'));
      symlinkSync(path.join(outside, 'secret.csv'), inWorkspace('absolute.csv'));
      symlinkSync('relative.csv', inWorkspace('twice.csv'));
      for (const csv of ['relative.csv', 'absolute.csv', 'twice.csv'])
        await expect(read(csv, workspace)).rejects.toThrow(out(csv, workspace));
    });

    test('of a folder, also with .. behind it', async () => {
      const { workspace, outside, inWorkspace } = folders();
      symlinkSync(outside, inWorkspace('link'));
      mkdirSync(path.join(outside, 'deep'));
      symlinkSync(path.join(outside, 'deep'), inWorkspace('data', 'deep'));
      for (const csv of ['link/secret.csv', 'data/../link/secret.csv'])
        await expect(read(csv, workspace)).rejects.toThrow(out(csv, workspace));
      // The disk would find outside/secret.csv there; a path is shortened before links are followed.
      await expect(read('data/deep/../secret.csv', workspace)).rejects.toThrow('no such file');
    });

    test('to a folder whose name begins with that of the workspace', async () => {
      const { workspace, inWorkspace } = folders();
      mkdirSync(`${workspace}2`);
      writeFileSync(path.join(`${workspace}2`, 'secret.csv'), houses);
      symlinkSync(`${workspace}2/secret.csv`, inWorkspace('houses.csv'));
      await expect(read('houses.csv', workspace)).rejects.toThrow(out('houses.csv', workspace));
    });

    test('but follows one that stays inside, and one to the workspace itself', async () => {
      const { workspace, inWorkspace } = folders();
      symlinkSync('data/houses.csv', inWorkspace('inside.csv'));
      symlinkSync(workspace, `${workspace}-link`);
      expect(await read('inside.csv', workspace)).toBeDefined();
      expect(await read('inside.csv', `${workspace}-link`)).toBeDefined();
    });

    test('and tells no names of what is there', async () => {
      const { workspace, outside, inWorkspace } = folders();
      symlinkSync(outside, inWorkspace('link'));
      await expect(read('link/secrets.csv', workspace)).rejects.toHaveProperty(
        'message',
        `link/secrets.csv: no such file — expected a file in the workspace folder ${workspace}`,
      );
    });

    test('and says that a link to nothing is no file', async () => {
      const { workspace, inWorkspace } = folders();
      symlinkSync('nothing.csv', inWorkspace('dangling.csv'));
      symlinkSync('round.csv', inWorkspace('round.csv'));
      for (const csv of ['dangling.csv', 'round.csv'])
        await expect(read(csv, workspace)).rejects.toThrow(`${csv}: no such file`);
    });
  });

  test('takes no path that leads out', async () => {
    const { workspace } = folders();
    await expect(read('../outside/secret.csv', workspace)).rejects.toThrow('outside the workspace');
    await expect(read(path.join(workspace, 'data', 'houses.csv'), workspace)).rejects.toThrow(
      'an absolute path',
    );
  });

  test('takes no folder for a file', async () => {
    const { workspace, inWorkspace } = folders();
    mkdirSync(inWorkspace('folder.csv'));
    await expect(read('folder.csv', workspace)).rejects.toThrow(
      'folder.csv: a folder — expected a CSV file at',
    );
    await expect(read('.', workspace)).rejects.toThrow('a folder — expected a CSV file at');
  });

  test.skipIf(isWindows)('does not wait for a pipe', async () => {
    const { workspace, inWorkspace } = folders();
    execFileSync('mkfifo', [inWorkspace('pipe.csv')]);
    await expect(read('pipe.csv', workspace)).rejects.toThrow(
      'pipe.csv: no regular file — expected a CSV file at',
    );
  });
});

test.runIf(existsSync('/proc/self/fd'))('a file is closed, whatever is wrong with it', async () => {
  const file = path.join(temporaryFolder(), 'houses.csv');
  const linkOf = (handle: string) => {
    try {
      return readlinkSync(`/proc/self/fd/${handle}`);
    } catch {
      return '';
    }
  };
  const isOpen = () => readdirSync('/proc/self/fd').map(linkOf).includes(realpathSync(file));
  for (const text of [houses, 'size,price\n50\n', '']) {
    writeFileSync(file, text);
    await readCsv(file, { target: 'price' }).catch(() => {});
    await readColumnHeads('houses.csv', path.dirname(file)).catch(() => {});
    expect(isOpen(), text).toBe(false);
  }
});

describe('a file that changes while it is read is refused:', () => {
  const lines = '50,3\n60,4\n'.repeat(100_000);

  test.each<[string, (file: string) => void]>([
    ['one that grows', (file) => appendFileSync(file, '70,5\n')],
    ['one that is cut off', (file) => writeFileSync(file, 'size,price\n50,3\n')],
    [
      'one that is written anew',
      (file) => {
        writeFileSync(file, `size,price\n${lines.replaceAll('5', '7')}`);
        utimesSync(file, 1, 1);
      },
    ],
  ])('%s', async (_, change) => {
    const file = path.join(temporaryFolder(), 'houses.csv');
    writeFileSync(file, `size,price\n${lines}`);
    let isChanged = false;
    const onProgress = () => {
      if (isChanged) return;
      isChanged = true;
      change(file);
    };
    await expect(readCsv(file, { target: 'price' }, { onProgress })).rejects.toThrow(
      'houses.csv: changed while it was read — expected a file that nothing writes to',
    );
  });

  test('also where something is wrong with what was read, but not where the reading was cancelled', async () => {
    const file = path.join(temporaryFolder(), 'houses.csv');
    writeFileSync(file, `size,price\n${lines}50\n`);
    const change = () => appendFileSync(file, '70,5\n');
    await expect(readCsv(file, { target: 'price' }, { onProgress: change })).rejects.toThrow(
      'houses.csv: changed while it was read',
    );
    const controller = new AbortController();
    const cancel = () => {
      change();
      controller.abort(new Error('enough'));
    };
    await expect(
      readCsv(file, { target: 'price' }, { onProgress: cancel, signal: controller.signal }),
    ).rejects.not.toThrow('changed while it was read');
  });
});
