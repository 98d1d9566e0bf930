import * as vscode from 'vscode';
import { isOfLog } from '../../../core/experiment/runSpec.ts';
import {
  type CodeLibrary,
  codeLibraries,
  exportOptimizer,
} from '../../../core/exportCode/exportOptimizer.ts';
import { exportScript, whyNoScript } from '../../../core/exportCode/exportScript.ts';
import { type FrameworkId, frameworks } from '../../../core/exportCode/frameworks.ts';
import type { Backend } from '../../backend/backend.ts';
import { askChoice } from '../../shown/ask.ts';
import { showInformation } from '../../shown/messages.ts';
import type { PickItem } from '../../shown/pickItem.ts';
import { scriptSource } from './scriptSource.ts';
import type { RunTarget } from './targets.ts';

interface CodeItem extends PickItem {
  /** The code or, where there is none, why. */
  readonly write: () => { readonly content: string } | { readonly refusal: string };
}

/** Opens a run as a script in Python, or its optimizer alone, whose defaults are the settings of the run. */
export async function exportCode(backend: Backend, { race, run }: RunTarget): Promise<void> {
  const outline = (await backend.library.outline(race)).runs[run];
  if (!outline) throw new Error(`The experiment ${race} has no run of the number ${run}.`);
  const { spec, name, settings } = outline;
  if (isOfLog(spec)) throw new Error(`${name} is of a training log: which optimizer it had isn't known.`);
  const source = await scriptSource(backend, race, spec);
  const scripts = (Object.keys(frameworks) as FrameworkId[]).map((id): CodeItem => {
    const refusal = typeof source === 'string' ? source : whyNoScript(source, id);
    return {
      label: frameworks[id].name,
      description: refusal === null ? 'script of the run' : 'no script of this run',
      ...(refusal !== null && { detail: refusal }),
      write: () =>
        refusal !== null || typeof source === 'string'
          ? { refusal: refusal ?? '' }
          : { content: exportScript(source, id) },
    };
  });
  const alone = (Object.keys(codeLibraries) as CodeLibrary[]).map(
    (library): CodeItem => ({
      label: `${library}: optimizer alone`,
      description: 'to use in code of your own',
      write: () => ({ content: exportOptimizer(spec, spec.hyperparameters, library, spec.layerRates) }),
    }),
  );
  const item = await askChoice([...scripts, ...alone], {
    title: 'Export Code',
    placeHolder: [name, settings].filter(Boolean).join(', '),
  });
  if (!item) return;
  const written = item.write();
  if ('refusal' in written) return void showInformation(written.refusal);
  const document = await vscode.workspace.openTextDocument({ language: 'python', content: written.content });
  await vscode.window.showTextDocument(document, { preview: false });
}
