/** Diagnostics of runs: what is measured in threads, and the page that shows it. */
import * as vscode from 'vscode';
import type { Diagnostic } from '../../core/diagnostics/diagnostic.ts';
import { type DiagnosticId, diagnostics } from '../../core/diagnostics/index.ts';
import { messageOf } from '../../core/messageOf.ts';
import {
  type DiagnosticsPlace,
  diagnosticsPlaceSchema,
  type FromDiagnostics,
  fromDiagnosticsSchema,
  type ShownChart,
  type ToDiagnostics,
} from '../../core/protocol/diagnostics.ts';
import { titleOfRuns } from '../../core/race/shown.ts';
import type { Backend } from '../backend/backend.ts';
import { commandIds, diagnosticsType } from '../ids.ts';
import { log } from '../log.ts';
import { EditorPage, type PageKind, type Wanted } from '../panel/editorPage.ts';
import { diagnosticsHtml } from '../panel/html.ts';
import { type FoundRun, findRun, runToDiagnose, shownRuns, titleOf } from './diagnosedRuns.ts';
import { Diagnosis } from './diagnosis.ts';
import type { DiagnosticsMemory } from './diagnosticsMemory.ts';

type Message = Wanted<FromDiagnostics>;

const pageKind: PageKind<Message> = {
  ...{ name: 'diagnostics', type: diagnosticsType, title: 'Diagnostics' },
  ...{ schema: fromDiagnosticsSchema, html: diagnosticsHtml },
};

/** Least time between two messages of a run to the page, in milliseconds. */
const interval = 200;

interface OpenDiagnosis {
  readonly found: FoundRun;
  readonly diagnosis: Diagnosis;
}

export class DiagnosticsPage implements vscode.Disposable {
  readonly #backend: () => Promise<Pick<Backend, 'diagnose' | 'openRace' | 'threads'>>;
  readonly #memory: Pick<DiagnosticsMemory, 'measured' | 'keep'>;
  readonly #page: EditorPage<ToDiagnostics, Message>;
  #place: DiagnosticsPlace | null = null;
  /** What the page shows before any run: a hidden one asks for it when it is in sight again. */
  #shown: ToDiagnostics | null = null;
  #open: readonly OpenDiagnosis[] = [];
  #abort = new AbortController();
  readonly #changed = new Set<Diagnosis>();
  #timer: NodeJS.Timeout | undefined;

