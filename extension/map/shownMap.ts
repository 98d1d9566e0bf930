/** What the page of the map shows: a hidden one asks for it when it is in sight again. */
import { type MapAxis, sameAxis } from '../../core/experiment/map/mapAxis.ts';
import type { MapNote, ToMap } from '../../core/protocol/map.ts';

export class ShownMap {
  readonly #post: (message: ToMap) => void;
  #shown: ToMap | null = null;
  #note: MapNote | null = null;

  constructor(post: (message: ToMap) => void) {
    this.#post = post;
  }

  show(message: ToMap): void {
    this.#shown = message;
    this.#note = null;
    this.#post(message);
  }

  tell(note: MapNote | null): void {
    this.#note = note;
    this.#post({ type: 'note', note });
  }

  sendAgain(): void {
    if (this.#shown) this.#post(this.#shown);
    if (this.#note) this.#post({ type: 'note', note: this.#note });
  }

  /** A map has its first range behind it once another part was shown. @param isWhole Whether it is all of the map. */
  remember(x: MapAxis, y: MapAxis, isWhole: boolean): void {
    const shown = this.#shown;
    if (shown?.type !== 'opened') return;
    const isFirst = sameAxis(shown.place.x, x) && sameAxis(shown.place.y, y);
    this.#shown = {
      ...shown,
      ...(isWhole && { x, y }),
      place: { ...shown.place, x, y },
      grows: isFirst ? shown.grows : { x: false, y: false },
    };
  }
}
