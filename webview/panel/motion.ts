/** Whether the person wants no movement: the system says so, or the editor's own setting. */
export function wantsNoMotion(): boolean {
  const { body } = document;
  return (
    matchMedia('(prefers-reduced-motion: reduce)').matches || body.classList.contains('vscode-reduce-motion')
  );
}

/** The least time between two stills, in milliseconds. */
const between = 1000;

/** Draws what moves: to people who want no movement in stills. */
export class Stills {
  readonly #draw: () => void;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(draw: () => void) {
    this.#draw = draw;
  }

  /** @param moving Whether more of it follows at once; the end of a movement is shown without delay. */
  request(moving: boolean): void {
    if (moving && wantsNoMotion()) this.#timer ??= setTimeout(() => this.#show(), between);
    else this.#show();
  }

  #show(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#draw();
  }
}
