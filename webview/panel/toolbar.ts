import { html, nothing, type TemplateResult } from 'lit/html.js';
import { formatCount } from '../../core/format.ts';
import { type Speed, speeds } from '../../core/race/phase.ts';
import {
  type Choice,
  iconButton,
  menu,
  menuItem,
  select,
  toggleButton,
} from '../shared/controls/controls.ts';
import { engineDetails, precisionsOf, threadsOf } from './data/engines.ts';
import type { RaceData } from './data/raceData.ts';
import { measureOf, measuresOf } from './scene/measures.ts';
import { axisKind } from './scene/xAxis.ts';
import { isHidden, type PanelActions, type PanelState } from './state.ts';
import { words } from './words.ts';

/** Below these widths the engine stands in the menu; then speed, x axis and log x, too. Models have more to show. */
const roomForEngine = { surface: 640, model: 1180 };
const roomForAll = { surface: 640, model: 960 };
/** Below this one what the chart shows, too. */
const roomForMeasure = 540;
/** Below this one log y, too. */
const roomForLogY = 340;

const speedChoices: readonly Choice<Speed>[] = speeds.map((value) => ({
  value,
  label: words.speedName(value),
}));
const axisChoices: readonly Choice<'step' | 'epoch'>[] = [
  { value: 'step', label: words.stepAxis },
  { value: 'epoch', label: words.epoch },
];

export function toolbar(state: PanelState, actions: PanelActions): TemplateResult {
  const { race } = state;
  const ended = race.phase === 'ended';
  const wide = hasRoom(state, roomForAll);
  const logYOutside = state.width >= roomForLogY;
  return html`<div class="toolbar" role="toolbar" aria-label=${words.toolbar}>
      ${mainButton(state, actions)}
      ${iconButton('debug-stop', words.stop, () => actions.post({ type: 'stop' }), !ended)}
      ${iconButton('debug-step-over', words.step, () => actions.post({ type: 'step' }), race.phase === 'paused')}
      ${iconButton('debug-restart', words.restart, () => actions.post({ type: 'runAgain' }))}
      <span class="separator"></span>
      ${counter(state)}
      ${state.width >= roomForMeasure ? measureControl(state, actions) : nothing}
      ${wide ? html`<span class="separator"></span>${viewControls(state, actions)}${logY(state, actions)}` : nothing}
      <span class="gap"></span>
      <span class="notice quiet" role="status">${state.notice ?? ''}</span>
      ${hasRoom(state, roomForEngine) ? engine(race) : nothing}
      ${!wide && logYOutside ? logY(state, actions) : nothing}
      ${menu('export-menu', 'export', words.exportMenu, exportItems(actions))}
      ${menu('more-menu', 'ellipsis', words.more, moreItems(state, actions))}
    </div>
    ${ended ? nothing : html`<progress aria-label=${words.progress} max=${race.steps} .value=${race.step}></progress>`}`;
}

function hasRoom({ race, width }: PanelState, room: { surface: number; model: number }): boolean {
  return width >= (race.isModel ? room.model : room.surface);
}

function viewControls(state: PanelState, { post, set }: PanelActions): TemplateResult {
  const { race, settings } = state;
  return html`${select(words.speed, speedChoices, race.speed, (speed) => post({ type: 'setSpeed', speed }))}
  ${race.isModel ? select(words.xAxis, axisChoices, axisKind(state), (kind) => set({ xAxis: kind })) : nothing}
  ${toggleButton(words.logX, settings.logX, () => set({ logX: !settings.logX }))}`;
}

/** Models can be looked at by more than their training loss. */
function measureControl(state: PanelState, { set }: PanelActions): TemplateResult | typeof nothing {
  const { race } = state;
  if (!race.isModel) return nothing;
  const choices = measuresOf(race).map((measure) => ({ value: measure.id, label: measure.name(race) }));
  return html`<span class="separator"></span>
    ${select(words.measure, choices, measureOf(state).id, (show) => set({ show }))}`;
}

function logY(state: PanelState, { set }: PanelActions): TemplateResult {
  const { logY } = state.settings;
  const can = !measureOf(state).isShare;
  return toggleButton(words.logY, can && logY, () => set({ logY: !logY }), can);
}

function moreItems(state: PanelState, actions: PanelActions): TemplateResult {
  const { race, width } = state;
  const fields = html`<div class="menu-fields">
    ${width < roomForMeasure ? measureControl(state, actions) : nothing}
    ${viewControls(state, actions)} ${width < roomForLogY ? logY(state, actions) : nothing}
  </div>`;
  return html`${hasRoom(state, roomForAll) ? nothing : fields}
  ${race.runs.some((run) => isHidden(state, run)) ? menuItem(words.showAll, actions.showAllRuns) : nothing}
  ${menuItem(words.runExperiment, () => actions.post({ type: 'runExperiment' }))}
  ${hasRoom(state, roomForEngine) ? nothing : engine(race)}`;
}

/** One place for the button that people look for: pause, go on, or run again. */
function mainButton({ race }: PanelState, { post }: PanelActions): TemplateResult {
  if (race.phase === 'running') return iconButton('debug-pause', words.pause, () => post({ type: 'pause' }));
  if (race.phase === 'paused') return iconButton('play', words.resume, () => post({ type: 'resume' }));
  return iconButton('play', words.run, () => post({ type: 'runAgain' }));
}

function counter(state: PanelState): TemplateResult {
  const { race } = state;
  const { step, steps } = race;
  const ahead = race.runs.reduce(
    (a, b) => (b.step > a.step ? b : a),
    race.runs[0] ?? { step: 0, facts: { stepsPerEpoch: 1 } },
  );
  const epochs = race.isModel && hasRoom(state, roomForEngine);
  return html`<span class="num counter" role="img" aria-label=${words.counter(step, steps)}>
    ${formatCount(step)}<span class="quiet"> / ${formatCount(steps)}</span>
    ${epochs ? html`<span class="quiet epochs">${words.epochCount(ahead.step / ahead.facts.stepsPerEpoch)}</span>` : nothing}
  </span>`;
}

/** In few words, with more on a closer look. */
function engine(race: RaceData): TemplateResult {
  return html`<span class="engine" title=${words.engineDetails(engineDetails(race.runs))}
    >${words.engine(threadsOf(race), precisionsOf(race.runs))}</span
  >`;
}

function exportItems({ savePicture, saveNumbers }: PanelActions): TemplateResult {
  const picture = (format: 'png' | 'svg', look: 'screen' | 'light') =>
    menuItem(words.exportPicture(format, look), () => savePicture({ format, look }));
  return html`${picture('png', 'screen')} ${picture('png', 'light')} ${picture('svg', 'screen')}
  ${picture('svg', 'light')} ${menuItem(words.exportCsv, () => saveNumbers('csv'))}
  ${menuItem(words.exportJson, () => saveNumbers('json'))}`;
}
