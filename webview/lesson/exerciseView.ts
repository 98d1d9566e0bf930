import { html, nothing, render, type TemplateResult } from 'lit/html.js';
import {
  differenceWords,
  type ExerciseAction,
  type ExerciseOutput,
} from '../../core/lesson/exerciseWords.ts';
import { inCode } from './inCode.ts';
import { keepKey } from './keepKey.ts';
import { stepsTable } from './stepsTable.ts';
import { unbroken } from './unbroken.ts';
import { words } from './words.ts';

/** The verdict on an answer, with the help that there is, each of which is a button. */
export class ExerciseView {
  readonly #act: (cell: string, action: ExerciseAction | 'again') => void;
  /** The button that was pressed last: what comes of it takes the focus. */
  #pressed: { readonly cell: string; readonly action: ExerciseAction } | null = null;

  /** @param act Called with the URI of a cell. */
  constructor(act: (cell: string, action: ExerciseAction | 'again') => void) {
    this.#act = act;
  }

  render(output: ExerciseOutput, element: HTMLElement): void {
    element.classList.add('optimizer-lesson');
    const isPressed = this.#pressed?.cell === output.cell;
    const isOpen = element.querySelector<HTMLDetailsElement>('details.taken')?.open ?? false;
    render(this.#view(output, isPressed || isOpen), element);
    if (!this.#pressed || !isPressed) return;
    element.querySelector<HTMLElement>(placeAfter(this.#pressed.action, output))?.focus();
    this.#pressed = null;
  }

  /** @param isOpen Whether what helped stays in view behind an answer that is right. */
  #view(output: ExerciseOutput, isOpen: boolean): TemplateResult {
    const { cell, verdict, title, asked, heading, message, remarks, steps, explanation, offers } = output;
    const help = helpTaken(output);
    return html`<div class="exercise">
      <p><b>${title}</b></p>
      ${asked === null ? nothing : html`<p>${asked}</p>`}
      <p class="verdict ${verdict}" tabindex="-1" role="status"><b>${heading}.</b> ${unbroken(message)}</p>
      ${steps ? stepsTable(steps) : nothing}
      ${remarks.map((remark) => html`<p class="quiet">${remark}</p>`)}
      <div class="help" aria-live="polite">
      ${verdict === 'passed' ? nothing : help}
      ${explanation === null ? nothing : html`<p>${inCode(explanation)}</p>`}
      ${
        verdict === 'passed' && help !== nothing
          ? html`<details class="taken" ?open=${isOpen} @keydown=${keepKey}><summary>${words.taken}</summary>${help}</details>`
          : nothing
      }
      </div>
      ${
        offers.length > 0
          ? html`<div class="offers" @keydown=${keepKey}>
            ${offers.map(({ action, label }) => html`<button class=${action === 'reset' ? 'quiet' : ''} @click=${() => this.#press(cell, action)}>${label}</button>`)}
          </div>`
          : nothing
      }
    </div>`;
  }

  #press(cell: string, action: ExerciseAction | 'again'): void {
    // Another answer is asked for where VS Code asks, which has the focus then.
    this.#pressed = action === 'again' ? null : { cell, action };
    this.#act(cell, action);
  }
}

/** Hints, the solution and the difference, as far as they were asked for. */
function helpTaken({ hints, solution, differences }: ExerciseOutput): TemplateResult | typeof nothing {
  if (hints.length === 0 && solution === null && !differences) return nothing;
  return html`${hints.length > 0 ? html`<ol aria-label=${words.hints}>${hints.map((hint) => html`<li>${inCode(hint)}</li>`)}</ol>` : nothing}
    ${solution === null ? nothing : html`<p class="quiet">${words.solution}</p><pre>${solution}</pre>`}
    ${
      differences
        ? html`<p class="quiet">${words.differences}</p>
          <ul class="differences" aria-label=${words.differences} tabindex="-1">${differences.map((each) => html`<li>${differenceWords(each)}</li>`)}</ul>`
        : nothing
    }`;
}

/**
 * What takes the focus: the next help, so that Enter goes on. Behind the difference comes none, but a button that starts the
 * debugger: the difference itself has it.
 */
function placeAfter(action: ExerciseAction, { differences, offers }: ExerciseOutput): string {
  if (action === 'difference' && differences) return '.differences';
  return offers.some((offer) => offer.action !== 'reset') ? '.offers button:not(.quiet)' : '.verdict';
}
