/** What the tests in the extension host share: the running extension, its store, and patience. */
import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import * as vscode from 'vscode';
import type { Race, Run } from '../../core/race/race.ts';
import type { Api } from '../../extension/extension.ts';

export function findExtension(): vscode.Extension<Api> {
  const extension = vscode.extensions.getExtension<Api>('optimizer-playground.optimizer-playground');
  assert.ok(extension, 'the extension is not installed');
  return extension;
}

export async function activateExtension(): Promise<Api> {
  return findExtension().activate();
}

/** Waits until `condition` holds. */
export async function until(condition: () => boolean, what: string, milliseconds = 15_000): Promise<void> {
  const end = Date.now() + milliseconds;
  while (!condition()) {
    assert.ok(Date.now() < end, `waited ${milliseconds} ms in vain: ${what}`);
    await sleep(20);
  }
}

/** The race on the screen. */
export function raceOf({ store }: Api): Race {
  const { current } = store;
  assert.ok(current && !current.log, 'there is no race');
  return current;
}

export function firstRunOf(race: Race): Run {
  const [run] = race.runs;
  assert.ok(run, 'the race has no run');
  return run;
}

/** A new file in the workspace; `content` that is no string is written as JSON. */
export async function writeFile(name: string, content: unknown): Promise<vscode.Uri> {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  assert.ok(folder, 'no workspace is open');
  const uri = vscode.Uri.joinPath(folder, name);
  const text = typeof content === 'string' ? content : JSON.stringify(content);
  await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
  return uri;
}

/** What a run has recorded, in plain words. */
export function recorded({ spec, name, record }: Run) {
  const losses = record.get('loss')?.slice() ?? new Float64Array();
  const path = record.get('position')?.slice() ?? null;
  return { spec, name, losses, path, evaluations: record.evaluations, ...record.state };
}
