import * as vscode from 'vscode';
import { isOfLog } from '../../../core/experiment/runSpec.ts';
import {
  type CodeLibrary,
  codeLibraries,
  exportCode as codeOf,
} from '../../../core/optimizers/exportCode.ts';
import type { Backend } from '../../backend/backend.ts';
import { askChoice } from '../../shown/ask.ts';
import type { RunTarget } from './targets.ts';

/** Opens the optimizer of a run as code in Python, whose defaults are the settings of the run. */
export async function exportCode(backend: Backend, { race, run }: RunTarget): Promise<void> {
  const outline = (await backend.library.outline(race)).runs[run];
  if (!outline) throw new Error(`The experiment ${race} has no run of the number ${run}.`);
  const { spec, name, settings } = outline;
  if (isOfLog(spec)) throw new Error(`${name} is of a training log: which optimizer it had isn't known.`);
  const items = (Object.keys(codeLibraries) as CodeLibrary[]).map((library) => ({ label: library, library }));
  const item = await askChoice(items, {
    title: 'Export Code',
    placeHolder: [name, settings].filter(Boolean).join(', '),
  });
  if (!item) return;
  const content = codeOf(spec, spec.hyperparameters, item.library, spec.layerRates);
  const document = await vscode.workspace.openTextDocument({ language: 'python', content });
  await vscode.window.showTextDocument(document, { preview: false });
}
