import type { Window } from '../../core/problems/surfaces/surface.ts';
import type { Debugged } from '../../core/protocol/debugged.ts';
import {
  type FromPanel,
  type NumbersFormat,
  type PanelRequests,
  panelRequests,
} from '../../core/protocol/fromPanel.ts';
import type { ToGpu } from '../../core/protocol/gpu.ts';
import type { RaceView, ToPanel } from '../../core/protocol/panel.ts';
import type { View } from '../shared/chart/scene.ts';
import { followStops } from '../shared/controls/oneStop.ts';
import { Frames } from '../shared/frames.ts';
import { Requests } from '../shared/requests.ts';
import { onThemeChange, readTheme } from '../shared/theme.ts';
import { RaceData } from './data/raceData.ts';
import type { RunData } from './data/runData.ts';
import { type DrawnExtent, Due } from './due.ts';
import { emptyState } from './emptyState.ts';
import { Exporting } from './exporting.ts';
import { stepAt, stepMenu } from './inspecting.ts';
import { renderKeepingFocus } from './keepFocus.ts';
import { Stills, wantsNoMotion } from './motion.ts';
import { Notice } from './notice.ts';
import { page } from './page.ts';
import { PanelDrawings } from './panelDrawings.ts';
import { followPicks } from './picking.ts';
import { RunChoices } from './runChoices.ts';
import { landView, withLandView } from './scene/landView.ts';
import { isZoomed, withView } from './scene/view.ts';
import { StartPreview } from './startPreview.ts';
import { type PanelActions, type PanelState, type PictureOptions, placeOf, type RowHolder } from './state.ts';
import { Finder } from './sweep/finder.ts';
import type { Find } from './sweep/finding.ts';
import { TableRows } from './table/tableRows.ts';
import type { ViewSettings } from './viewSettings.ts';

export interface PanelHost {
  post(message: FromPanel): void;
  save(settings: ViewSettings): void;
  fail(error: unknown): void;
}

