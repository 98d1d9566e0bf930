import type { NumbersFormat, PanelRequests } from '../../core/protocol/fromPanel.ts';
import type { Requests } from '../shared/requests.ts';
import type { RunData } from './data/runData.ts';
import type { Notice, Outcome } from './notice.ts';
import { copyPicture } from './picture/copyPicture.ts';
import type { Figure } from './picture/drawPicture.ts';
import { exportPicture } from './picture/exportPicture.ts';
import type { PanelState, PictureOptions } from './state.ts';
import { words } from './words.ts';

/** What pictures and numbers are made of, and who is told. */
interface Source {
  /** null where there is no race. */
  state(): PanelState | null;
  /** Of the chart on the screen. */
  figure(state: PanelState): Figure;
  readonly requests: Requests<PanelRequests>;
  readonly notice: Notice;
  fail(error: unknown): void;
}

/** Saves and copies what the panel shows, and says what came of it. */
export class Exporting {
  readonly #source: Source;

  constructor(source: Source) {
    this.#source = source;
  }

  savePicture(options: PictureOptions): void {
    const { format } = options;
    const picture = this.#picture(options);
    const { requests } = this.#source;
    if (picture) this.#save(picture.then((bytes) => requests.ask('savePicture', { format, bytes })));
  }

  copyPicture(look: PictureOptions['look']): void {
    const picture = this.#picture({ format: 'png', look });
    if (picture) this.#follow(copyPicture(picture), { failed: words.notCopied, done: words.copied });
  }

  saveNumbers(format: NumbersFormat, run?: RunData): void {
    const of = run ? { run: Number(run.key) } : {};
    this.#save(this.#source.requests.ask('saveNumbers', { format, ...of }));
  }

  #picture(options: PictureOptions): Promise<Uint8Array<ArrayBuffer>> | null {
    const state = this.#source.state();
    return state && exportPicture(state, this.#source.figure(state), options);
  }

  #save(saving: Promise<unknown>): void {
    this.#follow(saving, { failed: words.notSaved, done: null });
  }

  #follow(work: Promise<unknown>, outcome: Outcome): void {
    this.#source.notice.follow(work, outcome).catch((error: unknown) => this.#source.fail(error));
  }
}
