import { html, nothing, type TemplateResult } from 'lit/html.js';
import { formatCount } from '../../core/format.ts';
import { type Speed, speeds } from '../../core/race/phase.ts';
import { tutorialRaces } from '../../core/tutorial/races.ts';
import {
  type Choice,
  iconButton,
  menu,
  menuItem,
  select,
  toggleButton,
} from '../shared/controls/controls.ts';
import { devicesOf, engineDetails, precisionsOf, threadsOf } from './data/engines.ts';
import { groupingOf, groupingsOf } from './data/groups.ts';
import type { RaceData } from './data/raceData.ts';
import { measureOf, measuresOf, whyLinearY } from './scene/measures.ts';
import { axisKind } from './scene/xAxis.ts';
import { isHidden, type PanelActions, type PanelState } from './state.ts';
import { showsOnlyDiffering } from './table/tableColumns.ts';
import { fittingParts, partsOf, type ToolbarPart } from './toolbarRoom.ts';
import { aligned, words } from './words.ts';

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
  const fitting = fittingParts(state);
  const part = (name: ToolbarPart) => (fitting.has(name) ? controlOf(name, state, actions) : nothing);
  return html`<div
      class="toolbar"
      role="toolbar"
      aria-label=${words.toolbar}
      data-walk="row"
      data-items="button, select"
    >
      ${mainButton(state, actions)}
      ${iconButton('debug-stop', words.stop, () => actions.post({ type: 'stop' }), !ended)}
      ${iconButton('debug-step-over', words.step, () => actions.post({ type: 'step' }), race.phase === 'paused')}
      ${part('restart')}
      <span class="separator"></span>
      ${part('counter')} ${part('epochs')} ${separated(part('measure'))} ${separated(part('groupBy'))} ${separated(part('speed'))}
      ${part('xAxis')} ${part('logX')} ${fitting.has('speed') ? part('logY') : nothing}
      ${part('outliers')}
      ${separated(part('differing'))}
      <span class="gap"></span>
      ${part('engine')} ${fitting.has('speed') ? nothing : part('logY')}
      ${menu('export-menu', 'export', words.exportMenu, exportItems(actions))}
      ${menu('more-menu', 'ellipsis', words.more, moreItems(state, actions, fitting))}
    </div>
    <p class="notice" role="status">${state.notice ?? nothing}</p>
    ${ended ? nothing : html`<progress aria-label=${words.progress} max=${race.steps} .value=${race.step}></progress>`}`;
}

function separated(part: TemplateResult | typeof nothing): TemplateResult | typeof nothing {
  return part === nothing ? nothing : html`<span class="separator"></span>${part}`;
}

function controlOf(
  part: ToolbarPart,
  state: PanelState,
  { post, set }: PanelActions,
): TemplateResult | typeof nothing {
  const { race, settings } = state;
  switch (part) {
    case 'counter':
      return counter(race);
    case 'epochs':
      return epochs(race);
    case 'restart':
      return iconButton('debug-restart', words.restart, () => post({ type: 'runAgain' }));
    case 'differing': {
      const on = showsOnlyDiffering(state);
      // What is so by itself is left to each kind of view.
      const change = { onlyDiffering: !on === !race.facts.isWhole ? null : !on };
      return toggleButton(words.onlyDiffering, on, () => set(change));
    }
    case 'measure': {
      const choices = measuresOf(race).map((measure) => ({ value: measure.id, label: measure.name(race) }));
      return select(words.measure, choices, measureOf(state).id, (show) => set({ show }));
    }
    case 'groupBy': {
      const choices = groupingsOf(race).map(({ id, label }) => ({ value: id, label }));
      const { id } = groupingOf(race, settings.groupBy);
      return select(words.groupBy, choices, id, (groupBy) => set({ groupBy }));
    }
    case 'speed':
      return select(words.speed, speedChoices, race.speed, (speed) => post({ type: 'setSpeed', speed }));
    case 'xAxis':
      return select(words.xAxis, axisChoices, axisKind(state), (kind) => set({ xAxis: kind }));
    case 'logX':
      return toggleButton(words.logX, settings.logX, () => set({ logX: !settings.logX }));
    case 'logY':
      return toggleButton(words.logY, settings.logY, () => set({ logY: !settings.logY }), {
        whyOff: whyLinearY(state),
      });
    case 'outliers': {
      const { ignoreOutliers } = settings;
      const toggle = () => set({ ignoreOutliers: !ignoreOutliers });
      return toggleButton(words.ignoreOutliers, ignoreOutliers, toggle, { title: words.outliersDetails });
    }
    case 'engine':
      return engine(race);
  }
}

/** What the toolbar has no room for comes first. */
function moreItems(
  state: PanelState,
  actions: PanelActions,
  fitting: ReadonlySet<ToolbarPart>,
): TemplateResult {
  const { race } = state;
  const missing = partsOf(race).filter((part) => !fitting.has(part));
  return html`${
    missing.length > 0
      ? html`<div class="menu-fields">${missing.map((part) => controlOf(part, state, actions))}</div>`
      : nothing
  }
  ${race.runs.some((run) => isHidden(state, run)) ? menuItem(words.showAll, actions.showAllRuns) : nothing}
  ${menuItem(words.runExperiment, () => actions.post({ type: 'runExperiment' }))}
  <p class="menu-head">${words.tutorialRaces}</p>
  ${tutorialRaces.map(({ id, name }) =>
    menuItem(name, () => actions.post({ type: 'runTutorialRace', race: id })),
  )}`;
}

/** One place for the button that people look for: pause, go on, or run again. */
function mainButton({ race }: PanelState, { post }: PanelActions): TemplateResult {
  if (race.phase === 'running') return iconButton('debug-pause', words.pause, () => post({ type: 'pause' }));
  if (race.phase === 'paused') return iconButton('play', words.resume, () => post({ type: 'resume' }));
  const { isWhole } = race.facts;
  return iconButton('play', isWhole ? words.rerun : words.noRerun, () => post({ type: 'runAgain' }), isWhole);
}

/** As wide at the first step as at the last, so that nothing beside it moves. */
function counter({ step, steps }: RaceData): TemplateResult {
  return html`<span class="num counter" role="img" aria-label=${words.counter(step, steps)}
    >${aligned(formatCount(step), formatCount(steps).length)}<span class="quiet"> / ${formatCount(steps)}</span></span
  >`;
}

function epochs({ epoch, epochs }: RaceData): TemplateResult {
  return html`<span class="num quiet epochs">${words.epochCount(epoch, epochs)}</span>`;
}

/** In few words, with more on a closer look. */
function engine(race: RaceData): TemplateResult {
  return html`<span class="engine" title=${words.engineDetails(engineDetails(race.runs))}
    >${words.engine(threadsOf(race), precisionsOf(race.runs), devicesOf(race.runs))}</span
  >`;
}

function exportItems({ post, savePicture, saveNumbers }: PanelActions): TemplateResult {
  const picture = (format: 'png' | 'svg', look: 'screen' | 'light') =>
    menuItem(words.exportPicture(format, look), () => savePicture({ format, look }));
  return html`${picture('png', 'screen')} ${picture('png', 'light')} ${picture('svg', 'screen')}
  ${picture('svg', 'light')} ${menuItem(words.exportCsv, () => saveNumbers('csv'))}
  ${menuItem(words.exportJson, () => saveNumbers('json'))}
  ${menuItem(words.exportExperiment, () => post({ type: 'saveExperiment' }))}`;
}
