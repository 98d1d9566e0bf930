/** *Optimizer: Show GPU Report*: examines the GPU, and writes what is found into an editor. */
import * as vscode from 'vscode';
import type { GpuExamination } from '../../core/engine/gpu/examineGpu.ts';
import { messageOf } from '../../core/messageOf.ts';
import type { RaceStore } from '../../core/race/store.ts';
import type { Backend } from '../backend/backend.ts';
import { extensionId } from '../ids.ts';
import { log } from '../log.ts';
import { showProgress } from '../shown/progress.ts';
import { gpuReport } from './gpuReport.ts';

export interface ReportSurroundings {
  readonly store: RaceStore;
  readonly backend: Pick<Backend, 'gpuTask' | 'machine'>;
  /** Shows the panel, whose page has the GPU; comes back when the page is ready. */
  showPanel(): Promise<void>;
}

/** Writes nothing where the person cancels. */
export async function showGpuReport({ store, backend, showPanel }: ReportSurroundings): Promise<void> {
  const cancel = new AbortController();
  const races = new RacesMeanwhile(store);
  await showPanel();
  const examination = await examine(backend, cancel).finally(() => races.dispose());
  if (cancel.signal.aborted) return;
  const content = gpuReport({
    examination,
    date: new Date().toISOString().slice(0, 16).replace('T', ' '),
    program: `Optimizer Playground ${versionOf()} in ${vscode.env.appName} ${vscode.version}`,
    machine: backend.machine(),
    race: races.title,
  });
  const document = await vscode.workspace.openTextDocument({ language: 'markdown', content });
  await vscode.window.showTextDocument(document);
}

async function examine(
  { gpuTask }: Pick<Backend, 'gpuTask'>,
  cancel: AbortController,
): Promise<GpuExamination> {
  let found: GpuExamination = nothingKnown('the examination was cancelled');
  await showProgress(
    'Examining the GPU',
    () => cancel.abort(),
    async (report) => {
      try {
        found = await gpuTask('examineGpu', null, {
          signal: cancel.signal,
          onProgress: ({ share, doing }) => report(share, doing),
        });
      } catch (error) {
        if (cancel.signal.aborted) return;
        log.error(`GPU report: ${messageOf(error)}`);
        found = nothingKnown(`the examination failed: ${messageOf(error)}`);
      }
    },
  );
  return found;
}

function nothingKnown(failure: string): GpuExamination {
  return { facts: null, failure, description: null, findings: [], throughputs: null };
}

/** Knows of a race that runs while something else is done. */
class RacesMeanwhile {
  readonly #store: RaceStore;
  readonly #subscription: { dispose(): void };
  title: string | null = null;

  constructor(store: RaceStore) {
    this.#store = store;
    this.#subscription = store.onDidChange(() => this.#look());
    this.#look();
  }

  #look(): void {
    const race = this.#store.races.find(({ phase, log }) => phase === 'running' && !log);
    this.title ??= race?.title ?? null;
  }

  dispose(): void {
    this.#subscription.dispose();
  }
}

function versionOf(): string {
  const extension = vscode.extensions.getExtension(extensionId);
  return String((extension?.packageJSON as { version?: unknown } | undefined)?.version ?? '');
}
