import { html, nothing, type TemplateResult } from 'lit/html.js';
import { epochsAfter } from '../../core/epochs.ts';
import { formatCount } from '../../core/format.ts';
import { type Speed, speeds } from '../../core/race/phase.ts';
import { tutorialRaces } from '../../core/tutorial/races.ts';
import {
  type Choice,
  iconButton,
  menu,
  menuItem,
  select,
  slider,
  toggleButton,
} from '../shared/controls/controls.ts';
import { devicesOf, engineDetails, precisionsOf, threadsOf } from './data/engines.ts';
import { groupingOf, groupingsOf } from './data/groups.ts';
import type { RaceData } from './data/raceData.ts';
import { debuggedRun } from './scene/debugScene.ts';
import { measureOf, measuresOf, whyLinearY } from './scene/measures.ts';
import { smoothingIndex, smoothingStops, smoothingText, withSmoothing } from './scene/smoothing.ts';
import { axisKind, axisKindsOf } from './scene/xAxis.ts';
import { hasExtension, isHidden, type PanelActions, type PanelState } from './state.ts';
import { judgeOf, judgesOf } from './sweep/judging.ts';
import { stageOf, stagesOf } from './sweep/swept.ts';
import { showsOnlyDiffering } from './table/tableColumns.ts';
import { fittingParts, partsOf, type ToolbarPart } from './toolbarRoom.ts';
import { aligned, words } from './words.ts';

const speedChoices: readonly Choice<Speed>[] = speeds.map((value) => ({
  value,
  label: words.speedName(value),
}));

export function toolbar(state: PanelState, actions: PanelActions): TemplateResult {
  const { race } = state;
  const ended = race.phase === 'ended';
  const fitting = fittingParts(state);
  const hasRoom = fitting.has('speed') || !hasExtension(state);
  const part = (name: ToolbarPart) => (fitting.has(name) ? controlOf(name, state, actions) : nothing);
  return html`<div
      class="toolbar"
      role="toolbar"
      aria-label=${words.toolbar}
      data-walk="row"
      data-items="button, select, input"
    >
      ${hasExtension(state) ? raceButtons(state, actions) : nothing}
      ${part('counter')} ${part('epochs')} ${separated(part('stage'))} ${part('judge')} ${separated(part('measure'))} ${separated(part('groupBy'))} ${separated(part('speed'))}
      ${part('xAxis')} ${part('logX')} ${hasRoom ? part('logY') : nothing}
      ${part('outliers')} ${part('smoothing')} ${part('raw')}
      ${separated(part('differing'))}
      <span class="gap"></span>
      ${part('engine')} ${hasRoom ? nothing : part('logY')}
      ${hasExtension(state) ? menu('export-menu', 'export', words.exportMenu, exportItems(state, actions)) : nothing}
      ${hasExtension(state) || hasMore(state, fitting) ? menu('more-menu', 'ellipsis', words.more, moreItems(state, actions, fitting)) : nothing}
    </div>
    <p class="notice" role="status">${state.notice ?? nothing}</p>
    ${ended ? nothing : html`<progress aria-label=${words.progress} max=${race.steps} .value=${race.step}></progress>`}`;
}

/** What a race that goes on is asked for. */
function raceButtons(state: PanelState, actions: PanelActions): TemplateResult {
  const { phase } = state.race;
  return html`${mainButton(state, actions)}
    ${iconButton('debug-stop', words.stop, () => actions.post({ type: 'stop' }), phase !== 'ended')}
    ${iconButton('debug-step-over', words.step, () => actions.post({ type: 'step' }), phase === 'paused')}
    ${fittingParts(state).has('restart') ? controlOf('restart', state, actions) : nothing}
    <span class="separator"></span>`;
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
      return counter(state);
    case 'epochs':
      return epochs(state);
    case 'restart':
      return iconButton('debug-restart', words.restart, () => post({ type: 'runAgain' }));
    case 'differing': {
      const on = showsOnlyDiffering(state);
      // What is so by itself is left to each kind of view.
      const change = { onlyDiffering: !on === !race.facts.isWhole ? null : !on };
      return toggleButton(words.onlyDiffering, on, () => set(change));
    }
    case 'stage': {
      const choices = stagesOf(race).map((value) => ({ value, label: words.stages[value] }));
      return select(words.stage, choices, stageOf(state), (stage) => set({ stage }));
    }
    case 'judge': {
      const choices = judgesOf(race).map((judge) => ({ value: judge.kind, label: judge.label(race) }));
      return select(words.judge, choices, judgeOf(race, settings.judge).kind, (judge) => set({ judge }));
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
      return xAxisSelect(state, set);
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
    case 'smoothing':
      return slider(words.smoothing, {
        last: smoothingStops(race).length - 1,
        value: smoothingIndex(state),
        text: smoothingText(state),
        title: words.smoothingDetails,
        choose: (index) => set(withSmoothing(race, index)),
      });
    case 'raw':
      return toggleButton(words.showRaw, settings.showRaw, () => set({ showRaw: !settings.showRaw }), {
        title: words.rawDetails,
      });
    case 'engine':
      return engine(race);
  }
}

