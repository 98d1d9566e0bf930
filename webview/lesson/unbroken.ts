import { html, type TemplateResult } from 'lit/html.js';
import { signedExponent } from '../shared/signedExponent.ts';

/** Words in which no number is broken at its sign. */
export function unbroken(text: string): TemplateResult {
  const parts = text.split(signedExponent);
  return html`${parts.map((part, index) => (index % 2 === 0 ? part : html`<span class="number">${part}</span>`))}`;
}
