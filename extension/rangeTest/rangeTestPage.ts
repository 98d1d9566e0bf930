/** The learning rate range test: the race that it is, and its page, which follows that race. */
import * as vscode from 'vscode';
import type { CsvData } from '../../core/experiment/csvData.ts';
import type { Experiment } from '../../core/experiment/schema.ts';
import { messageOf } from '../../core/messageOf.ts';
import {
  type FromRangeTest,
  fromRangeTestSchema,
  type RangeTestPlace,
  rangeTestPlaceSchema,
  type ToRangeTest,
} from '../../core/protocol/rangeTest.ts';
import type { Race } from '../../core/race/race.ts';
import type { RaceStore } from '../../core/race/store.ts';
import { rateExperiment } from '../../core/rangeTest/rampExperiment.ts';
import { rangeTestType } from '../ids.ts';
import { log } from '../log.ts';
import { EditorPage, type PageKind, type Wanted } from '../panel/editorPage.ts';
import { rangeTestHtml } from '../panel/html.ts';
import { showInformation } from '../shown/messages.ts';
import { shownRangeTest, type TestedExperiment } from './shownRangeTest.ts';

type Message = Wanted<FromRangeTest>;

const pageKind: PageKind<Message> = {
  ...{ name: 'range test', type: rangeTestType, title: 'LR Range Test' },
  ...{ schema: fromRangeTestSchema, html: rangeTestHtml },
};

/** Least time between two messages to the page, in milliseconds. */
const interval = 50;

/** What the page asks of the rest of the extension. */
export interface RangeTestNeighbours {
  readonly store: Pick<RaceStore, 'onDidChange'>;
  /** Runs the test; null where the person doesn't want it. @throws {ExperimentError} if it can't run. */
  begin(tested: TestedExperiment): Promise<Race | null>;
  /** Nothing where it has ended. */
  stop(race: Race): Promise<void>;
  /** Runs an experiment in the panel. */
  run(experiment: Experiment, csv: CsvData | null): Promise<void>;
  /** Of a test that was open before a reload. @throws {Error} if it is there no more. */
  reopen(place: RangeTestPlace): Promise<{ readonly tested: TestedExperiment; readonly race: Race }>;
}

interface OpenTest {
  readonly tested: TestedExperiment;
  readonly race: Race;
}

export class RangeTestPage implements vscode.Disposable {
  readonly #neighbours: RangeTestNeighbours;
  readonly #page: EditorPage<ToRangeTest, Message>;
  readonly #subscription: { dispose(): void };
  #test: OpenTest | null = null;
  /** What the page shows: a hidden one asks for it when it is in sight again. */
  #shown: ToRangeTest | null = null;
  #timer: NodeJS.Timeout | undefined;

  /** @param extension Where the extension is. */
  constructor(extension: vscode.Uri, neighbours: RangeTestNeighbours) {
    this.#neighbours = neighbours;
    this.#page = new EditorPage(extension, pageKind, {
      onMessage: (message) => this.#onMessage(message),
      onClose: () => this.#close(),
    });
    this.#subscription = neighbours.store.onDidChange((change) => {
      if (change.type === 'changed' && change.race === this.#test?.race) this.#follow();
    });
  }

  /** @throws {ExperimentError} if the test can't run. */
  async open(tested: TestedExperiment): Promise<void> {
    const race = await this.#neighbours.begin(tested);
    if (!race) return;
    this.#page.show();
    this.#load({ tested, race });
  }

  /** After a reload of the window. */
  async restore(panel: vscode.WebviewPanel, state: unknown): Promise<void> {
    const known = rangeTestPlaceSchema.safeParse(state);
    this.#page.attach(panel);
    if (!known.success)
      return this.#show({ type: 'failed', message: 'No test is open here. Choose LR Range Test.' });
    try {
      this.#load(await this.#neighbours.reopen(known.data));
    } catch (error) {
      this.#show({ type: 'failed', message: messageOf(error) });
    }
  }

  dispose(): void {
    this.#subscription.dispose();
    this.#page.dispose();
    this.#close();
  }

  #load(test: OpenTest): void {
    this.#close();
    this.#test = test;
    this.#show({ type: 'opening', title: test.race.title });
    this.#send();
  }

  /** At most so often, and once more at the end. */
  #follow(): void {
    if (this.#test?.race.phase === 'ended') {
      clearTimeout(this.#timer);
      this.#timer = undefined;
      this.#send();
    } else
      this.#timer ??= setTimeout(() => {
        this.#timer = undefined;
        this.#send();
      }, interval);
  }

  #send(): void {
    if (!this.#test) return;
    const { tested, race } = this.#test;
    const message = shownRangeTest(tested, race);
    this.#show(message);
    // What comes after the rise tells nothing more.
    if (message.type === 'test' && message.curve.end !== null) this.#report(this.#neighbours.stop(race));
  }

  #onMessage(message: Message): void {
    const test = this.#test;
    if (message.type === 'ready') {
      if (this.#shown) this.#page.post(this.#shown);
    } else if (test) this.#report(this.#act(message, test));
  }

  async #act(
    message: Exclude<Message, { readonly type: 'ready' }>,
    { tested, race }: OpenTest,
  ): Promise<void> {
    switch (message.type) {
      case 'use':
        await this.#neighbours.run(
          rateExperiment(tested.experiment, tested.optimizer, message.lr),
          tested.csv,
        );
        break;
      case 'copy':
        await vscode.env.clipboard.writeText(String(message.lr));
        void showInformation(`Copied the learning rate ${message.lr}.`);
        break;
      case 'stop':
        await this.#neighbours.stop(race);
        break;
      case 'again':
        await this.open(tested);
        break;
    }
  }

  #report(done: Promise<void>): void {
    done.catch((error: unknown) => {
      log.error(messageOf(error));
      void showInformation(messageOf(error));
    });
  }

  #show(message: ToRangeTest): void {
    this.#shown = message;
    this.#page.post(message);
  }

  #close(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#test = null;
  }
}
