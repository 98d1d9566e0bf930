import { html, nothing, type TemplateResult } from 'lit/html.js';

/**
 * A number in a cell. One that changes is laid out by itself, and the table, whose columns are fixed, is not. That takes a
 * height that is known: what may wrap has none.
 */
export function steadyText(text: string): TemplateResult {
  return html`<span class=${text.includes(' ') ? nothing : 'steady'}>${text}</span>`;
}
