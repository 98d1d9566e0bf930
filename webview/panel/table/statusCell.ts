/** How a run stands: in its row as far as there is room, and in full below the table where there is not. */
import { html, nothing, type TemplateResult } from 'lit/html.js';
import type { Phase } from '../../../core/race/phase.ts';
import { type Elsewhere, type RunStatus, statusWords, wentWrong } from '../../../core/race/status.ts';
import { icon } from '../../shared/controls/controls.ts';
import type { RunData } from '../data/runData.ts';
import { canInspect, type PanelActions, type PanelState } from '../state.ts';
import { waysIn } from '../waysIn.ts';
import { words } from '../words.ts';
import type { FittingColumn } from './fittingColumns.ts';

/** Room for a letter, and for icon and padding. */
const letter = 6.8;
const beside = 44;
/** A status that needs more lines than this is shortened. */
const lines = 2;
/** Of more nobody reads the last. */
const mostNotes = 12;

/** How many characters of a status its column has room for; 0 where there is no such column. */
export function statusRoom(fitting: readonly FittingColumn[], width: number): number {
  if (!fitting.some(({ column }) => column.id === 'status')) return 0;
  const others = fitting.reduce((sum, each) => sum + (each.width ?? 0), 0);
  return Math.max(1, Math.floor((lines * (width - others - beside)) / letter));
}

export function statusCell(run: RunData, { race }: PanelState, room: number): TemplateResult {
  const phase = race.phaseOf(run);
  const { text, rest } = statusOf(run, phase, room);
  return html`<td class="status"
    ><span>${statusIcon(run.status, phase)}<span>${text}${rest ? html`<span class="sr-only">: ${rest}</span>` : nothing}</span></span
  ></td>`;
}

/** What the rows leave out, and of runs that diverged the ways to the step in which they do. */
export function notes(
  rows: readonly RunData[],
  state: PanelState,
  room: number,
  actions: PanelActions,
): TemplateResult {
  const { race } = state;
  const long = rows.filter((run) => statusOf(run, race.phaseOf(run), room).rest !== '');
  const more = long.length - mostNotes;
  return html`${long.slice(0, mostNotes).map((run) => {
    const phase = race.phaseOf(run);
    const { text, rest } = statusOf(run, phase, room);
    const bad = wentWrong(run.status);
    const full = `${text.charAt(0).toLowerCase()}${text.slice(1)}: ${rest}`;
    return html`<p class="status-note ${bad ? 'bad' : ''}">
      ${statusIcon(run.status, phase)}<span
        >${words.sentence(`${race.names.get(run)}: ${full}`)} ${waysToEnd(run, state, actions)}</span
      >
    </p>`;
  })}
  ${more > 0 ? html`<p class="status-note quiet">${words.moreRows(more)}</p>` : nothing}`;
}

/** Of a run that diverged; one whose rule moves up the gradient has its own, at the head of the page. */
function waysToEnd(run: RunData, state: PanelState, { post }: PanelActions): TemplateResult | typeof nothing {
  const { race } = state;
  const { status } = run;
  const number = race.runs.indexOf(run);
  const isClimbing = race.facts.climbing?.some((each) => each.run === number);
  if (!canInspect(state) || isClimbing || status.kind !== 'diverged' || status.step < 1) return nothing;
  return waysIn(race.facts.id, number, status.step, post);
}

/** What stands in the row, and what is left out: a long status ends before its first colon. */
function statusOf(run: RunData, phase: Phase, room: number): { text: string; rest: string } {
  const whole = statusWords(run.status, run.step, phase);
  const colon = whole.indexOf(': ');
  if (colon < 0 || whole.length <= room) return { text: whole, rest: '' };
  return { text: whole.slice(0, colon), rest: whole.slice(colon + 2) };
}

/** Of what goes on with a race elsewhere. */
export const elsewhereIcons: Readonly<Record<Elsewhere, string>> = {
  window: 'multiple-windows',
  terminal: 'terminal',
};

const icons: Record<RunStatus['kind'], string> = {
  queued: 'circle-outline',
  running: 'play-circle',
  finished: 'pass',
  stopped: 'stop-circle',
  diverged: 'error',
  failed: 'error',
  interrupted: 'debug-disconnect',
};

function statusIcon(status: RunStatus, phase: Phase): TemplateResult {
  if (status.kind === 'running' && phase === 'paused') return icon('debug-pause');
  if (status.kind === 'interrupted' && status.elsewhere) return icon(elsewhereIcons[status.elsewhere]);
  return icon(status.kind === 'finished' && wentWrong(status) ? 'warning' : icons[status.kind]);
}
