/** How long the frames of a page take, as its person sees them. */
export class FrameTimes {
  readonly #times: number[] = [];
  #last: number | null = null;
  #on = false;

  begin(): void {
    this.#on = true;
    this.#last = null;
    this.#times.length = 0;
    requestAnimationFrame((time) => this.#take(time));
  }

  /** In milliseconds, in their order. */
  end(): number[] {
    this.#on = false;
    return [...this.#times];
  }

  #take(time: number): void {
    if (!this.#on) return;
    if (this.#last !== null) this.#times.push(time - this.#last);
    this.#last = time;
    requestAnimationFrame((next) => this.#take(next));
  }
}
