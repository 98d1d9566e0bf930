/** The row of several runs: medians, and how many are still running or have diverged. It unfolds to its runs. */
import { html, nothing, type TemplateResult } from 'lit/html.js';
import type { RunStatus } from '../../../core/race/status.ts';
import { icon } from '../../shared/controls/controls.ts';
import { countText, type Group } from '../data/groups.ts';
import type { RunData } from '../data/runData.ts';
import { isHidden, type PanelActions, type PanelState } from '../state.ts';
import { words } from '../words.ts';
import { breakable } from './breakable.ts';
import { cellText } from './cellText.ts';
import type { Column } from './columns.ts';
import { commonText, medianText } from './groupMiddles.ts';
import { visibilityButton } from './visibilityButton.ts';

/** Of more settings of the runs of one row nobody reads the last. */
const mostTexts = 12;

export interface GroupRow {
  readonly group: Group;
  /** Its name beside the columns of settings. */
  readonly rowName: string;
  /** Its runs that count: those of its line in the chart. */
  readonly counted: readonly RunData[];
}

export function groupRow(
  several: GroupRow,
  columns: readonly Column[],
  classes: ReadonlyMap<Column, string>,
  state: PanelState,
  actions: PanelActions,
): TemplateResult {
  const { group, counted } = several;
  const { key, runs } = group;
  const unfolded = state.unfolded.has(key);
  const rowClasses = ['group-row', runs.every((run) => isHidden(state, run)) ? 'hidden-run' : ''];
  const press = (event: KeyboardEvent) => {
    // The buttons within the row have keys of their own.
    if (event.target !== event.currentTarget) return;
    if (event.key === 'Enter') actions.toggleGroup(key);
    else if (event.key === ' ') actions.toggleRuns(runs);
    else if (event.key === (unfolded ? 'ArrowLeft' : 'ArrowRight')) actions.toggleGroup(key);
    else return;
    event.preventDefault();
  };
  return html`<tr
    data-run=${key}
    class=${rowClasses.filter(Boolean).join(' ')}
    aria-level="1"
    aria-expanded=${unfolded}
    @pointerenter=${() => actions.highlight(key)}
    @pointerleave=${() => actions.highlight(null)}
    @focus=${() => actions.highlight(key)}
    @blur=${() => actions.highlight(null)}
    @keydown=${press}
  >
    ${columns.map((column) => {
      if (column.id === 'name') return nameCell(several, state, actions);
      if (column.id === 'remove') return html`<td class="remove"></td>`;
      if (column.id === 'status') return statusCell(counted, state);
      return cell(column, classes.get(column) ?? '', group, counted, state);
    })}
  </tr>`;
}

function nameCell(
  { group, rowName, counted }: GroupRow,
  state: PanelState,
  actions: PanelActions,
): TemplateResult {
  const { key, name, runs, look } = group;
  const [first, ...others] = counted;
  const hidden = runs.every((run) => isHidden(state, run));
  const unfolded = state.unfolded.has(key);
  const fold = unfolded ? words.foldRuns(name) : words.unfoldRuns(name);
  return html`<th scope="row" class="name">
    <span>
      ${visibilityButton({
        ...{
          name,
          look: first && others.length === 0 ? first.look : look,
          hidden,
          contrast: state.theme.contrast,
        },
        toggle: () => actions.toggleRuns(runs),
      })}
      <button
        type="button"
        tabindex="-1"
        class="unfold"
        title=${fold}
        aria-label=${fold}
        @click=${() => actions.toggleGroup(key)}
      >${icon(unfolded ? 'chevron-down' : 'chevron-right')}</button>
      <span class="text">${breakable(rowName)} <span class="quiet count">${countText({ ...group, runs: counted })}</span></span>
    </span>
  </th>`;
}

function cell(
  column: Column,
  classes: string,
  { runs }: Group,
  counted: readonly RunData[],
  { race }: PanelState,
): TemplateResult {
  if (column.half)
    return html`<td class="${classes} num quiet half">${cellText(column, column.half(counted, race))}</td>`;
  const median = medianText(column, counted, race);
  if (median !== null) return html`<td class="${classes} num">${cellText(column, median)}</td>`;
  const common = commonText(column, runs, race);
  const texts = [...new Set(runs.map((run) => column.text(run, race) ?? words.none))];
  const isSetting = column.setting !== undefined || column.id === 'experiment';
  const varied = isSetting && common === null;
  const count = column.id === 'seed' ? words.seeds(texts.length) : words.varied;
  const text = isSetting ? (common ?? count) : words.none;
  return html`<td
    class="${classes} ${column.isText === true ? 'text' : 'num'} ${varied || !isSetting ? 'quiet' : ''}"
    title=${varied ? texts.slice(0, mostTexts).join(', ') : nothing}
    >${text}</td
  >`;
}

/** What asks for a look comes first. */
const kinds: readonly RunStatus['kind'][] = [
  ...(['diverged', 'failed', 'interrupted', 'stopped', 'running', 'queued', 'finished'] as const),
];

function statusCell(runs: readonly RunData[], { race }: PanelState): TemplateResult {
  const counts = kinds.flatMap((kind) => {
    const count = runs.filter(({ status }) => status.kind === kind).length;
    return count > 0 ? [{ kind, count }] : [];
  });
  const text = words.statusCounts(counts, race.phase === 'paused');
  const [worst] = counts;
  return html`<td class="status"><span>${icon(iconOf(worst?.kind))}<span>${text}</span></span></td>`;
}

function iconOf(kind: RunStatus['kind'] | undefined): string {
  if (kind === 'diverged' || kind === 'failed') return 'error';
  if (kind === 'running') return 'play-circle';
  return kind === 'finished' ? 'pass' : 'circle-outline';
}
