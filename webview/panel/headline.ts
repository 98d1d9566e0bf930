import { html, nothing, type TemplateResult } from 'lit/html.js';
import { formatNumber } from '../../core/format.ts';
import { differencesText } from '../../core/race/differences.ts';
import { inElsewhere, type RunStatus } from '../../core/race/status.ts';
import { icon, linkButton } from '../shared/controls/controls.ts';
import { missedGpu } from './data/engines.ts';
import type { RaceData } from './data/raceData.ts';
import { debuggedRun } from './scene/debugScene.ts';
import { axisKind } from './scene/xAxis.ts';
import { canInspect, hasExtension, type PanelActions, type PanelState } from './state.ts';
import { elsewhereIcons } from './table/statusCell.ts';
import { waysIn } from './waysIn.ts';
import { words } from './words.ts';

/** How a run ends that has nothing more to show. */
const ends: readonly RunStatus['kind'][] = ['finished', 'diverged'];

/** Of more reasons than these nobody reads the last. */
const mostMissed = 3;

/**
 * What is raced, and what there is to wonder about: what comes of it is said when it has come, or when it is asked for.
 * A race that was stopped has come to something else, or to nothing.
 */
export function headline(state: PanelState, actions: PanelActions): TemplateResult {
  const { race, answerShown } = state;
  const { title, caption, notes, isWhole } = race.facts;
  const finished = race.phase === 'ended' && race.runs.every(({ status }) => ends.includes(status.kind));
  const told = finished || answerShown;
  const stopped = race.phase === 'ended' && race.runs.some(({ status }) => status.kind === 'stopped');
  const missed = missedGpu(race.runs).slice(0, mostMissed).map(words.missedGpu);
  if (state.place === 'view')
    return html`<header class="head">
      <h1>${title}</h1>
      ${isWhole ? nothing : compared(state, actions)}
      ${debugged(state)}
      ${climbing(state, actions)}
      ${queued(state)}
      ${interrupted(state, actions)}
    </header>`;
  return html`<header class="head">
    <h1>${title}</h1>
    ${isWhole ? nothing : compared(state, actions)}
    ${debugged(state)}
    ${climbing(state, actions)}
    ${
      caption
        ? html`<p class="question">
              ${
                stopped
                  ? html`<span>${words.stoppedEarly(race.step)}</span> ${hasExtension(state) ? linkButton('play', words.runToEnd, () => actions.post({ type: 'runAgain' })) : nothing}`
                  : nothing
              }
              <span class="ask">${told ? caption.question : words.guess}</span>
              <button
                type="button"
                class="link"
                aria-expanded=${answerShown}
                aria-controls="answer"
                @click=${() => actions.showAnswer(!answerShown)}
              >${icon('lightbulb')}<span>${answerShown ? words.hideAnswer : words.showAnswer}</span></button>
              ${told && hasExtension(state) ? next(caption.next, actions) : nothing}
            </p>
            <p id="answer" class="answer" ?hidden=${!answerShown}>${answerShown ? caption.answer : nothing}</p>`
        : nothing
    }
    ${[...notes, ...missed].map((note) => html`<p class="note">${icon('info')}<span>${note}</span></p>`)}
    ${queued(state)}
    ${interrupted(state, actions)}
  </header>`;
}

function debugged(state: PanelState): TemplateResult | typeof nothing {
  const found = debuggedRun(state);
  if (!found) return nothing;
  const { run, at } = found;
  const name = state.race.names.get(run) ?? run.facts.name;
  const text = words.debugged(name, at.step, run.steps, at.line, formatNumber(at.loss, 6));
  const { branch } = at;
  const isOnBranch = branch !== null && at.step >= branch.fromStep;
  const said = isOnBranch ? `${text} ${words.debuggedBranch(branch.fromStep)}` : text;
  return html`<p class="debugged">${icon('debug-alt')}<span>${said}</span></p>`;
}

/** What no learning rate mends, with the way to the step and the line where it shows. */
function climbing(state: PanelState, { post }: PanelActions): readonly TemplateResult[] {
  const { race } = state;
  return (race.facts.climbing ?? []).slice(0, mostMissed).flatMap(({ run: number, line, turned }) => {
    const run = race.runs[number];
    if (!run) return [];
    const text = words.climbing(race.names.get(run) ?? run.facts.name, line, turned);
    return html`<p class="climbing">
      ${icon('warning')}<span>${text}</span>
      ${canInspect(state) ? waysIn(race.facts.id, number, 1, post) : nothing}
    </p>`;
  });
}

/** What the chosen runs share, and what they differ in. */
function compared(state: PanelState, { post }: PanelActions): TemplateResult | typeof nothing {
  const text = [comparison(state.race), whyByEpoch(state)].filter(Boolean).join(' ');
  if (text === '') return nothing;
  const save = linkButton('save-as', words.saveAsExperiment, () => post({ type: 'saveExperiment' }));
  return html`<p class="compared">${text} ${canInspect(state) ? save : nothing}</p>`;
}

/** Found once: it never changes. */
const comparisons = new WeakMap<RaceData, string>();

function comparison(race: RaceData): string {
  const specs = race.runs.map(({ facts }) => facts);
  const text = comparisons.get(race) ?? differencesText(specs, race.differences);
  comparisons.set(race, text);
  return text;
}

function whyByEpoch(state: PanelState): string {
  const { race } = state;
  if (race.comparableBy !== 'epoch' || axisKind(state) !== 'epoch') return '';
  return race.differences.differ.some(({ id }) => id === 'batch') ? words.byEpoch : words.byEpochOfData;
}

/** Until workers take them, runs have nothing to show. */
function queued({ race }: PanelState): TemplateResult | typeof nothing {
  if (!race.isOnQueue) return nothing;
  const waiting = race.runs.filter(({ status }) => status.kind === 'queued').length;
  return html`<p class="note queued">${icon('server-process')}<span>${words.onQueue(waiting, race.runs.length)}</span></p>`;
}

/** What can be done about runs that were cut off; nothing about those that another window goes on with. */
function interrupted(state: PanelState, actions: PanelActions): TemplateResult | typeof nothing {
  const { race } = state;
  const { isWhole } = race.facts;
  const canGoOn = isWhole && hasExtension(state);
  const statuses = race.runs.flatMap(({ status }) => (status.kind === 'interrupted' ? [status] : []));
  if (statuses.length === 0) return nothing;
  const elsewhere = statuses.find((status) => status.elsewhere)?.elsewhere;
  if (elsewhere) {
    const place = inElsewhere[elsewhere];
    return html`<p class="interrupted">
      ${icon(elsewhereIcons[elsewhere])}
      <span>${isWhole ? words.elsewhere(place) : words.elsewhereRuns(place)}</span>
    </p>`;
  }
  return html`<p class="interrupted">
    ${icon('debug-disconnect')}<span>${isWhole ? words.interrupted : words.interruptedRuns}</span>
    ${canGoOn ? linkButton('debug-continue', words.resumeRace, () => actions.post({ type: 'resumeRace' })) : nothing}
    ${canGoOn ? runAgain(actions) : nothing}
  </p>`;
}

function runAgain({ post }: PanelActions): TemplateResult {
  return html`<button type="button" class="link" @click=${() => post({ type: 'runAgain' })}
    ><span>${words.runAgain}</span></button
  >`;
}

function next(
  target: { race: string; label: string } | null,
  { post }: PanelActions,
): TemplateResult | typeof nothing {
  if (!target) return nothing;
  return linkButton('play', target.label, () => post({ type: 'runTutorialRace', race: target.race }));
}
