/**
 * The tests of rules in VS Code's Test Explorer. It has a place in the activity bar as soon as an extension has tests, so
 * that there are none until there is a rule.
 */
import * as vscode from 'vscode';
import { once } from '../../core/once.ts';
import type { Race, RaceOrLog } from '../../core/race/race.ts';
import type { RaceStore } from '../../core/race/store.ts';
import type { Backend } from '../backend/backend.ts';
import { workspaceFiles } from '../workspaceFiles.ts';

/** How long after the last key a text is looked at, in milliseconds. */
const patience = 150;

const pattern = '**/*.optimizer';

/** @param report Takes what goes wrong while rules are looked for. */
export function registerRuleTests(
  backend: () => Promise<Backend>,
  store: RaceStore,
  report: (error: unknown) => void,
): vscode.Disposable {
  const parts: vscode.Disposable[] = [];
  const loadMarks = once(async () => {
    const { FindingMarks } = await import('./findingMarks.ts');
    const marks = new FindingMarks();
    parts.push(marks);
    return marks;
  });
  const load = once(async () => {
    const { RuleTestController } = await import('./ruleTestController.ts');
    const controller = new RuleTestController(backend, await loadMarks());
    parts.push(controller);
    return controller;
  });
  const add = (uri: vscode.Uri) => {
    load().then((controller) => controller.add(uri), report);
  };
  const update = (uri: vscode.Uri, change: 'changed' | 'typed' | 'deleted') => {
    load().then((controller) => controller[change](uri), report);
  };
  const open = ({ uri }: vscode.TextDocument) => {
    // A comparison's other side is no rule to be tested.
    if (
      isRule(uri) &&
      (uri.scheme === 'untitled' || vscode.workspace.fs.isWritableFileSystem(uri.scheme) !== false)
    )
      add(uri);
  };
  const markRace = async (race: Race) => {
    const { markClimbing } = await import('./climbingMarks.ts');
    await markClimbing(race, await loadMarks());
  };
  const onRace = (race: RaceOrLog) => {
    if (race.log === null && race.climbing.length > 0) markRace(race).catch(report);
  };
  let timer: NodeJS.Timeout | undefined;
  const typed = ({ document: { uri } }: vscode.TextDocumentChangeEvent) => {
    if (!isRule(uri)) return;
    // One is written at a time.
    clearTimeout(timer);
    timer = setTimeout(() => update(uri, 'typed'), patience);
  };
  const watcher = vscode.workspace.createFileSystemWatcher(pattern);
  parts.push(
    store.onDidChange((change) => {
      if (change.type === 'opened') onRace(change.race);
    }),
    watcher,
    watcher.onDidCreate(add),
    watcher.onDidChange((uri) => update(uri, 'changed')),
    watcher.onDidDelete((uri) => update(uri, 'deleted')),
    vscode.workspace.onDidOpenTextDocument(open),
    vscode.workspace.onDidChangeTextDocument(typed),
    // One that was never saved is gone, or is a file now.
    vscode.workspace.onDidCloseTextDocument(({ uri }) => {
      if (uri.scheme === 'untitled' && isRule(uri)) update(uri, 'deleted');
    }),
  );
  for (const document of vscode.workspace.textDocuments) open(document);
  for (const race of store.races) onRace(race);
  find().then((uris) => uris.forEach(add), report);
  return {
    dispose() {
      clearTimeout(timer);
      for (const part of parts) part.dispose();
    },
  };
}

function isRule({ path }: vscode.Uri): boolean {
  return path.endsWith('.optimizer');
}

/** More are none that a person has written. */
const mostFiles = 500;

function find(): Thenable<readonly vscode.Uri[]> {
  return workspaceFiles(['.optimizer'], mostFiles);
}
