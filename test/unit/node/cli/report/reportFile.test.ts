import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { access } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, test, vi } from 'vitest';
import { ReportFile } from '../../../../../node/cli/report/reportFile.ts';
import { asked } from '../cliTools.ts';

vi.mock('node:fs/promises', async (original) => {
  const real = await original<typeof import('node:fs/promises')>();
  return { ...real, access: vi.fn(real.access) };
});

const cwd = mkdtempSync(path.join(tmpdir(), 'report-file-'));
afterAll(() => rmSync(cwd, { recursive: true }));

const fileOf = (name: string | null) =>
  ReportFile.of(asked('a.experiment.json', name === null ? {} : { report: name }), {
    ...{ option: 'report', command: 'run', cwd, endings: ['.md', '.html'] },
  });

test('where none is asked for there is none', async () => {
  expect(await fileOf(null)).toBeNull();
});

test('is written, and said with its size; over another one, that is said, too', async () => {
  const first = await fileOf('out.html');
  expect(first?.isHtml).toBe(true);
  expect(await first?.write('é'.repeat(600))).toBe('Report written into out.html, 2 kB.');
  const second = await fileOf('out.html');
  expect(await second?.write('two')).toBe('Report written into out.html, 1 kB, in place of what it had.');
  expect(readFileSync(path.join(cwd, 'out.html'), 'utf8')).toBe('two');
  expect((await fileOf('OUT.MD'))?.isHtml).toBe(false);
});

test('what can’t be written is told before, with a way out', async () => {
  mkdirSync(path.join(cwd, 'folder.html'));
  writeFileSync(path.join(cwd, 'a file'), '');
  await expect(fileOf('out.txt')).rejects.toThrow(
    '--report out.txt — expected a file whose name ends in .md or .html',
  );
  await expect(fileOf('nowhere/out.html')).rejects.toThrow(
    `--report nowhere/out.html — expected a file in a folder that is there: make ${path.join(cwd, 'nowhere')} first`,
  );
  await expect(fileOf('a file/out.html')).rejects.toThrow('a folder that is there');
  await expect(fileOf('folder.html')).rejects.toThrow(
    '--report folder.html — expected the name of a file, and a folder has it',
  );
});

test.each([
  ['read-only.html', 'a file that may be written'],
  ['new.html', `a folder that may be written in, unlike ${cwd}`],
])('that %s may not be written is told', async (name, expected) => {
  writeFileSync(path.join(cwd, 'read-only.html'), '');
  // The system lets root write anything.
  vi.mocked(access).mockRejectedValueOnce(new Error('EACCES'));
  await expect(fileOf(name)).rejects.toThrow(`--report ${name} — expected ${expected}`);
});

test('what goes wrong later is told as what it is', async () => {
  mkdirSync(path.join(cwd, 'gone'));
  const file = await fileOf('gone/out.html');
  rmSync(path.join(cwd, 'gone'), { recursive: true });
  await expect(file?.write('')).rejects.toThrow(
    /^gone\/out\.html — expected a file that can be written: ENOENT/,
  );
});