  /** @param extension Where the extension is. */
  constructor(
    extension: vscode.Uri,
    backend: () => Promise<Pick<Backend, 'diagnose' | 'openRace' | 'threads'>>,
    memory: Pick<DiagnosticsMemory, 'measured' | 'keep'>,
  ) {
    this.#backend = backend;
    this.#memory = memory;
    this.#page = new EditorPage(extension, pageKind, {
      onMessage: (message) => this.#onMessage(message),
      onClose: () => this.#close(),
    });
  }

  /** @throws {Error} if there is no such run, or its steps can't be computed again. */
  async open(place: DiagnosticsPlace): Promise<void> {
    const found = await this.#find(place);
    this.#page.show();
    this.#load(place, found);
    this.#begin();
  }

  /** After a reload of the window, with what had been measured. */
  async restore(panel: vscode.WebviewPanel, state: unknown): Promise<void> {
    const known = diagnosticsPlaceSchema.safeParse(state);
    this.#page.attach(panel);
    if (!known.success)
      return this.#show({ type: 'failed', message: 'No run is open here. Choose Show Diagnostics on one.' });
    try {
      this.#load(known.data, await this.#find(known.data));
      await Promise.all(this.#open.map((each) => this.#recall(each)));
      this.#tellAll();
    } catch (error) {
      this.#show({ type: 'failed', message: messageOf(error) });
    }
  }

  async #recall({ found, diagnosis }: OpenDiagnosis): Promise<void> {
    diagnosis.progress = { kind: 'stopped' };
    const known = await this.#memory.measured(keyOf(found));
    if (known && diagnosis.restore(known)) diagnosis.progress = { kind: 'done' };
  }

  dispose(): void {
    this.#page.dispose();
    this.#close();
  }

  async #find({ runs }: DiagnosticsPlace): Promise<readonly FoundRun[]> {
    const backend = await this.#backend();
    const found: FoundRun[] = [];
    for (const { race, run } of runs) found.push(findRun(await backend.openRace(race), run));
    return found;
  }

  #load(place: DiagnosticsPlace, found: readonly FoundRun[]): void {
    this.#close();
    this.#place = place;
    const ids = place.diagnostics;
    this.#open = found.map((each, index) => ({ found: each, diagnosis: new Diagnosis(each, index, ids) }));
    const [only] = found;
    const races = [...new Set(found.map(({ race }) => race))];
    const title =
      only && found.length === 1
        ? `${titleOf(only)} of ${only.race.title}`
        : titleOfRuns(found.length, races);
    this.#show({ type: 'opened', place, title, charts: ids.map(chartOf), runs: shownRuns(found) });
    this.#tellAll();
  }

  /** As many runs at once as there are threads; the others wait. */
  #begin(): void {
    this.#abort = new AbortController();
    const { signal } = this.#abort;
    const waiting = [...this.#open];
    const work = async () => {
      const backend = await this.#backend();
      const next = async (): Promise<void> => {
        const one = waiting.shift();
        if (!one || signal.aborted) return;
        await this.#measure(backend, one, signal);
        await next();
      };
      await Promise.all(Array.from({ length: Math.max(1, backend.threads) }, next));
    };
    work().catch((error: unknown) => log.error(`diagnostics: ${messageOf(error)}`));
  }

  async #measure(
    backend: Pick<Backend, 'diagnose'>,
    { found, diagnosis }: OpenDiagnosis,
    signal: AbortSignal,
  ): Promise<void> {
    const ids = this.#place?.diagnostics ?? [];
    const { spec } = found.run;
    const possible = ids.filter((id) => diagnostics[id].obstacle(spec) === null);
    diagnosis.progress = { kind: 'running' };
    this.#changes(diagnosis);
    try {
      await backend.diagnose(runToDiagnose(found, possible), {
        signal,
        onNews: (news) => {
          diagnosis.take(news);
          this.#changes(diagnosis);
        },
      });
      diagnosis.progress = { kind: 'done' };
    } catch (error) {
      diagnosis.progress = signal.aborted
        ? { kind: 'stopped' }
        : { kind: 'failed', message: messageOf(error) };
      if (!signal.aborted) log.error(`diagnostics: ${messageOf(error)}`);
    }
    this.#changes(diagnosis);
    const { measured } = diagnosis;
    if (measured.stepsDone > 0) void this.#memory.keep(keyOf(found), measured);
  }

  #onMessage(message: Message): void {
    switch (message.type) {
      case 'ready':
        if (this.#shown) this.#page.post(this.#shown);
        this.#tellAll();
        break;
      case 'stop':
        this.#stop();
        break;
      case 'again':
        if (this.#place) void this.open(this.#place).catch((error: unknown) => this.#fail(error));
        break;
      case 'inspect': {
        const target = this.#place?.runs[message.run];
        if (target)
          void vscode.commands.executeCommand(commandIds.inspectStep, { ...target, step: message.step });
        break;
      }
    }
  }

  #fail(error: unknown): void {
    this.#show({ type: 'failed', message: messageOf(error) });
  }

  #stop(): void {
    this.#abort.abort(new Error('stopped'));
    for (const { diagnosis } of this.#open) {
      const { kind } = diagnosis.progress;
      if (kind === 'waiting' || kind === 'running') diagnosis.progress = { kind: 'stopped' };
      this.#changes(diagnosis);
    }
  }

  /** Is told soon. */
  #changes(diagnosis: Diagnosis): void {
    this.#changed.add(diagnosis);
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      for (const each of this.#changed) if (this.#isOpen(each)) this.#page.post(each.shown);
      this.#changed.clear();
    }, interval);
  }

  #isOpen(diagnosis: Diagnosis): boolean {
    return this.#open.some((each) => each.diagnosis === diagnosis);
  }

  #tellAll(): void {
    for (const { diagnosis } of this.#open) this.#page.post(diagnosis.shown);
  }

  #show(message: ToDiagnostics): void {
    this.#shown = message;
    this.#page.post(message);
  }

  #close(): void {
    this.#abort.abort(new Error('closed'));
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#changed.clear();
    this.#open = [];
    this.#place = null;
  }
}

function keyOf({ run: { spec, record } }: FoundRun): { readonly run: string; readonly steps: number } {
  return { run: spec.id, steps: record.state.stepsDone };
}

function chartOf(id: DiagnosticId): ShownChart {
  const { name, description, source, referenceName = null, limits = null } = named(id);
  return { id, name, description, source, referenceName, limits };
}

function named(id: DiagnosticId): Diagnostic {
  return diagnostics[id];
}