function xAxisSelect(state: PanelState, set: PanelActions['set']): TemplateResult {
  const choices = axisKindsOf(state.race).map(({ kind, label, details }) => ({
    ...{ value: kind, label },
    title: details,
  }));
  return select(words.xAxis, choices, axisKind(state), (kind) => set({ xAxis: kind }));
}

/** What the toolbar has no room for comes first. */
function moreItems(
  state: PanelState,
  actions: PanelActions,
  fitting: ReadonlySet<ToolbarPart>,
): TemplateResult {
  const missing = partsOf(state).filter((part) => !fitting.has(part));
  return html`${
    missing.length > 0
      ? html`<div class="menu-fields">${missing.map((part) => controlOf(part, state, actions))}</div>`
      : nothing
  }
  ${hasHidden(state) ? menuItem(words.showAll, actions.showAllRuns) : nothing}
  ${hasExtension(state) ? moreCommands(state, actions) : nothing}`;
}

function hasMore(state: PanelState, fitting: ReadonlySet<ToolbarPart>): boolean {
  return partsOf(state).some((part) => !fitting.has(part)) || hasHidden(state);
}

function hasHidden(state: PanelState): boolean {
  return state.race.runs.some((run) => isHidden(state, run));
}

function moreCommands({ race }: PanelState, actions: PanelActions): TemplateResult {
  return html`${race.isExperiment ? menuItem(words.inspectStep, () => actions.post({ type: 'inspectStep' })) : nothing}
  ${race.isExperiment ? menuItem(words.showDiagnostics, () => actions.post({ type: 'showDiagnostics' })) : nothing}
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

/** The step that a run is in while it stands in the debugger. As wide at the first step as at the last. */
function counter(state: PanelState): TemplateResult {
  const found = debuggedRun(state);
  const step = found ? found.at.step : state.race.step;
  const steps = found ? found.run.steps : state.race.steps;
  const label = found ? words.debuggedCounter(step, steps) : words.counter(step, steps);
  return html`<span class="num counter" role="img" aria-label=${label}
    >${counted(formatCount(step), formatCount(steps))}<span class="quiet"> / ${formatCount(steps)}</span></span
  >`;
}

/** A number that changes many times a second: its room doesn't depend on it, so that the page around it is not laid out. */
function counted(text: string, longest: string): TemplateResult {
  return html`<span class="counted" data-longest=${longest}><span>${aligned(text, longest.length)}</span></span>`;
}

function epochs(state: PanelState): TemplateResult {
  const { race } = state;
  const found = debuggedRun(state);
  const epoch = found ? epochsAfter(found.run.facts.stepsPerEpoch, found.at.step - 1) : race.epoch;
  return html`<span class="num quiet epochs">${words.epochCount(epoch, race.epochs)}</span>`;
}

/** In few words, with more on a closer look. */
function engine(race: RaceData): TemplateResult {
  return html`<span class="engine" title=${words.engineDetails(engineDetails(race.runs))}
    >${words.engine(threadsOf(race), precisionsOf(race.runs), devicesOf(race.runs))}</span
  >`;
}

function exportItems(
  { race, picked }: PanelState,
  { post, savePicture, copyPicture, saveNumbers }: PanelActions,
): TemplateResult {
  const run = race.runs.find(({ key }) => key === picked);
  const name = run ? (race.names.get(run) ?? run.facts.name) : '';
  const numbers = (format: 'csv' | 'json') => html`${
    run ? menuItem(words.exportNumbers(format, name), () => saveNumbers(format, run)) : nothing
  }
  ${menuItem(words.exportNumbers(format, null), () => saveNumbers(format))}`;
  const copy = (look: 'screen' | 'light') => menuItem(words.copyPicture(look), () => copyPicture(look));
  const picture = (format: 'png' | 'svg', look: 'screen' | 'light') =>
    menuItem(words.exportPicture(format, look), () => savePicture({ format, look }));
  return html`${copy('screen')} ${copy('light')}
  ${picture('png', 'screen')} ${picture('png', 'light')} ${picture('svg', 'screen')}
  ${picture('svg', 'light')} ${numbers('csv')} ${numbers('json')}
  ${race.isExperiment ? menuItem(words.exportExperiment, () => post({ type: 'saveExperiment' })) : nothing}`;
}
