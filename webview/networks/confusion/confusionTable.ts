/** Which classes are taken for which, as a table that keys walk through. */
import { html, type TemplateResult } from 'lit/html.js';
import {
  type Confusion,
  countOf,
  precisionOf,
  recallOf,
  rowsOfClass,
  worstPairs,
} from '../../../core/networkPictures/confusion.ts';
import { words } from '../words.ts';

/** Mistakes that the sentence names. */
const mostNamed = 3;
/** Strengths of a cell's colour: right answers by their share of the class, mistakes by that of the most frequent one. */
const shades = 8;

export function confusionTable(confusion: Confusion, names: readonly string[]): TemplateResult {
  const classes = names.map((name, label) => ({ name, label }));
  const percent = (share: number | null) => (share === null ? words.none : words.percent(share));
  return html`<p>${words.worst(worstPairs(confusion, mostNamed), names)}</p>
    <div class="table-box" tabindex="0" role="group" aria-label=${words.confusion}>
      <table class="confusion" @keydown=${walk}>
        <thead>
          <tr>
            <td></td>
            <th scope="colgroup" colspan=${classes.length} class="quiet">${words.answer}</th>
            <td></td>
          </tr>
          <tr>
            <th scope="col" class="quiet">${words.truth}</th>
            ${classes.map(({ name }) => html`<th scope="col">${name}</th>`)}
            <th scope="col" class="quiet">${words.recall}</th>
          </tr>
        </thead>
        <tbody>
          ${classes.map(
            (truth) => html`<tr>
              <th scope="row">${truth.name}</th>
              ${classes.map((answer) => cell(confusion, truth, answer))}
              <td class="num">${percent(recallOf(confusion, truth.label))}</td>
            </tr>`,
          )}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row" class="quiet">${words.precision}</th>
            ${classes.map(({ label }) => html`<td class="num">${percent(precisionOf(confusion, label))}</td>`)}
            <td></td>
          </tr>
        </tfoot>
      </table>
    </div>
    <p class="quiet small">${words.keys}</p>`;
}

interface NamedClass {
  readonly name: string;
  readonly label: number;
}

function cell(confusion: Confusion, truth: NamedClass, answer: NamedClass): TemplateResult {
  const count = countOf(confusion, truth.label, answer.label);
  const isRight = truth.label === answer.label;
  const most = isRight ? rowsOfClass(confusion, truth.label) : (worstPairs(confusion, 1)[0]?.count ?? 1);
  // A single one is seen, too.
  const shade = count === 0 ? 0 : Math.max(1, Math.round((shades * count) / most));
  return html`<td
    class="num count ${isRight ? 'right' : 'wrong'} shade-${shade}"
    tabindex=${truth.label + answer.label === 0 ? 0 : -1}
    title=${words.cell(truth.name, answer.name, count)}
    aria-label=${words.cell(truth.name, answer.name, count)}
  >${count}</td>`;
}

const moves: Readonly<Record<string, readonly [rows: number, columns: number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

/** One tab stop, which goes with the focus. */
function walk(event: KeyboardEvent): void {
  const { target, key } = event;
  const move = moves[key];
  if (!move || !(target instanceof HTMLTableCellElement)) return;
  const body = target.closest('tbody');
  const row = target.parentElement;
  if (!body || !(row instanceof HTMLTableRowElement)) return;
  event.preventDefault();
  const to = body.rows[row.sectionRowIndex + move[0]]?.cells[target.cellIndex + move[1]];
  if (!to?.classList.contains('count')) return;
  target.tabIndex = -1;
  to.tabIndex = 0;
  to.focus();
}