/** Keeps what the panel knows and draws it. */
export class Panel implements PanelActions {
  readonly #root: HTMLElement;
  readonly #host: PanelHost;
  readonly #requests: Requests<PanelRequests>;
  readonly #drawings: PanelDrawings;
  readonly #preview: StartPreview;
  #settings: ViewSettings;
  /** undefined until the extension has told; then null where there is none. */
  #race: RaceData | null | undefined;
  #theme = readTheme();
  #answerShown = false;
  readonly #notice = new Notice(() => this.invalidate());
  readonly #exporting: Exporting;
  #cursor: number | null = null;
  #hovered: string | null = null;
  #debugged: Debugged | null = null;
  readonly #choices = new RunChoices({
    race: () => this.#race ?? null,
    settings: () => this.#settings,
    post: (message) => this.post(message),
    changed: () => this.invalidate(),
  });
  readonly #finder = new Finder({
    race: () => this.#race ?? null,
    settings: () => this.#settings,
    set: (change) => this.set(change),
  });
  readonly #frames = new Frames(() => this.#drawSafely());
  readonly #stills = new Stills(() => this.#requestCurves());
  /** The runs in the order of their rows. */
  #order: readonly RunData[] = [];
  readonly #due = new Due();
  readonly #rows = new TableRows((extent) => {
    this.#due.expectPage(extent);
    this.#frames.request();
  });

  constructor(root: HTMLElement, host: PanelHost, settings: ViewSettings) {
    this.#root = root;
    this.#host = host;
    this.#settings = settings;
    this.#requests = new Requests(panelRequests, (request) => host.post(request));
    this.#preview = new StartPreview({
      ...{ state: () => this.#state(), requests: this.#requests },
      changed: () => this.#requestCurves(),
    });
    this.#drawings = new PanelDrawings(this, {
      startAt: ([x, y]) => this.post({ type: 'startFrom', start: [x, y] }),
      moveStart: (to) => this.#preview.moveTo(to),
    });
    this.#exporting = new Exporting({
      state: () => this.#state(),
      figure: (state) => this.#drawings.sizeOf(state),
      requests: this.#requests,
      notice: this.#notice,
      fail: host.fail,
    });
    new ResizeObserver(() => this.invalidate()).observe(root);
    followStops(root);
    followPicks(root, () => this.#hovered, this.pick);
    onThemeChange(() => {
      this.#theme = readTheme();
      this.invalidate();
    });
  }

  receive(message: Exclude<ToPanel, ToGpu>): void {
    if (message.type === 'update') this.#apply(message);
    else if (message.type === 'reply') this.#requests.settle(message);
    else {
      if (message.type === 'snapshot') this.#show(message.race);
      else if (message.race !== this.#race?.facts.id) return;
      else if (message.type === 'hidden') this.#choices.setHidden(message.runs);
      else if (message.type === 'debugged') this.#debugged = message.at;
      else this.#choices.setPicked(message.run);
      this.invalidate();
    }
  }

  invalidate(): void {
    this.#request('all');
  }

  post = (message: FromPanel): void => this.#host.post(message);

  set = (change: Partial<ViewSettings>): void => {
    this.#settings = { ...this.#settings, ...change };
    // A place on one axis is none on the other.
    if (change.xAxis) this.#cursor = null;
    // Rows that are taken away tell nobody that the pointer has left them.
    if (change.table || change.finds || change.groupBy) this.#rows.release();
    if (change.groupBy) this.#choices.foldGroups();
    this.#host.save(this.#settings);
    // Rows that are found are those that they were.
    if (Object.keys(change).join() === 'finds') this.#request('page');
    else this.invalidate();
  };

  toggleRun = (run: RunData): void => this.#choices.toggle([run]);
  toggleRuns = (runs: readonly RunData[]): void => this.#choices.toggle(runs);
  showAllRuns = (): void => this.#choices.hide(new Set());
  removeRun = (run: RunData): void => this.#choices.remove(run);
  pick = (run: string | null): void => this.#choices.pick(run);
  toggleGroup = (group: string): void => this.#choices.toggleGroup(group);
  foldGroups = (): void => this.#choices.foldGroups();
  find = (change: Partial<Find>): void => this.#finder.find(change);
  openRuns = (text: string): void => this.#finder.open(text);
  goBack = (): void => this.#finder.goBack();

  showAnswer = (shown: boolean): void => {
    this.#answerShown = shown;
    this.invalidate();
  };

  holdRows = (by: RowHolder, held: boolean): void => {
    if (this.#rows.hold(by, held)) this.invalidate();
  };

  moveCursor = (to: number | null): void => {
    if (this.#cursor === to) return;
    this.#cursor = to;
    this.#requestCurves();
  };

  zoom = (to: View): void => {
    const state = this.#state();
    if (!state) return;
    const before = isZoomed(state);
    this.#settings = { ...this.#settings, ...withView(state, to) };
    this.#host.save(this.#settings);
    // The page around the curves stays as it is, but for the way back.
    if (isZoomed({ ...state, settings: this.#settings }) === before) this.#requestCurves();
    else this.invalidate();
  };

  lookAt = (part: Window | null): void => {
    const state = this.#state();
    if (!state) return;
    const before = landView(state) !== null;
    this.#settings = { ...this.#settings, ...withLandView(state, part) };
    this.#host.save(this.#settings);
    if (before === (part !== null)) this.#requestCurves();
    else this.invalidate();
  };

  highlight = (run: string | null): void => {
    if (this.#hovered === run) return;
    this.#hovered = run;
    this.#rows.highlight(this.#root, this.#highlighted);
    this.#requestCurves();
  };

  inspect = (at: number): void => this.post({ type: 'inspectStep', at: stepAt(this.#state(), at) });
  menuContext = (at: number): string => stepMenu(this.#state(), at);
  savePicture = (options: PictureOptions): void => this.#exporting.savePicture(options);
  copyPicture = (look: PictureOptions['look']): void => this.#exporting.copyPicture(look);
  saveNumbers = (format: NumbersFormat, run?: RunData): void => this.#exporting.saveNumbers(format, run);

  /** Draws the curves and that much of the page with the next frame. */
  #request(extent: DrawnExtent): void {
    this.#due.expectPage(extent);
    this.#requestCurves();
  }

  #requestCurves(): void {
    this.#due.expectCurves();
    this.#frames.request();
  }

  #apply(update: Extract<ToPanel, { type: 'update' }>): void {
    const race = this.#race;
    if (race?.facts.id !== update.race) return;
    const { phase, speed } = race;
    // Something was lost on the way, as happens to a hidden webview: ask for the whole.
    if (!race.apply(update)) this.post({ type: 'missed' });
    this.#due.expectPage(race.phase !== phase || race.speed !== speed ? 'all' : 'numbers');
    this.#finder.expire();
    this.#stills.request(race.phase === 'running' && phase === 'running');
  }

  #show(view: RaceView | null): void {
    const other = view?.id !== this.#race?.facts.id;
    this.#race = view && new RaceData(view);
    // Told anew, by the numbers that runs have now.
    this.#debugged = null;
    if (!other) return;
    this.#answerShown = false;
    this.#cursor = null;
    this.#hovered = null;
    this.#choices.forget();
    this.#preview.forget();
    this.#finder.forget();
    this.#rows.release();
    // A pace is there to be watched; without it the race is at its end in a moment.
    if (view?.phase === 'running' && view.speed !== 'max' && wantsNoMotion())
      this.post({ type: 'setSpeed', speed: 'max' });
  }

  get #highlighted(): string | null {
    return this.#hovered ?? this.#choices.picked;
  }

  #state(): PanelState | null {
    const race = this.#race;
    if (!race) return null;
    return {
      race,
      settings: this.#settings,
      hidden: this.#choices.hidden,
      heldRows: this.#rows.held,
      rows: this.#rows,
      theme: this.#theme,
      answerShown: this.#answerShown,
      notice: this.#notice.text,
      cursor: this.#cursor,
      picked: this.#choices.picked,
      highlighted: this.#highlighted,
      debugged: this.#debugged,
      preview: this.#preview.shown,
      found: this.#finder.foundIn(race),
      wayBack: this.#finder.wayBack,
      unfolded: this.#choices.unfolded,
      width: this.#root.clientWidth,
      place: placeOf(this.#root.dataset['place']),
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
      renderKeepingFocus(emptyState(this.post), this.#root);
      return;
    }
    const { page, curves, goesOn } = this.#due.take();
    if (goesOn) this.#frames.goOn();
    if (page !== 'nothing') {
      this.#order = this.#rows.begin(state, page);
      this.#renderPage(state);
    }
    if (curves && this.#drawings.update(state)) this.#renderPage(state);
  }

  #renderPage(state: PanelState): void {
    renderKeepingFocus(page(state, this.#order, this, this.#drawings), this.#root);
    this.#rows.end(this.#root, state.highlighted);
  }
}
