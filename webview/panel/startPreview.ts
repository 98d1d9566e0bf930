/** Where the runs would go from the start that a person moves: asked for as long as it moves, and computed by the extension. */
import { messageOf } from '../../core/messageOf.ts';
import type { PreviewedRun } from '../../core/preview/previewRuns.ts';
import type { Point } from '../../core/problems/surfaces/surface.ts';
import type { PanelRequests } from '../../core/protocol/fromPanel.ts';
import { BranchCurve } from '../shared/curves/branchCurve.ts';
import type { Numbers } from '../shared/landscape/scene.ts';
import { Latest } from '../shared/latest.ts';
import type { Requests } from '../shared/requests.ts';
import { type Preview, type PreviewedLine, whyNoPreview } from './data/preview.ts';
import type { RunData } from './data/runData.ts';
import { drawnRuns } from './scene/drawnRuns.ts';
import type { PanelState } from './state.ts';
import { words } from './words.ts';

interface Wanted {
  readonly race: string;
  readonly start: Point;
  readonly runs: readonly RunData[];
}

interface PreviewParts {
  state(): PanelState | null;
  readonly requests: Pick<Requests<PanelRequests>, 'ask'>;
  changed(): void;
}

export class StartPreview {
  readonly #with: PreviewParts;
  readonly #latest: Latest<Wanted, PreviewedRun[]>;
  #shown: Preview | null = null;

  constructor(parts: PreviewParts) {
    this.#with = parts;
    this.#latest = new Latest(
      ({ race, start: [x, y], runs }) =>
        parts.requests.ask('previewStart', { race, start: [x, y], runs: runs.map(({ key }) => Number(key)) }),
      (previewed, wanted) => this.#take(wanted, { lines: linesOf(wanted.runs, previewed), why: null }),
      (error) => this.#shown && this.#show({ lines: new Map(), why: words.noPreview(messageOf(error)) }),
    );
  }

  get shown(): Preview | null {
    return this.#shown;
  }

  /** The person has the start there; null: it is where it was. */
  moveTo(start: Point | null): void {
    const state = start && this.#with.state();
    if (!start || !state) {
      this.forget();
      return;
    }
    const runs = drawnRuns(state);
    const why = whyNoPreview(runs);
    if (why === null) {
      this.#shown ??= { lines: new Map(), why: null };
      this.#latest.want({ race: state.race.facts.id, start, runs });
    } else this.#show({ lines: new Map(), why });
  }

  forget(): void {
    this.#latest.forget();
    if (!this.#shown) return;
    this.#shown = null;
    this.#with.changed();
  }

  /** What comes of a place that the start has left is better than nothing; of another race, or after all, it is not. */
  #take({ race }: Wanted, preview: Preview): void {
    if (this.#shown && race === this.#with.state()?.race.facts.id) this.#show(preview);
  }

  #show(preview: Preview): void {
    this.#shown = preview;
    this.#with.changed();
  }
}

function linesOf(runs: readonly RunData[], previewed: readonly PreviewedRun[]): Preview['lines'] {
  return new Map(
    runs.flatMap(({ key }, place): [string, PreviewedLine][] => {
      const run = previewed[place];
      if (!run) return [];
      const { losses, path, hasDiverged } = run;
      const positions: Numbers = {
        length: path.length,
        at: (index) => path.at(index) ?? Number.NaN,
        stretch: (from, to) => path.subarray(from, to),
      };
      return [[key, { losses: new BranchCurve(0, losses), positions, diverged: hasDiverged }]];
    }),
  );
}
