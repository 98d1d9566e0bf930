/** The page of the map, around its canvas. */
import { html, nothing, type TemplateResult } from 'lit/html.js';
import { type LessonTopic, lessonTopics } from '../../core/debug/inspector/lessonTopics.ts';
import { type MapMeasure, measuresOf } from '../../core/map/mapMeasure.ts';
import type { MapNote, OpenedMap } from '../../core/protocol/map.ts';
import { bestTable } from '../shared/map/bestTable.ts';
import type { MapPart, MapState } from '../shared/map/mapState.ts';
import { saying } from '../shared/map/saying.ts';
import { words } from '../shared/map/words.ts';
import { noticeView } from '../shared/notice.ts';
import { button, chooser, icon } from './icons.ts';
import { legend } from './legend.ts';
import { type SideParts, sideView } from './sideView.ts';

export interface ViewParts {
  /** The map itself. */
  readonly surface: HTMLElement;
  /** Of the page, in CSS pixels. */
  readonly width: number;
  readonly isTableOpen: boolean;
  readonly side: Omit<SideParts, 'width'>;
  setTableOpen(isOpen: boolean): void;
  chooseAxes(x: string, y: string): void;
  chooseOptimizer(name: string): void;
  chooseMeasure(measure: MapMeasure): void;
  openLesson(topic: LessonTopic): void;
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
  if (!map || !part) return html`<main class="map-page">${noticeView(state.notice, words)}</main>`;
  const said = saying(state, map, part);
  const width = parts.width >= besideFrom ? sideWidth : Math.max(200, Math.min(560, parts.width - 32));
  return html`<main class="map-page">
    ${toolbar(state, map, part, parts)}
    <header>
      <h1 title=${map.title}>${words.title} · ${map.title}</h1>
      <p class="said" role="status" title=${said}>${said}</p>
      <p class="more">
        ${noteView(state.note)} ${lessonLink(map, parts)} ${byForGoodLink(state, map, part, parts)}
      </p>
    </header>
    <div class="parts">
      <div class="plane">
        ${parts.surface}
        ${legend(state, map, part)}
        <p class="quiet small">${words.everyPixel(map.start)} ${words.hint}</p>
        <p class="quiet small computed" role="status">${words.computed(state.engine)}</p>
        <p id=${hintId} class="sr-only">${words.keys}</p>
      </div>
      ${sideView(state, map, part, { ...parts.side, width })}
    </div>
    ${bestTable(state, map, part, parts.isTableOpen, parts.setTableOpen)}
  </main>`;
}

function noteView(note: MapNote | null) {
  if (!note) return nothing;
  const { kind, text } = note;
  return html`<span class="note ${kind === 'problem' ? 'bad' : ''}" role=${kind === 'problem' ? 'alert' : 'status'} title=${text}>${text}</span>`;
}

function lessonLink({ topic }: OpenedMap, { openLesson }: ViewParts) {
  if (topic === null) return nothing;
  const { lesson, heading } = lessonTopics[topic];
  return html`<button type="button" class="link lesson" @click=${() => openLesson(topic)}>
    ${icon('lesson')}<span>${words.lesson(lesson, heading)}</span>
  </button>`;
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
      ${chooser(
        words.optimizer,
        map.optimizers.map(({ name, label }) => ({ value: name, label })),
        map.optimizer,
        parts.chooseOptimizer,
      )}
      ${chooser(words.x, choices(y), x, (name) => parts.chooseAxes(name, y), words.xName)}
      ${chooser(words.y, choices(x), y, (name) => parts.chooseAxes(x, name), words.yName)}
      ${chooser(
        words.colour,
        measuresOf(map.target, map.minima.length > 0).map((each) => ({
          value: each,
          label: words.measure(each, map.target),
        })),
        measure,
        (value) => {
          const chosen = measuresOf(map.target, map.minima.length > 0).find((each) => each === value);
          if (chosen) parts.chooseMeasure(chosen);
        },
      )}
      <span class="gap"></span>
      <span class="quiet">${words.engine(state.engine, map.engine)}</span>
      ${button('all', words.all, parts.showAll)}
    </nav>
    <progress class=${phase === 'running' ? '' : 'still'} max=${count} value=${knownCount} aria-label=${words.counts(knownCount, count)}></progress>`;
}

function byForGoodLink({ measure, summary }: MapState, map: OpenedMap, { grid }: MapPart, parts: ViewParts) {
  const score = summary.best === null ? null : grid.scoreOf(summary.best);
  if (measure !== 'first' || map.target === null || !score || score.forGood === score.first) return nothing;
  return html`<button type="button" class="link" @click=${() => parts.chooseMeasure('forGood')}>
    <span>${words.byForGood}</span>
  </button>`;
}
