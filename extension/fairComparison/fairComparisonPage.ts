/** The page of a fair comparison, which follows its races. */
import type * as vscode from 'vscode';
import type { Experiment } from '../../core/experiment/schema.ts';
import { ComparisonDriver } from '../../core/fairComparison/comparisonDriver.ts';
import { type ComparisonState, firstState } from '../../core/fairComparison/comparisonState.ts';
import { shownTargets } from '../../core/fairComparison/shownTargets.ts';
import { messageOf } from '../../core/messageOf.ts';
import {
  type ComparisonPlace,
  comparisonPlaceSchema,
  type FromComparison,
  fromComparisonSchema,
  type ToComparison,
} from '../../core/protocol/fairComparison.ts';
import { encodeMeasured } from '../../core/race/numbers.ts';
import type { Race } from '../../core/race/race.ts';
import type { RaceStore } from '../../core/race/store.ts';
import { fairComparisonType } from '../ids.ts';
import { log } from '../log.ts';
import { EditorPage, type PageKind, type Wanted } from '../panel/editorPage.ts';
import { fairComparisonHtml } from '../panel/html.ts';
import { showError } from '../shown/messages.ts';
import { type ComparedExperiment, comparisonPlaceOf, type KnownComparison } from './comparisonPlace.ts';
import type { ReportPicture } from './saveReport.ts';

type Message = Wanted<FromComparison>;

const pageKind: PageKind<Message> = {
  ...{ name: 'fair comparison', type: fairComparisonType, title: 'Fair Comparison' },
  ...{ schema: fromComparisonSchema, html: fairComparisonHtml },
};

/** Least time between two messages to the page, in milliseconds. */
const interval = 100;

/** What the page asks of the rest of the extension. */
export interface ComparisonNeighbours {
  readonly store: Pick<RaceStore, 'onDidChange'>;
  /** @throws {ExperimentError} if it can't run. */
  begin(experiment: Experiment, compared: ComparedExperiment): Promise<Race>;
  stop(race: Race): Promise<void>;
  /** Puts runs on the screen. */
  showRuns(targets: readonly { readonly race: string; readonly run: number }[]): Promise<void>;
  saveReport(state: ComparisonState, pictures: readonly ReportPicture[]): Promise<void>;
  /** Keeps what is known, so that the same experiment opens it again. */
  remember(place: ComparisonPlace): Promise<void>;
  /** Of a comparison that was open before a reload. @throws {Error} if its experiment can't run any more. */
  reopen(place: ComparisonPlace): Promise<KnownComparison>;
}

interface OpenComparison {
  readonly compared: ComparedExperiment;
  readonly driver: ComparisonDriver;
}

export class FairComparisonPage implements vscode.Disposable {
  readonly #neighbours: ComparisonNeighbours;
  readonly #page: EditorPage<unknown, Message>;
  #open: OpenComparison | null = null;
  /** What the page shows: a hidden one asks for it when it is in sight again. */
  #shown: ToComparison | null = null;
  #timer: NodeJS.Timeout | undefined;
  #remembered = '';

  /** @param extension Where the extension is. */
  constructor(extension: vscode.Uri, neighbours: ComparisonNeighbours) {
    this.#neighbours = neighbours;
    this.#page = new EditorPage(extension, pageKind, {
      onMessage: (message) => this.#onMessage(message),
      onClose: () => this.#close(),
    });
  }

  /** Starts what is missing of it. */
  async open(known: KnownComparison): Promise<void> {
    this.#page.show();
    await this.#load(known).driver.go();
  }

  /** What came of it before; nothing is run. */
  show(known: KnownComparison): void {
    this.#page.show();
    this.#load(known);
  }

  /** After a reload of the window. */
  async restore(panel: vscode.WebviewPanel, state: unknown): Promise<void> {
    const place = comparisonPlaceSchema.safeParse(state);
    this.#page.attach(panel);
    if (!place.success)
      return this.#show({ type: 'failed', message: 'No comparison is open here. Choose Compare Fairly.' });
    try {
      this.#load(await this.#neighbours.reopen(place.data));
    } catch (error) {
      this.#show({ type: 'failed', message: messageOf(error) });
    }
  }

  dispose(): void {
    this.#page.dispose();
    this.#close();
  }

  #load({ compared, looks, races }: KnownComparison): OpenComparison {
    this.#close();
    const state: ComparisonState = { ...firstState(compared.spec), looks, races };
    const driver = new ComparisonDriver(state, races, {
      store: this.#neighbours.store,
      begin: (experiment) => this.#neighbours.begin(experiment, compared),
      stop: (race) => this.#neighbours.stop(race),
      onChange: () => this.#follow(),
      onError: (error) => this.#report(error),
    });
    this.#open = { compared, driver };
    this.#send();
    return this.#open;
  }

  /** At most so often. */
  #follow(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      this.#send();
    }, interval);
  }

  #send(): void {
    if (!this.#open) return;
    const { compared, driver } = this.#open;
    const place = comparisonPlaceOf(compared, driver);
    this.#remember(place);
    this.#show({ type: 'sheet', place, sheet: driver.sheet() });
  }

  /** Where other races have been started since. */
  #remember(place: ComparisonPlace): void {
    const key = place.races.map(({ id }) => id).join();
    if (key === this.#remembered || key === '') return;
    this.#remembered = key;
    this.#neighbours.remember(place).catch((error: unknown) => log.warn(messageOf(error)));
  }

  #onMessage(message: Message): void {
    if (message.type === 'ready') {
      if (this.#shown) this.#post(this.#shown);
    } else if (this.#open) this.#act(message, this.#open).catch((error: unknown) => this.#report(error));
  }

  async #act(
    message: Exclude<Message, { readonly type: 'ready' }>,
    { compared, driver }: OpenComparison,
  ): Promise<void> {
    switch (message.type) {
      case 'stop':
        return driver.stop();
      case 'continue':
        return driver.go();
      case 'again':
        await driver.stop();
        return this.open({ compared, looks: [compared.spec.seeds], races: [] });
      case 'moreSeeds':
        return driver.addSeeds(message.count);
      case 'showRuns':
        return this.#neighbours.showRuns(shownTargets(driver.state, message));
      case 'report':
        return this.#neighbours.saveReport(driver.state, message.pictures);
    }
  }

  #report(error: unknown): void {
    log.error(messageOf(error));
    void showError(messageOf(error));
    this.#follow();
  }

  #show(message: ToComparison): void {
    this.#shown = message;
    this.#post(message);
  }

  /** Scores may be infinite, or none: the page reads the words that stand for these. */
  #post(message: ToComparison): void {
    this.#page.post(encodeMeasured(message));
  }

  #close(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#open?.driver.dispose();
    this.#open = null;
  }
}
