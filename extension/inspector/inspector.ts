/** The step inspector: the run that it has open, its page, and the thread that computes its steps again. */
import * as vscode from 'vscode';
import type { DebuggedBranch } from '../../core/debug/debugMessages.ts';
import { lessonTopics } from '../../core/debug/inspector/lessonTopics.ts';
import { messageOf } from '../../core/messageOf.ts';
import {
  type FromInspector,
  fromInspectorSchema,
  type InspectedPlace,
  type InspectorRequests,
  inspectedPlaceSchema,
  inspectorRequests,
  type ToInspector,
} from '../../core/protocol/inspector.ts';
import type { RaceOrLog } from '../../core/race/race.ts';
import type { Backend } from '../backend/backend.ts';
import type { StepInspection } from '../backend/openThreads.ts';
import { commandIds, inspectorType } from '../ids.ts';
import { log } from '../log.ts';
import { type Answers, answer } from '../panel/answer.ts';
import { EditorPage, type PageKind, type Wanted } from '../panel/editorPage.ts';
import { inspectorHtml } from '../panel/html.ts';
import { showInformation } from '../shown/messages.ts';
import { choicesOf, curveOf, firstStepOf, precisionOf, runToInspect, titleOf } from './runToInspect.ts';

type InspectorMessage = Wanted<FromInspector>;

const pageKind: PageKind<InspectorMessage> = {
  ...{ name: 'inspector', type: inspectorType, title: 'Step Inspector' },
  ...{ schema: fromInspectorSchema, html: inspectorHtml },
};

/** What a command asks for. */
export interface Inspected extends Pick<InspectedPlace, 'race' | 'run'> {
  /** Counted from 1. Default: where the run diverged, or its first. */
  readonly step?: number | undefined;
  /** By their indices. Default: the first two, of a network the one with the largest update. */
  readonly parameters?: readonly number[] | undefined;
  /** What was set in the debugger. Default: nothing. */
  readonly branch?: DebuggedBranch | null;
}

export class Inspector implements vscode.Disposable {
  readonly #backend: () => Promise<Pick<Backend, 'inspect' | 'openRace'>>;
  readonly #page: EditorPage<ToInspector, InspectorMessage>;
  #place: InspectedPlace | null = null;
  #inspection: StepInspection | null = null;
  /** What the page shows: a hidden one asks for it when it is in sight again. */
  #shown: ToInspector | null = null;
  #opened = 0;

  /** @param extension Where the extension is. */
  constructor(extension: vscode.Uri, backend: () => Promise<Pick<Backend, 'inspect' | 'openRace'>>) {
    this.#backend = backend;
    this.#page = new EditorPage(extension, pageKind, {
      onMessage: (message) => this.#onMessage(message),
      onClose: () => this.#close(),
    });
  }

  /** @throws {Error} if there is no such run, or its steps can't be computed again. */
  async open({ race: id, run, step, parameters = [], branch = null }: Inspected): Promise<void> {
    const race = await (await this.#backend()).openRace(id);
    runToInspect(race, run);
    this.#page.show();
    await this.#load(race, run, step, parameters, branch);
  }

  /** After a reload of the window. */
  async restore(panel: vscode.WebviewPanel, state: unknown): Promise<void> {
    const known = inspectedPlaceSchema.safeParse(state);
    this.#page.attach(panel);
    if (!known.success)
      return this.#show({ type: 'failed', message: 'No run is open here. Choose Inspect Step on one.' });
    const { race: id, run, step, parameters, branch } = known.data;
    try {
      await this.#load(await (await this.#backend()).openRace(id), run, step, parameters, branch);
    } catch (error) {
      this.#show({ type: 'failed', message: messageOf(error) });
    }
  }

  dispose(): void {
    this.#page.dispose();
    this.#close();
  }

  async #load(
    race: RaceOrLog,
    run: number,
    step: number | undefined,
    parameters: readonly number[],
    branch: DebuggedBranch | null = null,
  ): Promise<void> {
    this.#close();
    const own = ++this.#opened;
    this.#show({ type: 'opening', title: titleOf(race, run) });
    const { run: inspected, record } = runToInspect(race, run, branch);
    const inspection = await (await this.#backend()).inspect(inspected);
    if (own !== this.#opened) return inspection.dispose();
    this.#inspection = inspection;
    try {
      const facts = await inspection.facts();
      if (own !== this.#opened || race.log) return;
      const at = Math.min(step ?? firstStepOf(record), facts.steps);
      const chosen = parameters.filter((index) => index < facts.parameterCount);
      this.#place = {
        race: race.id,
        run,
        step: at,
        parameters: chosen.length > 0 ? chosen : [...facts.chosen],
        ...(branch && { branch: keptBranch(branch) }),
      };
      this.#show({
        ...{ type: 'opened', place: this.#place, facts },
        runs: choicesOf(race),
        curve: curveOf(inspected.run),
        precision: precisionOf(record),
      });
    } catch (error) {
      if (own !== this.#opened) return;
      this.#close();
      this.#show({ type: 'failed', message: messageOf(error) });
    }
  }

  #onMessage(message: InspectorMessage): void {
    switch (message.type) {
      case 'ready':
        if (this.#shown) this.#page.post(this.#shown);
        break;
      case 'chooseRun':
        void this.#chooseRun(message.run).catch((error: unknown) => {
          this.#show({ type: 'failed', message: messageOf(error) });
        });
        break;
      case 'moved':
        this.#move(message);
        break;
      case 'openLesson': {
        const { lesson, heading } = lessonTopics[message.topic];
        void vscode.commands.executeCommand(commandIds.openLesson, lesson, heading);
        break;
      }
      case 'copy':
        void this.#copy(message.text, message.format).catch((error: unknown) => log.error(messageOf(error)));
        break;
      case 'request':
        void answer(inspectorRequests, this.#answers(), message).then((reply) => this.#page.post(reply));
        break;
    }
  }

  /** Of another run of the race the same step and parameters, where it has them. */
  async #chooseRun(run: number): Promise<void> {
    if (!this.#place) return;
    const { race, step, parameters } = this.#place;
    await this.#load(await (await this.#backend()).openRace(race), run, step, parameters);
  }

  #move({ step, parameters }: Pick<InspectedPlace, 'step' | 'parameters'>): void {
    if (!this.#place || this.#shown?.type !== 'opened') return;
    this.#place = { ...this.#place, step, parameters };
    this.#shown = { ...this.#shown, place: this.#place };
  }

  async #copy(text: string, format: string): Promise<void> {
    await vscode.env.clipboard.writeText(text);
    void showInformation(`Copied as ${format}.`);
  }

  #answers(): Answers<InspectorRequests> {
    const inspection = async () => {
      if (this.#inspection) return this.#inspection;
      throw new Error('No run is open. Choose Inspect Step on one.');
    };
    return {
      step: async ({ step, parameters }) => (await inspection()).step(step, parameters),
      parameters: async ({ step, query }) => (await inspection()).parameters(step, query),
      firstFault: async () => (await inspection()).firstFault(),
    };
  }

  #show(message: ToInspector): void {
    this.#shown = message;
    this.#page.post(message);
  }

  #close(): void {
    this.#opened++;
    this.#inspection?.dispose();
    this.#inspection = null;
    this.#place = null;
  }
}

/** Of its curve as much as a page can remember with each step that the person takes. */
const mostLosses = 5000;

function keptBranch({ fromStep, losses, edits }: DebuggedBranch): InspectedPlace['branch'] {
  return { fromStep, losses: Array.from(losses.slice(0, mostLosses)), edits: [...edits] };
}
