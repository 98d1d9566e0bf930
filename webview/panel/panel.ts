import { html, render, type TemplateResult } from 'lit/html.js';
import type { RaceView, ToExtension, ToPanel } from '../../core/protocol/panel.ts';
import { LossChart } from './chart/lossChart.ts';
import { toolbar } from './controls/toolbar.ts';
import { RaceData } from './data/raceData.ts';
import type { RunData } from './data/runData.ts';
import { emptyState } from './emptyState.ts';
import { exportPicture } from './exportPicture.ts';
import { figures } from './figures.ts';
import { Frames } from './frames.ts';
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

/** Numbers that change all the time can be read if they stand still for this long, in milliseconds. */
const readable = 100;

/** Keeps what the panel knows and draws it. */
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
  readonly #frames = new Frames(() => this.#drawSafely());
  /** Whether the page changed in more than its numbers since it was drawn. */
  #changed = true;
  /** When the page around the curves was drawn last. */
  #pageDrawn = 0;
  #pageTimer: ReturnType<typeof setTimeout> | undefined;

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
    if (message.type === 'update') this.#apply(message);
    else {
      if (message.type === 'snapshot') this.#show(message.race);
      else this.#selected = message.run;
      this.invalidate();
    }
  }

  invalidate(): void {
    this.#changed = true;
    this.#frames.request();
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

  #apply(update: Extract<ToPanel, { type: 'update' }>): void {
    const race = this.#race;
    if (race?.facts.id !== update.race) return;
    const { phase, speed } = race;
    // Something was lost on the way, as happens to a hidden webview: ask for the whole.
    if (!race.apply(update)) this.post({ type: 'ready' });
    if (race.phase !== phase || race.speed !== speed) this.#changed = true;
    this.#frames.request();
  }

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

  #drawSafely(): void {
    try {
      this.#draw();
    } catch (error) {
      this.#host.fail(error);
    }
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
    this.#drawPage(state);
    this.#chart.update(state);
    const stretch = this.#landscape.stretch;
    this.#landscape.update(state, this.#chart.frame);
    // The caption names the stretch, which is known only now.
    if (this.#landscape.stretch !== stretch) render(this.#page(state), this.#root);
  }

  #drawPage(state: PanelState): void {
    const wait = this.#pageDrawn + readable - performance.now();
    if (!this.#changed && wait > 0) {
      this.#pageTimer ??= setTimeout(() => {
        this.#pageTimer = undefined;
        this.#frames.request();
      }, wait);
      return;
    }
    clearTimeout(this.#pageTimer);
    this.#pageTimer = undefined;
    this.#changed = false;
    this.#pageDrawn = performance.now();
    render(this.#page(state), this.#root);
  }

  #page(state: PanelState): TemplateResult {
    return html`<main class="panel ${isNarrow(state) ? 'narrow' : 'wide'}">
      <p class="sr-only" role="status">${words.phase[state.race.phase]}</p>
      ${toolbar(state, this)} ${headline(state, this)}
      ${figures(state, this, this.#chart, this.#landscape)} ${tables(state, this)}
    </main>`;
  }
}
