import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { commandIds, runCellId, viewIds } from '../../extension/ids.ts';
import { activateExtension, findExtension } from './extension.ts';

interface Manifest {
  contributes?: { commands?: { command: string }[] };
}

describe('activation', () => {
  before(activateExtension);

  it('leaves the extension active, with a store and a panel to look at', () => {
    assert.ok(findExtension().isActive);
    assert.deepEqual(Object.keys(findExtension().exports), ['store', 'panel']);
  });

  it('registers every command that package.json declares, and no other', async () => {
    const { contributes } = findExtension().packageJSON as Manifest;
    const declared = contributes?.commands?.map(({ command }) => command) ?? [];
    const all = await vscode.commands.getCommands(true);
    // VS Code itself adds some for each view: `optimizerPlayground.runs.focus` and the like.
    const ofViews = Object.values(viewIds).map((id) => `${id}.`);
    const ours = all.filter(
      (id) => /^optimizerPlayground\.\w+/.test(id) && !ofViews.some((begin) => id.startsWith(begin)),
    );
    assert.deepEqual(ours.sort(), declared.sort());
    assert.deepEqual(ours, [...Object.values(commandIds), runCellId].sort());
  });
});
