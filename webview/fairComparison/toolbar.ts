import { html, nothing, type TemplateResult } from 'lit/html.js';
import { isRunning } from '../../core/fairComparison/comparisonSheet.ts';
import { progressText } from '../shared/comparison/words.ts';
import { iconButton, linkButton, select, toggleButton } from '../shared/controls/controls.ts';
import type { Shown } from './comparisonState.ts';
import type { ComparisonActions } from './pageActions.ts';
import { words } from './words.ts';

export function toolbar(shown: Shown, actions: ComparisonActions): TemplateResult {
  const { sheet, number, choices, hasExtension } = shown;
  const { progress, problems } = sheet;
  const runs = isRunning(sheet);
  const toggleLog = () => actions.choose({ logY: !choices.logY });
  return html`<nav class="toolbar" role="toolbar" aria-label=${words.controls}>
      ${hasExtension ? runButtons(shown, actions) : nothing}
      <span class="num counts">${progressText(progress, runs)}</span>
      <span class="separator"></span>
      ${
        problems.length > 1
          ? select(
              words.problem,
              problems.map(({ name }, value) => ({ value, label: name })),
              number,
              (problem) => actions.choose({ problem }),
            )
          : nothing
      }
      ${toggleButton(words.logY, choices.logY, toggleLog)}
      <span class="gap"></span>
      ${hasExtension ? links(shown, actions) : nothing}
    </nav>
    <progress
      class=${runs ? '' : 'still'}
      max=${Math.max(1, progress.total)}
      value=${progress.done}
      aria-label=${progressText(progress, false)}
    ></progress>`;
}

function runButtons({ sheet }: Shown, { goOn, stop, again }: ComparisonActions): TemplateResult {
  const runs = isRunning(sheet);
  return html`<span class="buttons">
      ${iconButton('play', words.goOn, goOn, sheet.phase === 'stopped')}
      ${iconButton('debug-stop', words.stop, stop, runs)}
      ${iconButton('debug-restart', words.again, again, !runs)}
    </span>
    <span class="separator"></span>`;
}

function links({ number }: Shown, { showRuns, report }: ComparisonActions): TemplateResult {
  const show = () => showRuns({ problem: number, entrant: null, trial: null });
  return html`<span class="links">
    <span title=${words.showAllTitle}>${linkButton('graph-line', words.showAll, show)}</span>
    <span title=${words.reportTitle}>${linkButton('export', words.report, report)}</span>
  </span>`;
}
