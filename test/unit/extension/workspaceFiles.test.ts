/** Files of the workspace where nobody searches it. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { walkFolder, workspaceFiles } from '../../../extension/workspaceFiles.ts';
import { resetScreen, screen } from './fake/screen.ts';
import { Uri } from './fake/values.ts';
import { workspace } from './fake/vscode.ts';

const folders: Readonly<Record<string, readonly (readonly [string, number])[]>> = {
  '/ws': [
    ['a.optimizer', 1],
    ['b.json', 1],
    ['deep', 2],
    ['.git', 2],
    ['node_modules', 2],
    ['locked', 2],
  ],
  '/ws/deep': [
    ['c.optimizer', 1],
    ['d.lesson.md', 1],
  ],
  '/ws/.git': [['e.optimizer', 1]],
  '/ws/node_modules': [['f.optimizer', 1]],
};

beforeEach(() => {
  resetScreen();
  vi.spyOn(workspace.fs, 'readDirectory').mockImplementation(async ({ path }: Uri) => {
    const entries = folders[path];
    if (!entries) throw new Error('not to be read');
    return entries as never;
  });
});
afterEach(() => vi.restoreAllMocks());

test('are found by walking its folders, but for hidden and installed ones and those that can’t be read', async () => {
  const found = await walkFolder(Uri.file('/ws') as never, ['.optimizer', '.lesson.md']);
  expect(found.map(({ path }) => path)).toEqual([
    '/ws/a.optimizer',
    '/ws/deep/c.optimizer',
    '/ws/deep/d.lesson.md',
  ]);
});

test('are searched for by VS Code where it does', async () => {
  screen.files['/ws/a.optimizer'] = new Uint8Array();
  screen.files['/ws/b.optimizer'] = new Uint8Array();
  const find = vi.spyOn(workspace, 'findFiles');
  expect(await workspaceFiles(['.optimizer'], 1)).toHaveLength(1);
  expect(find).toHaveBeenCalledWith('**/*.optimizer', '**/node_modules/**', 1);
  await workspaceFiles(['.csv', '.CSV'], 5);
  expect(find).toHaveBeenLastCalledWith('**/*{.csv,.CSV}', '**/node_modules/**', 5);
});
