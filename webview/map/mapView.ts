/** The page of the map, around its canvas. */
import { html, nothing, type TemplateResult } from 'lit/html.js';
import { type MapMeasure, measuresOf } from '../../core/map/mapMeasure.ts';
import type { OpenedMap } from '../../core/protocol/map.ts';
import { bestTable } from './bestTable.ts';
import { button, chooser } from './icons.ts';
import { type MapPart, type MapState, type Notice, settingOf } from './mapState.ts';
import { type SideParts, sideView } from './sideView.ts';
import { cellText } from './valueText.ts';
import { headline, lowerFirst, words } from './words.ts';

export interface ViewParts {
  /** The map itself. */
  readonly surface: HTMLElement;
  /** Of the page, in CSS pixels. */
  readonly width: number;
  readonly isTableOpen: boolean;
  readonly side: Omit<SideParts, 'width'>;
  setTableOpen(isOpen: boolean): void;
  chooseAxes(x: string, y: string): void;
  chooseMeasure(measure: MapMeasure): void;
  pause(): void;
  resume(): void;
  stop(): void;
  again(): void;
  showAll(): void;
}

export const hintId = 'map-hint';

/** From here on the side is below the map: as in the styles. */
const besideFrom = 860;
const sideWidth = 300;

export function mapView(state: MapState, parts: ViewParts): TemplateResult {
  const { map, part } = state;
  if (!map || !part) return html`<main class="map-page">${noticeView(state.notice)}</main>`;
  const width = parts.width >= besideFrom ? sideWidth : Math.max(200, Math.min(560, parts.width - 32));
  return html`<main class="map-page">
    ${toolbar(state, map, part, parts)}
    <header>
      <h1>${words.title} · ${map.title}</h1>
      <p role="status">${saying(state, map, part)} ${byForGoodLink(state, map, part, parts)}</p>
    </header>
    <div class="parts">
      <div class="plane">
        ${parts.surface}
        <p class="quiet small">${words.everyPixel(map.start)} · ${words.hint}</p>
        <p class="quiet small computed" role="status">${words.computed(state.engine)}</p>
        <p id=${hintId} class="sr-only">${words.keys}</p>
      </div>
      ${sideView(state, map, part, { ...parts.side, width })}
    </div>
    ${bestTable(state, map, part, parts.isTableOpen, parts.setTableOpen)}
  </main>`;
}

function noticeView(notice: Notice) {
  switch (notice.kind) {
    case 'loading':
      return html`<p class="notice quiet" role="status">${words.loading}</p>`;
    case 'opening':
      return html`<p class="notice quiet" role="status">${words.opening(notice.title)}</p>`;
    case 'failed':
      return html`<h1 class="notice">${words.title}</h1>
        <p class="notice bad" role="alert">${notice.message}</p>`;
  }
}

function toolbar(state: MapState, map: OpenedMap, part: MapPart, parts: ViewParts) {
  const { phase, measure } = state;
  const { knownCount, count } = part.grid;
  const [x, y] = [part.columns.axis.setting, part.rows.axis.setting];
  const choices = (taken: string) =>
    map.settings.filter(({ name }) => name !== taken).map(({ name, label }) => ({ value: name, label }));
  const isOn = phase === 'running' || phase === 'paused';
  const toggle =
    phase === 'running'
      ? button('pause', words.pause, parts.pause)
      : button('play', words.resume, parts.resume, phase !== 'done');
  return html`<nav class="toolbar" aria-label=${words.controls}>
      <span class="buttons">
        ${toggle} ${button('stop', words.stop, parts.stop, isOn)} ${button('again', words.again, parts.again)}
      </span>
      <span class="num counts">${words.counts(knownCount, count)}</span>
      ${chooser(words.x, choices(y), x, (name) => parts.chooseAxes(name, y), words.xName)}
      ${chooser(words.y, choices(x), y, (name) => parts.chooseAxes(x, name), words.yName)}
      ${chooser(
        words.colour,
        measuresOf(map.target).map((each) => ({ value: each, label: words.measure(each, map.target) })),
        measure,
        (value) => {
          const chosen = measuresOf(map.target).find((each) => each === value);
          if (chosen) parts.chooseMeasure(chosen);
        },
      )}
      <span class="gap"></span>
      <span class="quiet">${words.engine(state.engine, map.engine)}</span>
      ${button('all', words.all, parts.showAll)}
    </nav>
    <progress class=${phase === 'running' ? '' : 'still'} max=${count} value=${knownCount} aria-label=${words.counts(knownCount, count)}></progress>`;
}

/** The sentence above the map. */
export function saying(state: MapState, map: OpenedMap, { grid, columns, rows }: MapPart): string {
  const { measure, summary, phase } = state;
  const { best, shares } = summary;
  const score = best === null ? null : grid.scoreOf(best);
  const nameOf = (name: string) => lowerFirst(settingOf(state, name)?.label ?? name);
  const isWhole = (name: string) => settingOf(state, name)?.isWhole ?? false;
  const [x, y] = [columns.axis.setting, rows.axis.setting];
  const at =
    best === null
      ? ''
      : `${nameOf(x)} ${cellText(columns, best % grid.columns, isWhole(x))} and ${nameOf(y)} ${cellText(rows, Math.floor(best / grid.columns), isWhole(y))}`;
  const value = score && measure !== 'diverged' ? score[measure] : Number.NaN;
  return headline({
    ...{ measure, target: map.target, limit: map.steps, isDone: phase === 'done', at },
    best: score && { value, first: score.first, forGood: score.forGood },
    ...{ known: shares.known, asGood: shares.asGood, diverged: shares.diverged },
  });
}

function byForGoodLink({ measure, summary }: MapState, map: OpenedMap, { grid }: MapPart, parts: ViewParts) {
  const score = summary.best === null ? null : grid.scoreOf(summary.best);
  if (measure !== 'first' || map.target === null || !score || score.forGood === score.first) return nothing;
  return html`<button type="button" class="link" @click=${() => parts.chooseMeasure('forGood')}>
    <span>${words.byForGood}</span>
  </button>`;
}
