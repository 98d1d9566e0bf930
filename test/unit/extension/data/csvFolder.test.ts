import { beforeEach, expect, test, vi } from 'vitest';
import * as vscode from 'vscode';
import { ExperimentError } from '../../../../core/experiment/errors.ts';
import { csvFolder } from '../../../../extension/data/csvFolder.ts';
import { Uri } from '../fake/vscode.ts';

interface Folder {
  readonly uri: { readonly scheme: string; readonly path: string; readonly fsPath: string };
}

const editor = vi.hoisted(() => ({ folders: undefined as Folder[] | undefined }));

vi.mock('vscode', async (original) => ({
  ...(await original<object>()),
  workspace: {
    get workspaceFolders() {
      return editor.folders;
    },
    getWorkspaceFolder: ({ path }: { path: string }) =>
      editor.folders?.find(({ uri }) => path.startsWith(`${uri.path}/`)),
  },
}));

const folderAt = (path: string, scheme = 'file'): Folder => ({
  uri: new Uri(scheme, path),
});
const problem = { csv: 'data/houses.csv', target: 'price', hidden: [4] };
const folderOf = (experiment: string) => csvFolder(problem, vscode.Uri.file(experiment));

beforeEach(() => {
  editor.folders = [folderAt('/first'), folderAt('/second')];
});

test('paths are relative to the folder of the experiment file', () => {
  expect(folderOf('/second/a.experiment.json')).toBe('/second');
  expect(folderOf('/first/deep/a.experiment.json')).toBe('/first');
});

test('or to the first that is open', () => {
  expect(folderOf('/elsewhere/a.experiment.json')).toBe('/first');
});

test('without a folder, or in one that is on no disk, there is nothing to read from', () => {
  const faultOf = (experiment: string) => {
    try {
      return folderOf(experiment);
    } catch (error) {
      return error instanceof ExperimentError ? error.faults : error;
    }
  };
  editor.folders = undefined;
  expect(faultOf('/second/a.experiment.json')).toEqual([
    {
      path: ['problem', 'csv'],
      message:
        'problem.csv = "data/houses.csv" — expected a path in the open folder, but none is open: open the one that the file is in',
    },
  ]);
  editor.folders = [];
  expect(faultOf('/second/a.experiment.json')).toHaveLength(1);
  editor.folders = [folderAt('/my häuser', 'vscode-vfs')];
  expect(faultOf('/my häuser/a.experiment.json')).toEqual([
    {
      path: ['problem', 'csv'],
      message:
        'problem.csv = "data/houses.csv" — expected a path in a folder on the disk, not in vscode-vfs:///my häuser',
    },
  ]);
});
