/** The page of the step inspector. */
import { html, nothing, type TemplateResult } from 'lit/html.js';
import { stepLatex, stepMarkdown } from '../../core/debug/inspector/stepText.ts';
import type { FromInspector, OpenedRun } from '../../core/protocol/inspector.ts';
import { colorClass, lineKey } from '../shared/lineKey.ts';
import { noticeView } from '../shared/notice.ts';
import { head } from './head.ts';
import { button, icon } from './icons.ts';
import { byLine, currentLine, type InspectorState, linesToLookAt } from './inspectorState.ts';
import { lossSlider } from './lossSlider.ts';
import { chooser, parameterPicker } from './parameterPicker.ts';
import { ruleText } from './ruleText.ts';
import { stepLines } from './stepLines.ts';
import { valuesTable } from './valuesTable.ts';
import { words } from './words.ts';

export interface ViewParts {
  /** Of the page, in CSS pixels. */
  readonly width: number;
  readonly contrast: boolean;
  /** The state by now: several presses may come before the next frame. */
  readonly latest: () => InspectorState;
  readonly post: (message: FromInspector) => void;
  readonly change: (change: Partial<Pick<InspectorState, 'step' | 'parameters' | 'line' | 'query'>>) => void;
}

/** Left and right of the page. */
const margin = 20;

export function inspectorView(state: InspectorState, parts: ViewParts): TemplateResult {
  const { run } = state;
  if (!run) return html`<main class="inspector">${noticeView(state.notice, words)}</main>`;
  return html`<main class="inspector">
    ${toolbar(state, run, parts)} ${head(state, run, parts)} ${body(state, run, parts)}
    <footer>
      ${lossSlider({
        ...{ curve: run.curve, step: state.step, steps: run.facts.steps },
        loss: state.shown?.step === state.step ? state.shown.loss.after : null,
        color: colorClass({ slot: colorOf(run), variant: 0 }),
        width: Math.max(200, parts.width - 2 * margin),
        stepNow: () => parts.latest().step,
        choose: (step) => parts.change({ step }),
      })}
    </footer>
  </main>`;
}

function colorOf({ runs, place }: OpenedRun): number {
  return runs.find(({ run }) => run === place.run)?.color ?? 0;
}

function toolbar(state: InspectorState, run: OpenedRun, { contrast, post, latest, change }: ViewParts) {
  const { step, shown, parameters } = state;
  const { facts, runs, place } = run;
  const [back, forward] = ([-1, 1] as const).map((by) => byLine(state, by));
  const goLine = (by: -1 | 1) => {
    const to = byLine(latest(), by);
    if (to) change(to);
  };
  const goStep = (by: -1 | 1) => change({ step: Math.min(facts.steps, Math.max(1, latest().step + by)) });
  const chosen = runs.find((each) => each.run === place.run);
  const nameOf = (index: number) =>
    shown?.parameters.find((each) => each.index === index)?.name ?? facts.names[index] ?? '';
  return html`<nav class="toolbar" aria-label=${words.steps}>
    <span class="buttons">
      ${button('lineBack', words.lineBack, () => goLine(-1), Boolean(back))}
      ${button('lineForward', words.lineForward, () => goLine(1), Boolean(forward))}
      ${button('stepBack', words.stepBack, () => goStep(-1), step > 1)}
      ${button('stepForward', words.stepForward, () => goStep(1), step < facts.steps)}
      ${button('restart', words.restart, () => change({ step: 1 }), step > 1)}
    </span>
    ${chooser(
      words.run,
      runs.map((each) => ({ value: String(each.run), label: each.title })),
      String(place.run),
      (value) => post({ type: 'chooseRun', run: Number(value) }),
      chosen ? lineKey({ slot: chosen.color, variant: chosen.variant }, contrast) : nothing,
    )}
    ${parameterPicker({
      ...{ names: facts.names, query: state.query, found: state.found },
      chosen: parameters.map((index) => ({ index, name: nameOf(index) })),
      choose: (chosen) => change({ parameters: chosen }),
      search: (query) => change({ query }),
    })}
    <span class="gap"></span>
    <span class="quiet precision" title=${run.precision ?? nothing}>${words.precision}</span>
    ${copyMenu(state, run, post)}
  </nav>`;
}

function copyMenu({ shown }: InspectorState, { facts }: OpenedRun, post: ViewParts['post']) {
  const title = shown ? `${facts.name}, ${words.step(shown.step, facts.steps)}` : '';
  const copy = (format: 'LaTeX' | 'Markdown') => (event: Event) => {
    if (event.target instanceof Element) event.target.closest<HTMLElement>('[popover]')?.hidePopover();
    if (!shown) return;
    post({ type: 'copy', format, text: format === 'LaTeX' ? stepLatex(shown) : stepMarkdown(shown, title) });
  };
  return html`<button type="button" class="icon-button" title="Copy" aria-label="Copy" popovertarget="copy">${icon('copy')}</button>
    <div id="copy" class="menu" popover role="group" aria-label="Copy">
      <button type="button" class="menu-item" @click=${copy('LaTeX')}>${words.copyLatex}</button>
      <button type="button" class="menu-item" @click=${copy('Markdown')}>${words.copyMarkdown}</button>
    </div>`;
}

function body(state: InspectorState, { facts }: OpenedRun, { change }: ViewParts) {
  const { shown } = state;
  const current = currentLine(state);
  const choose = (line: number) => change({ line });
  const known = new Set(linesToLookAt(state).map(({ line }) => line));
  const text = shown?.lines.find(({ line }) => line === current)?.text ?? '';
  const target = /^([A-Za-z]\w*)\s*(?:[-+*/]|\*\*)?=(?!=)/.exec(text)?.[1] ?? null;
  return html`<div class="parts ${shown?.step === state.step ? '' : 'waits'}">
    <div class="side">
      ${ruleText(facts.lines, current, known, choose)} ${shown ? valuesTable(shown, target) : nothing}
    </div>
    <div class="main">${shown ? stepLines(shown, current, choose) : nothing}</div>
  </div>`;
}
