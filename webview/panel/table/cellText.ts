import { html, type TemplateResult } from 'lit/html.js';
import type { Column } from './columns.ts';

/**
 * The text of a cell. A number that changes while a race goes on has a box whose size doesn't depend on it: the browser lays
 * out that number alone, and not the table.
 */
export function cellText({ isText, setting }: Column, text: string | null): TemplateResult | string | null {
  return isText === true || setting !== undefined ? text : html`<span class="changing">${text}</span>`;
}
