import { html, render, type TemplateResult } from 'lit/html.js';
import type { RaceView, ToExtension, ToPanel } from '../../core/protocol.ts';
import { LossChart } from './chart/lossChart.ts';
import { toolbar } from './controls/toolbar.ts';
import { RaceData } from './data/raceData.ts';
import type { RunData } from './data/runData.ts';
import { emptyState } from './emptyState.ts';
import { exportPicture } from './exportPicture.ts';
import { figures } from './figures.ts';
import { headline } from './headline.ts';
import { Landscape } from './landscape/landscape.ts';
import { type Actions, isNarrow, type PanelState } from './state.ts';
import { tables } from './table/tables.ts';
import { onThemeChange, readTheme } from './theme.ts';
import type { ViewSettings } from './viewSettings.ts';
import { words } from './words.ts';

export interface PanelHost {
  post(message: ToExtension): void;
  save(settings: ViewSettings): void;
  fail(error: unknown): void;
}

/** Keeps what the panel knows and draws it, at most once a frame. */
export class Panel implements Actions {
  readonly #root: HTMLElement;
  readonly #host: PanelHost;
  readonly #chart: LossChart;
  readonly #landscape: Landscape;
  #settings: ViewSettings;
  /** undefined until the extension has told; then null where there is none. */
  #race: RaceData | null | undefined;
  #theme = readTheme();
  #answerShown = false;
  #cursor: number | null = null;
  #hovered: string | null = null;
  #selected: string | null = null;
  #frame = 0;

  constructor(root: HTMLElement, host: PanelHost, settings: ViewSettings) {
    this.#root = root;
    this.#host = host;
    this.#settings = settings;
    this.#chart = new LossChart(this);
    this.#landscape = new Landscape(this);
    new ResizeObserver(() => this.invalidate()).observe(root);
    onThemeChange(() => {
      this.#theme = readTheme();
      this.invalidate();
    });
  }

  receive(message: ToPanel): void {
    if (message.type === 'snapshot') this.#show(message.race);
    else if (message.type === 'select') this.#selected = message.run;
    else if (this.#race?.facts.id === message.race && !this.#race.apply(message)) {
      // Something was lost on the way, as happens to a hidden webview: ask for the whole.
      this.post({ type: 'ready' });
    }
    this.invalidate();
  }

  invalidate(): void {
    if (this.#frame !== 0) return;
    this.#frame = requestAnimationFrame(() => {
      this.#frame = 0;
      try {
        this.#draw();
      } catch (error) {
        this.#host.fail(error);
      }
    });
  }

  post = (message: ToExtension): void => {
    this.#host.post(message);
  };

  set = (change: Partial<ViewSettings>): void => {
    this.#settings = { ...this.#settings, ...change };
    // A place on one axis is none on the other.
    if (change.xAxis) this.#cursor = null;
    this.#host.save(this.#settings);
    this.invalidate();
  };

  toggleRun = ({ facts }: RunData): void => {
    const { hidden } = this.#settings;
    const others = hidden.filter((id) => id !== facts.id);
    this.set({ hidden: others.length < hidden.length ? others : [...hidden, facts.id] });
  };

  showAllRuns = (): void => this.set({ hidden: [] });

  showAnswer = (shown: boolean): void => {
    this.#answerShown = shown;
    this.invalidate();
  };

  moveCursor = (to: number | null): void => {
    if (this.#cursor === to) return;
    this.#cursor = to;
    this.invalidate();
  };

  highlight = (run: string | null): void => {
    if (this.#hovered === run) return;
    this.#hovered = run;
    this.invalidate();
  };

  exportPicture = (): void => {
    const state = this.#state();
    if (!state) return;
    exportPicture(state, this.#chart.canvas, this.#landscape.element.querySelector('svg'))
      .then((png) => this.post({ type: 'exportPicture', png }))
      .catch((error: unknown) => this.#host.fail(error));
  };

  #show(view: RaceView | null): void {
    const other = view?.id !== this.#race?.facts.id;
    this.#race = view && new RaceData(view);
    if (!other) return;
    this.#answerShown = false;
    this.#cursor = null;
    this.#hovered = null;
    if (view && this.#settings.hiddenOf !== view.id) this.set({ hidden: [], hiddenOf: view.id });
  }

  #state(): PanelState | null {
    const race = this.#race;
    if (!race) return null;
    return {
      race,
      settings: this.#settings,
      theme: this.#theme,
      answerShown: this.#answerShown,
      cursor: this.#cursor,
      highlighted: this.#hovered ?? this.#selected,
      width: this.#root.clientWidth,
    };
  }

  #draw(): void {
    if (this.#race === undefined) return;
    const state = this.#state();
    if (!state) {
      render(
        emptyState((message) => this.post(message)),
        this.#root,
      );
      return;
    }
    render(this.#page(state), this.#root);
    this.#chart.update(state);
    const stretch = this.#landscape.stretch;
    this.#landscape.update(state, this.#chart.frame);
    // The caption names the stretch, which is known only now.
    if (this.#landscape.stretch !== stretch) render(this.#page(state), this.#root);
  }

  #page(state: PanelState): TemplateResult {
    return html`<main class="panel ${isNarrow(state) ? 'narrow' : 'wide'}">
      <p class="sr-only" role="status">${words.phase[state.race.phase]}</p>
      ${toolbar(state, this)} ${headline(state, this)}
      ${figures(state, this, this.#chart, this.#landscape)} ${tables(state, this)}
    </main>`;
  }
}
