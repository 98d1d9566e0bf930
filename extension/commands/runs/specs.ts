/** All that determines a run, as a text to read and to compare. */
import * as vscode from 'vscode';
import { isOfLog } from '../../../core/experiment/runSpec.ts';
import type { RunOutline } from '../../../core/race/raceOutline.ts';
import { stableText } from '../../../core/stableText.ts';
import type { Backend } from '../../backend/backend.ts';
import { runSpecScheme } from '../../ids.ts';
import { plain } from '../../shown/plain.ts';
import type { RunTarget } from './targets.ts';

/** Shows in VS Code's own editor of differences in what two runs differ. */
export async function showDifference(backend: Backend, first: RunTarget, second: RunTarget): Promise<void> {
  const runs = [await runOf(backend, first), await runOf(backend, second)];
  const [left, right] = runs.map(nameOf);
  await vscode.commands.executeCommand(
    'vscode.diff',
    uriOf(first, left ?? ''),
    uriOf(second, right ?? ''),
    plain(`${left} ↔ ${right}`),
    { preview: true },
  );
}

/** The text of a document that `showDifference` has opened. */
export async function specText(backend: Backend, { query }: vscode.Uri): Promise<string> {
  const [, race = '', run] = /^(.*)\/(\d+)$/.exec(query) ?? [];
  const { spec } = await runOf(backend, { race, run: Number(run) });
  const text = isOfLog(spec) ? undefined : spec.rule?.text;
  // Line by line, so that lines of rules are compared.
  const shown = text === undefined ? spec : { ...spec, rule: { ...spec.rule, text: text.split('\n') } };
  return `${JSON.stringify(JSON.parse(stableText(shown)), null, 2)}\n`;
}

function uriOf({ race, run }: RunTarget, name: string): vscode.Uri {
  // The path is what tabs show of it.
  const path = `/${name.replace(/[/\\]/g, '-')}.json`;
  return vscode.Uri.from({ scheme: runSpecScheme, path, query: `${race}/${run}` });
}

function nameOf({ name, settings }: RunOutline): string {
  return [name, settings].filter(Boolean).join(', ');
}

async function runOf({ library }: Backend, { race, run }: RunTarget): Promise<RunOutline> {
  const found = (await library.outline(race)).runs[run];
  if (!found) throw new Error(`The experiment ${race} has no run of the number ${run}.`);
  return found;
}
