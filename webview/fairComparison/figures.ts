import { isRunning } from '../../core/fairComparison/comparisonSheet.ts';
import { writeMeasured } from '../../core/race/numbers.ts';
import { LossChart } from '../shared/chart/lossChart.ts';
import type { Scene } from '../shared/chart/scene.ts';
import { BandCurves } from '../shared/comparison/bandCurves.ts';
import type { MarkPlace } from '../shared/sweep/tuningScene.ts';
import { TuningView } from '../shared/sweep/tuningView.ts';
import { curvesScene, profileScene, trialsScene } from './chartScenes.ts';
import { type ChartName, isOneColumn, type Looking, type Shown } from './comparisonState.ts';
import { trialAt, tuningScene } from './tuningScene.ts';

/** Of the element that says how charts are read by keys. */
export const hintId = 'chart-hint';

export interface FigureEvents {
  look(chart: ChartName, change: Partial<Looking>): void;
  /** The place of an entrant; null: none. */
  highlight(entrant: number | null): void;
  /** Something changed its size. */
  invalidate(): void;
  /** A trial of an entrant was pressed. Default: nothing comes of that. */
  choose?(entrant: number, trial: number): void;
}

/** The drawings of the page, which live as long as it does; each is drawn anew where what it shows has changed. */
export class Figures {
  readonly charts: Readonly<Record<ChartName, LossChart>>;
  readonly tuning: TuningView;
  readonly #bands = new BandCurves();
  #shown: Shown | null = null;
  /** What each was drawn from last. */
  readonly #drawn = new Map<string, readonly unknown[]>();

  constructor(events: FigureEvents) {
    const choose = events.choose?.bind(events);
    const chart = (name: ChartName) =>
      new LossChart(
        {
          moveCursor: (cursor) => events.look(name, { cursor }),
          zoom: (view) => events.look(name, { view }),
          highlight: (key) => events.highlight(key === null ? null : Number(key)),
          invalidate: () => events.invalidate(),
        },
        hintId,
      );
    this.charts = { curves: chart('curves'), trials: chart('trials'), profile: chart('profile') };
    this.tuning = new TuningView({
      invalidate: () => events.invalidate(),
      ...(choose && {
        choose: (place: MarkPlace) => {
          const trial = this.#shown && trialAt(this.#shown, place);
          if (trial !== null) choose(place.panel, trial);
        },
      }),
    });
  }

  /** Draws those that are on the page. */
  draw(shown: Shown): void {
    this.#shown = shown;
    const { sheet, problem, number, choices, theme, highlighted } = shown;
    const { entrants } = problem;
    const looks = entrants.map(({ name, color, variant }) => [name, color, variant].join(' ')).join('\n');
    const common = [theme, choices.logY, shown.width, number, looks];
    const lines = [...common, highlighted, isRunning(sheet), sheet.judge.target];
    for (const name of ['curve', 'bestSoFar'] as const) {
      const curves = entrants.map((entrant, place) =>
        this.#bands.of(`${number} ${name} ${place}`, entrant[name]),
      );
      const isCurve = name === 'curve';
      this.#drawChart(isCurve ? 'curves' : 'trials', [...lines, ...curves], () =>
        isCurve ? curvesScene(shown, this.#bands) : trialsScene(shown, this.#bands),
      );
    }
    const profile = JSON.stringify(sheet.profile, writeMeasured);
    this.#drawChart('profile', [...lines, profile], () => profileScene(shown));
    const grows = isOneColumn(shown);
    const trials = JSON.stringify(
      entrants.map(({ trials, best, edge }) => [trials, best, edge]),
      writeMeasured,
    );
    this.#draw('tuning', [...common, trials, grows, this.tuning.size], () =>
      this.tuning.update(tuningScene(shown, grows)),
    );
  }

  #drawChart(name: ChartName, from: readonly unknown[], sceneOf: () => Scene | null): void {
    const chart = this.charts[name];
    this.#draw(name, [...from, this.#shown?.looking[name], chart.size], () => {
      const scene = sceneOf();
      if (scene) chart.update(scene);
    });
  }

  #draw(name: string, from: readonly unknown[], draw: () => void): void {
    const before = this.#drawn.get(name);
    if (before?.length === from.length && before.every((each, i) => Object.is(each, from[i]))) return;
    this.#drawn.set(name, from);
    draw();
  }
}
