/** Pictures and numbers that leave the page, and what the person is told of that. */
import type { NumbersFormat, PanelRequests } from '../../core/protocol/fromPanel.ts';
import type { Requests } from '../shared/requests.ts';
import type { RunData } from './data/runData.ts';
import type { Notice, Outcome } from './notice.ts';
import { copyPicture } from './picture/copyPicture.ts';
import { exportPicture } from './picture/exportPicture.ts';
import type { PanelState, PictureOptions } from './state.ts';
import { words } from './words.ts';

export interface SavingParts {
  readonly requests: Requests<PanelRequests>;
  readonly notice: Notice;
  /** null where there is nothing on the screen. */
  readonly state: () => PanelState | null;
  /** Of what is on the stage. */
  readonly sizeOf: (state: PanelState) => { readonly width: number; readonly height: number };
  fail(error: unknown): void;
}

export class Saving {
  readonly #parts: SavingParts;

  constructor(parts: SavingParts) {
    this.#parts = parts;
  }

  savePicture(options: PictureOptions): void {
    const { format } = options;
    const picture = this.#picture(options);
    if (!picture) return;
    const { requests } = this.#parts;
    this.#followSaving(picture.then((bytes) => requests.ask('savePicture', { format, bytes })));
  }

  copyPicture(look: PictureOptions['look']): void {
    const picture = this.#picture({ format: 'png', look });
    if (picture) this.#follow(copyPicture(picture), { failed: words.notCopied, done: words.copied });
  }

  saveNumbers(format: NumbersFormat, run?: RunData): void {
    const of = run ? { run: Number(run.key) } : {};
    this.#followSaving(this.#parts.requests.ask('saveNumbers', { format, ...of }));
  }

  #picture(options: PictureOptions): ReturnType<typeof exportPicture> | null {
    const state = this.#parts.state();
    return state && exportPicture(state, this.#parts.sizeOf(state), options);
  }

  #followSaving(saving: Promise<unknown>): void {
    this.#follow(saving, { failed: words.notSaved, done: null });
  }

  #follow(work: Promise<unknown>, outcome: Outcome): void {
    this.#parts.notice.follow(work, outcome).catch((error: unknown) => this.#parts.fail(error));
  }
}
