import { html, type TemplateResult } from 'lit/html.js';
import type { FromPanel } from '../../core/protocol/fromPanel.ts';
import { linkButton } from '../shared/controls/controls.ts';
import { words } from './words.ts';

/** The ways to a step of a run in which something goes wrong: the step inspector, and the debugger. @param run Its place. */
export function waysIn(
  race: string,
  run: number,
  step: number,
  post: (message: FromPanel) => void,
): TemplateResult {
  const place = { race, run };
  const why = () => post({ type: 'inspectStep', at: { ...place, step } });
  return html`${linkButton('search', words.why, why)}
    ${linkButton('debug-alt', words.debug, () => post({ type: 'debug', ...place }))}`;
}
