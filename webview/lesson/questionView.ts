import { html, nothing, render } from 'lit/html.js';
import { type AnsweredOutput, type QuestionOutput, verdictHeading } from '../../core/lesson/questionWords.ts';
import { keepKey } from './keepKey.ts';
import { unbroken } from './unbroken.ts';

/** What a cell asks, with a button that runs it. @param run Undefined where nobody hears of the button. */
export function renderQuestion(
  { id, index, heading, text, action }: QuestionOutput,
  element: HTMLElement,
  run: ((message: object) => void) | undefined,
): void {
  element.classList.add('optimizer-lesson');
  const button = run
    ? html`<div class="offers" @keydown=${keepKey}>
        <button @click=${() => run({ type: 'run', id, index })}>${action}</button>
      </div>`
    : nothing;
  render(
    html`<div class="exercise">
      <p><b>${heading}</b></p>
      ${text === '' ? nothing : html`<p>${text}</p>`}
      ${button}
    </div>`,
    element,
  );
}

/** The question, what was said to it and, once the race has ended, whether that is right. */
export function renderAnswered({ heading, said, verdict }: AnsweredOutput, element: HTMLElement): void {
  element.classList.add('optimizer-lesson');
  const judged = verdict
    ? html`<p class="verdict ${verdict.right ? 'passed' : 'failed'}" role="status">
        <b>${verdictHeading(verdict)}</b> ${unbroken(verdict.text)}
      </p>`
    : nothing;
  render(
    html`<div class="exercise">
      <p><b>${heading}</b></p>
      <p class="quiet">${said}</p>
      ${judged}
    </div>`,
    element,
  );
}
