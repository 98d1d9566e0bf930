import { html, type TemplateResult } from 'lit/html.js';
import { icon } from '../../shared/controls/controls.ts';
import { colorClass, lineKey } from '../../shared/lineKey.ts';
import type { RunData } from '../data/runData.ts';
import { words } from '../words.ts';

interface ShownLine {
  /** As screen readers say it. */
  readonly name: string;
  /** null: there is no line to tell by it. */
  readonly look: RunData['look'] | null;
  readonly hidden: boolean;
  readonly contrast: boolean;
  readonly toggle: () => void;
}

/** The key of a line in a row of the table: it shows and hides the line. Keys of the row do the same. */
export function visibilityButton({ name, look, hidden, contrast, toggle }: ShownLine): TemplateResult {
  return html`<button
    type="button"
    tabindex="-1"
    class="visibility ${look ? colorClass(look) : ''}"
    aria-pressed=${!hidden}
    aria-label=${words.visible(name)}
    title=${hidden ? words.show(name) : words.hide(name)}
    @click=${toggle}
  >${hidden || !look ? icon('eye-closed') : lineKey(look, contrast)}</button>`;
}
