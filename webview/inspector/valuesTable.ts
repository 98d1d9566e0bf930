/** The values of a step by their names: of one parameter before and after, of two side by side. */
import { html, type TemplateResult } from 'lit/html.js';
import type { StepSheet } from '../../core/debug/inspector/stepSheet.ts';
import type { ValueRow } from '../../core/debug/inspector/stepValues.ts';
import { readDigits } from '../../core/rule/inspect/digits.ts';
import { words } from './words.ts';

interface TableRow {
  readonly name: string;
  readonly kind: ValueRow['kind'];
  readonly cells: readonly (string | null)[];
}

/** @param target What the line that is looked at assigns. */
export function valuesTable(sheet: StepSheet, target: string | null): TemplateResult {
  const { parameters, step } = sheet;
  const isOne = parameters.length === 1;
  const heads = isOne ? [words.before, words.after, words.change] : parameters.map(({ name }) => name);
  return html`<table class="values">
    <thead>
      <tr>
        <th scope="col">${isOne ? words.valuesOfOne(step) : words.values(step)}</th>
        ${heads.map((head) => html`<th scope="col" class="num">${head}</th>`)}
      </tr>
    </thead>
    <tbody>
      ${(isOne ? rowsOfOne(sheet) : rowsOfTwo(sheet)).map(
        ({ name, kind, cells }) =>
          html`<tr class=${name === target || name === `${target} after` ? 'current' : ''}>
            <th scope="row" class="num ${kind}">${name}</th>
            ${cells.map((digits) => html`<td class="num">${digits === null ? '' : readDigits(digits)}</td>`)}
          </tr>`,
      )}
    </tbody>
  </table>`;
}

function rowsOfOne({ values }: StepSheet): readonly TableRow[] {
  return values.map(({ name, kind, values: [value] }) => ({
    ...{ name, kind },
    cells: value ? [value.before, value.after, value.change] : [],
  }));
}

/** Of what is kept, the value after the step; of the parameters both. */
function rowsOfTwo({ values }: StepSheet): readonly TableRow[] {
  return values.flatMap(({ name, kind, values: all }): TableRow[] => {
    if (kind !== 'parameter') return [{ name, kind, cells: all.map(({ after }) => after) }];
    return [
      { name: `${name} before`, kind, cells: all.map(({ before }) => before) },
      { name: `${name} after`, kind, cells: all.map(({ after }) => after) },
      { name: 'change', kind, cells: all.map(({ change }) => change) },
    ];
  });
}
