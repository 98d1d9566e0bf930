/** The formulas of a rule, from its name to its last line. */
import { html, nothing, type TemplateResult } from 'lit/html.js';
import type { ShownSheet } from '../../core/protocol/formulas.ts';
import type { FormulaSheet, SheetEntry, SheetFormula } from '../../core/rule/language/formulaSheet.ts';
import { words } from './words.ts';

export interface SheetState {
  readonly shown: Pick<ShownSheet, 'sheet' | 'fault'>;
  /** Where the person is in the file, counted from 1; 0 where that is not known. */
  readonly line: number;
  /** Takes the person to a line of the file. */
  readonly reveal: (line: number) => void;
}

export function sheetPage({ shown: { sheet, fault }, ...state }: SheetState): TemplateResult {
  return html`<main class="sheet">
    <p class=${fault === null ? 'sr-only' : 'fault'} role="status">
      ${fault === null ? nothing : sheet ? words.stale(fault) : `${fault} ${words.empty}`}
    </p>
    ${sheet ? sheetOf(sheet, state) : nothing}
  </main>`;
}

type Place = Omit<SheetState, 'shown'>;

function sheetOf(sheet: FormulaSheet, place: Place): TemplateResult {
  const { name, about, given, kept, once, shared, update } = sheet;
  return html`
    <h1>${name}</h1>
    <div class="about">${about.map((line) => html`<p>${line}</p>`)}</div>
    ${entries(words.given, given, place)} ${entries(words.kept, kept, place)}
    ${
      once.length + shared.length === 0
        ? nothing
        : html`<section>
            <h2>${words.once}</h2>
            ${once.length > 0 ? html`<p class="quiet">${words.onceAbout}</p>` : nothing}
            ${formulas(once, place)} ${shared.length > 0 ? sharedParts(shared) : nothing}
          </section>`
    }
    <section>
      <h2>${words.update}</h2>
      ${formulas(update, place)}
    </section>
  `;
}

function entries(title: string, all: readonly SheetEntry[], place: Place) {
  if (all.length === 0) return nothing;
  return html`<section>
    <h2>${title}</h2>
    <ul class="entries">
      ${all.map((entry) => entryRow(entry, place))}
    </ul>
  </section>`;
}

function entryRow(
  { line, name, latex, about }: SheetEntry,
  { line: current, reveal }: Place,
): TemplateResult {
  return html`<li
    class=${`entry ${line === current ? 'current' : ''}`}
    aria-current=${line === current ? 'true' : nothing}
    @click=${() => reveal(line)}
  >
    <button class="name" aria-label=${words.lineOf(name, line)}>${name}</button>
    ${formula(latex)}
    <span class="meaning">${about}</span>
  </li>`;
}

function formulas(all: readonly SheetFormula[], place: Place) {
  if (all.length === 0) return nothing;
  return html`<ol class="formulas">
    ${all.map((each) => formulaRow(each, place))}
  </ol>`;
}

/** How far formulas are indented at most, in steps: the style sheet has them. */
const mostIndented = 6;

function formulaRow(
  { line, depth, latex, number }: SheetFormula,
  { line: current, reveal }: Place,
): TemplateResult {
  const isCurrent = line === current;
  const classes = ['row', `depth-${Math.min(depth, mostIndented)}`, isCurrent ? 'current' : ''];
  // The gradient of a rule that says nothing of it has no line.
  if (line === 0) return html`<li class=${classes.join(' ')}>${formula(latex)}</li>`;
  const label = number === null ? words.toLine(line) : words.lineOf(words.formula(number), line);
  return html`<li
    class=${classes.join(' ')}
    aria-current=${isCurrent ? 'true' : nothing}
    @click=${() => reveal(line)}
  >
    ${formula(latex)}
    <button class=${number === null ? 'number way' : 'number'} aria-label=${label}>
      ${number === null ? words.toLine(line) : `(${number})`}
    </button>
  </li>`;
}

function sharedParts(all: readonly string[]): TemplateResult {
  return html`<p class="quiet">${words.shared}</p>
    <ul class="shared">
      ${all.map((latex) => html`<li>${formula(latex)}</li>`)}
    </ul>`;
}

/** `typeset` fills it. */
function formula(latex: string): TemplateResult {
  return html`<span class="formula" data-latex=${latex}></span>`;
}
