/** Runs in the page of a contestant: shows races, lets one go on, and times the frames. */
import type { RunUpdate } from '../../../core/protocol/panel.ts';
import type { Contestant } from './contestant.ts';
import { FrameClock } from './frameClock.ts';
import { FrameTimes } from './frameTimes.ts';
import { type Size, updatesOf, viewOf } from './race.ts';

/** In milliseconds: as often as the extension sends. */
const interval = 1000 / 30;

const frameTimes = new FrameTimes();
let count = 0;

export class BenchPage {
  readonly #contestant: Contestant;
  #live: { readonly id: string; readonly pieces: readonly (readonly RunUpdate[])[] } = { id: '', pieces: [] };

  constructor(contestant: Contestant) {
    this.#contestant = contestant;
  }

  /**
   * Shows a race that has ended.
   * @returns Milliseconds until its curves could be seen.
   */
  async firstCurve(size: Size): Promise<number> {
    const race = viewOf(`race-${++count}`, size, size.steps);
    await frame();
    // What is still there of another race is none of its curves.
    const before = this.#contestant.canvas();
    before?.getContext('2d')?.clearRect(0, 0, before.width, before.height);
    const begin = performance.now();
    this.#contestant.show(race);
    do await frame();
    while (!this.#isDrawn());
    return performance.now() - begin;
  }

  /** Shows a race before its first step, and makes what comes in so many milliseconds: the time for that is nobody's. */
  async prepareLive(size: Size, duration: number): Promise<void> {
    const id = `race-${++count}`;
    this.#contestant.show(viewOf(id, size, 0));
    const updates = Math.round(duration / interval);
    const step = (update: number) => 1 + Math.round((update / updates) * size.steps);
    const pieces = Array.from({ length: updates }, (_, i) => updatesOf(step(i), step(i + 1), size));
    this.#live = { id, pieces };
    await new Promise((resolve) => setTimeout(resolve, 500));
  }

  /** Lets that race go on to its end; gives the times of its frames. */
  async live(): Promise<number[]> {
    const { id, pieces } = this.#live;
    frameTimes.begin();
    await new Promise<void>((resolve) => {
      const begin = performance.now();
      let sent = 0;
      const timer = setInterval(() => {
        const due = Math.min(pieces.length, Math.floor((performance.now() - begin) / interval));
        for (; sent < due; sent++) this.#contestant.update(id, pieces[sent] ?? []);
        if (sent < pieces.length) return;
        clearInterval(timer);
        resolve();
      }, interval);
    });
    return frameTimes.end();
  }

  /** The same by a clock that waits for the frames: each has as much to do as on a machine that holds up none. */
  async liveByFrames(): Promise<number[]> {
    const { id, pieces } = this.#live;
    const clock = new FrameClock();
    frameTimes.begin();
    clock.begin();
    for (let [time, sent] = [0, 0]; sent < pieces.length; ) {
      time += await clock.frame();
      const due = Math.min(pieces.length, Math.floor(time / interval));
      for (; sent < due; sent++) this.#contestant.update(id, pieces[sent] ?? []);
    }
    clock.end();
    return frameTimes.end();
  }

  beginFrames(): void {
    frameTimes.begin();
  }

  endFrames(): number[] {
    return frameTimes.end();
  }

  #isDrawn(): boolean {
    const canvas = this.#contestant.canvas();
    if (!canvas || canvas.width === 0) return false;
    const data = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data ?? [];
    // Grid and numbers are grey; curves have a colour.
    for (let i = 0; i < data.length; i += 4)
      if (Math.abs((data[i] ?? 0) - (data[i + 2] ?? 0)) > 60 && (data[i + 3] ?? 0) > 200) return true;
    return false;
  }
}

function frame(): Promise<number> {
  return new Promise((resolve) => requestAnimationFrame(resolve));
}
