/** What frames took, in milliseconds, in their order. */
export interface Frames {
  /** From the begin of one to that of the next, as a person sees them. */
  readonly between: number[];
  /** What the page's thread computes in one: scripts, layout and paint. Those with nothing to do are left out. */
  readonly work: number[];
}

/** In a frame that takes less nothing is drawn: a clock's tick and the bench itself take as much. */
const idle = 0.5;

/** How long the frames of a page take. */
export class FrameTimes {
  #between: number[] = [];
  #work: number[] = [];
  #last: number | null = null;
  #on = false;
  /** When the work of this frame began; null between frames. */
  #begin: number | null = null;
  /** What was computed between frames for the next one. */
  #before = 0;
  readonly #painted = new MessageChannel();

  constructor() {
    this.#painted.port1.onmessage = () => this.#end();
    // A frame begins with what the pointer did, before what was asked to run in it.
    for (const type of ['pointermove', 'wheel'])
      window.addEventListener(type, () => this.#start(), { capture: true, passive: true });
  }

  begin(): void {
    this.#on = true;
    this.#last = null;
    this.#between = [];
    this.#work = [];
    requestAnimationFrame((time) => this.#take(time));
  }

  end(): Frames {
    this.#on = false;
    return { between: this.#between, work: this.#work };
  }

  /** Takes in something that came between frames. */
  receive(work: () => void): void {
    const begin = performance.now();
    work();
    this.#before += performance.now() - begin;
  }

  #start(): void {
    this.#begin ??= performance.now();
  }

  /** Comes first in its frame: it was asked for when the one before began. */
  #take(time: number): void {
    if (!this.#on) return;
    if (this.#last !== null) this.#between.push(time - this.#last);
    this.#last = time;
    this.#start();
    requestAnimationFrame((next) => this.#take(next));
    // Comes when the frame is painted.
    this.#painted.port2.postMessage(null);
  }

  #end(): void {
    const took = this.#before + performance.now() - (this.#begin ?? performance.now());
    if (this.#on && took > idle) this.#work.push(took);
    this.#begin = null;
    this.#before = 0;
  }
}
