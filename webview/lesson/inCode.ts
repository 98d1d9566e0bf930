import { html, type TemplateResult } from 'lit/html.js';

/** A text whose pieces between backticks are code. A backtick without another is itself. */
export function inCode(text: string): TemplateResult {
  const pieces = text.split('`');
  if (pieces.length % 2 === 0) return html`${text}`;
  return html`${pieces.map((piece, index) => (index % 2 === 0 ? piece : html`<code>${piece}</code>`))}`;
}
