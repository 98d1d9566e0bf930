/** What there is to say about the step and the run. */
import { html, nothing, type TemplateResult } from 'lit/html.js';
import { type LessonTopic, lessonTopics, type Remark } from '../../core/debug/inspector/lessonTopics.ts';
import type { FromInspector, OpenedRun } from '../../core/protocol/inspector.ts';
import { icon } from './icons.ts';
import type { InspectorState } from './inspectorState.ts';
import { words } from './words.ts';

export interface HeadParts {
  readonly post: (message: FromInspector) => void;
  readonly change: (change: Partial<Pick<InspectorState, 'step' | 'parameters' | 'line'>>) => void;
}

export function head(
  state: InspectorState,
  { facts, precision }: OpenedRun,
  { post, change }: HeadParts,
): TemplateResult {
  const { step, shown, error } = state;
  const told = new Set<LessonTopic>();
  /** A sentence with the lesson that explains it, once. */
  const remarkView = ({ text, topic }: Remark) => {
    if (topic === null || told.has(topic)) return text;
    told.add(topic);
    return html`${text} ${lessonLink(topic, post)}`;
  };
  return html`<header>
    <h1>${facts.name} · <span class="tabular">${words.step(step, facts.steps)}</span></h1>
    <div class="said" role="status">
      ${error === null ? html`<p>${shown ? remarkView(shown.headline) : words.loading}</p>` : html`<p class="bad">${error}</p>`}
      ${(shown?.findings ?? []).map((finding) => html`<p class="finding">${remarkView(finding)}</p>`)}
    </div>
    ${faultView(state, change)}
    ${facts.edits.length > 0 ? html`<p class="finding">${words.branch(facts.edits)}</p>` : nothing}
    ${precision === null ? nothing : html`<p class="quiet small">${precision}</p>`}
  </header>`;
}

function lessonLink(topic: LessonTopic, post: HeadParts['post']) {
  const { lesson, heading } = lessonTopics[topic];
  return html`<button type="button" class="link lesson" @click=${() => post({ type: 'openLesson', topic })}>
    ${icon('lesson')}<span>${words.lesson(lesson, heading)}</span>
  </button>`;
}

/** In its own step it is said with the parameter that has it, where that is shown. */
function faultView({ fault, step, shown }: InspectorState, change: HeadParts['change']) {
  if (!fault) return nothing;
  if (
    fault.step === step &&
    fault.line !== null &&
    shown?.parameters.some(({ index }) => index === fault.index)
  )
    return nothing;
  const go = () => change({ step: fault.step, line: fault.line, parameters: [fault.index] });
  return html`<p class="finding">
    ${words.fault(fault)}
    ${
      fault.step === step
        ? nothing
        : html`<button type="button" class="link" @click=${go}><span>${words.toFault(fault.step)}</span></button>`
    }
  </p>`;
}
