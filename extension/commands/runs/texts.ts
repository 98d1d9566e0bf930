/** Experiments and runs as texts. */
import * as vscode from 'vscode';
import { experimentOfRun } from '../../../core/experiment/experimentOfRun.ts';
import type { Experiment } from '../../../core/experiment/schema.ts';
import type { RaceOrLog } from '../../../core/race/race.ts';
import type { Backend } from '../../backend/backend.ts';
import { withPaths } from '../../ownRules/withPaths.ts';
import { showInformation } from '../../shown/messages.ts';
import { ofExperiment } from '../ofExperiment.ts';
import type { Target } from './targets.ts';

/** Of a race its experiment, of a run the one that has this run alone. */
export function experimentOf(race: RaceOrLog, { run }: Target): Experiment {
  const { experiment, runs } = ofExperiment(race);
  const spec = runs[run ?? -1]?.spec;
  return spec ? experimentOfRun(experiment, spec) : experiment;
}

export async function experimentsOf(backend: Backend, targets: readonly Target[]): Promise<Experiment[]> {
  const experiments: Experiment[] = [];
  for (const target of targets) experiments.push(experimentOf(await backend.openRace(target.race), target));
  return experiments;
}

export async function openExperiment(experiment: Experiment): Promise<void> {
  const document = await vscode.workspace.openTextDocument({
    language: 'jsonc',
    content: textOf(withPaths(experiment)),
  });
  await vscode.window.showTextDocument(document, { preview: false });
}

/** Of a run all that determines it, of a race its experiment; of several a list. */
export async function copyAsJson(backend: Backend, targets: readonly Target[]): Promise<void> {
  const values: unknown[] = [];
  for (const { race: id, run } of targets) {
    const { experiment, runs } = await backend.openRace(id);
    values.push(
      runs[run ?? -1]?.spec ?? (experiment && withPaths(experiment)) ?? runs.map(({ spec }) => spec),
    );
  }
  await vscode.env.clipboard.writeText(textOf(values.length === 1 ? values[0] : values));
  void showInformation(values.length === 1 ? 'Copied as JSON.' : `Copied ${values.length} as JSON.`);
}

function textOf(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
