/** The steps in which a rule goes wrong first, beside what they should be. */
import { html, nothing, type TemplateResult } from 'lit/html.js';
import type { ComparedNumber, FirstSteps } from '../../core/lesson/exercise/rule/firstSteps.ts';
import { words } from './words.ts';

export function stepsTable({ parameter, name, rows }: FirstSteps): TemplateResult {
  const pair = (title: string, kind: string) =>
    html`<th colspan="2" scope="colgroup" class=${kind}>${title}</th>`;
  const both = (kind: string) =>
    html`<th class=${kind}>${words.yours}</th><th class=${kind}>${words.expected}</th>`;
  return html`<table class=${name === null ? 'steps' : 'steps both'}>
    <caption class="sr-only">${words.steps}</caption>
    <thead>
      <tr>
        <td></td>
        <td class="slope"></td>
        ${name === null ? nothing : pair(words.of(name, parameter), 'value')}
        ${pair(words.after(parameter), 'parameter')}
      </tr>
      <tr>
        <th class="step">${words.step}</th>
        <th class="slope">${words.of('g', parameter)}</th>
        ${name === null ? nothing : both('value')} ${both('parameter')}
      </tr>
    </thead>
    <tbody>
      ${rows.map(
        ({ step, gradient, value, parameter: after }) => html`<tr>
          <td class="step">${step}</td>
          <td class="slope">${gradient}</td>
          ${value ? numbers(value, 'value') : nothing} ${numbers(after, 'parameter')}
        </tr>`,
      )}
    </tbody>
  </table>`;
}

function numbers({ yours, expected, isWrong }: ComparedNumber, kind: string): TemplateResult {
  return html`<td class=${isWrong ? `${kind} bad` : kind}>${yours}</td><td class=${kind}>${expected}</td>`;
}
