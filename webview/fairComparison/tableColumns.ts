/** The columns of the table of entrants: those that have something to say now. */
import { html, nothing, type TemplateResult } from 'lit/html.js';
import { isJudged } from '../../core/fairComparison/comparisonSheet.ts';
import { formatCount, formatSetting } from '../../core/format.ts';
import {
  chanceText,
  differenceText,
  halfText,
  intervalText,
  rateText,
  scoreText,
} from '../shared/comparison/scoreText.ts';
import type { Shown } from './comparisonState.ts';
import { divergedOf, type EntrantRow, entrantRows } from './entrantRows.ts';
import { hasInterval, intervalHead, intervalPicture, intervalScale } from './intervals.ts';
import type { SortColumn } from './viewChoices.ts';
import { words } from './words.ts';

type Cell = TemplateResult | string | typeof nothing;

interface ColumnParts {
  readonly label: string | TemplateResult;
  /** More about it, on a closer look. */
  readonly title?: string;
  /** From which width on it is there, and how its texts stand: as in the styles. */
  readonly classes: string;
  readonly cell: (row: EntrantRow) => Cell;
  /** What there is to know about a cell. */
  readonly hint?: (row: EntrantRow) => string | null;
}

export type TableColumn = ColumnParts &
  (
    | { readonly id: SortColumn; readonly isSortable: true }
    | { readonly id: string; readonly isSortable: false }
  );

export function columnsOf(shown: Shown, rows: readonly EntrantRow[]): readonly TableColumn[] {
  const judged = isJudged(shown.problem);
  const some = (has: (row: EntrantRow) => boolean) => rows.some(has);
  return [
    {
      id: 'name',
      isSortable: true,
      label: words.optimizer,
      classes: 'name',
      cell: ({ entrant }) => entrant.name,
    },
    rateColumn(),
    ...scoreColumns(shown, judged),
    ...stepsColumn(shown),
    ...(judged ? [] : [trialsColumn()]),
    ...(some(({ entrant }) => divergedOf(entrant) > 0) ? [divergedColumn()] : []),
    ...(some(({ entrant }) => (entrant.result?.missed ?? 0) > 0) ? [missedColumn()] : []),
    ...(some(({ entrant }) => entrant.behind !== null) ? differenceColumns(shown, rows) : []),
    verdictColumn(),
  ];
}

/** Another table has other ones. */
export function columnNames(shown: Shown): string {
  const names = shown.problem.entrants.map(({ name }) => name);
  return [...columnsOf(shown, entrantRows(shown)).map(({ id }) => id), ...names].join('\n');
}

function rateColumn(): TableColumn {
  return {
    ...{ id: 'rate', isSortable: true, classes: 'num rate' },
    label: html`<span class="from-720">${words.bestRate}</span><span class="below-720">${words.rateHead}</span>`,
    cell: ({ entrant: { trials, best, edge } }) => {
      const trial = trials[best ?? -1];
      if (!trial) return words.none;
      const rate = rateText(trial.lr);
      const [mark, value] = edge === 'highest' ? words.edgeHigh(rate) : words.edgeLow(rate);
      return html`${edge ? html`<span class="edge quiet">${mark}</span> ` : nothing}${value}
        ${trial.others === '' ? nothing : html`<span class="others quiet">${trial.others}</span>`}`;
    },
    hint: ({ entrant: { edge, extensions } }) => edge && words.edgeTitle(edge, extensions),
  };
}

function scoreColumns({ sheet: { judge } }: Shown, judged: boolean): TableColumn[] {
  const half = ({ score }: EntrantRow) => (score ? halfText(judge, score.low, score.high) : words.none);
  return [
    {
      ...{ id: 'score', isSortable: true, classes: 'num score', title: words.median },
      label: html`<span class="from-720">${capital(judged ? judge.judged : judge.tuned)}</span><span class="below-720">${judge.label}</span>`,
      cell: ({ score }) => (score ? scoreText(judge, score.median) : words.none),
      hint: half,
    },
    { id: 'half', isSortable: false, label: words.half, classes: 'num quiet left half', cell: half },
  ];
}

/** To a loss that all get to: where they are judged by losses. */
function stepsColumn({ sheet: { unit, judge }, problem: { sharedLoss } }: Shown): TableColumn[] {
  if (sharedLoss === null) return [];
  const loss = formatSetting(sharedLoss);
  return [
    {
      ...{ id: 'steps', isSortable: true, classes: 'num steps' },
      label: words.stepsTo(unit, loss),
      title: words.stepsToTitle(loss, judge.target !== null),
      cell: ({ entrant: { stepsToShared: steps } }) => {
        if (steps === null) return words.none;
        return Number.isFinite(steps) ? formatCount(Math.round(steps)) : words.missed;
      },
    },
  ];
}

function trialsColumn(): TableColumn {
  return {
    ...{ id: 'trials', isSortable: false, label: words.trials, classes: 'num quiet trials' },
    cell: ({ entrant: { trials } }) => {
      const ended = trials.filter(({ done, total }) => done === total).length;
      return words.countOf(ended, trials.length);
    },
  };
}

function divergedColumn(): TableColumn {
  return {
    ...{ id: 'diverged', isSortable: true, label: words.divergedHead, classes: 'num lost' },
    cell: ({ entrant }) => {
      const { result, trials } = entrant;
      const all = result ? result.done : trials.reduce((sum, { done }) => sum + done, 0);
      return countCell(divergedOf(entrant), all);
    },
  };
}

function missedColumn(): TableColumn {
  return {
    ...{ id: 'missed', isSortable: true, label: words.missedHead, classes: 'num lost' },
    cell: ({ entrant: { result } }) => (result ? countCell(result.missed, result.done) : words.none),
  };
}

function countCell(count: number, of: number): Cell {
  return count > 0 ? words.countOf(count, of) : html`<span class="quiet">0</span>`;
}

function differenceColumns({ sheet }: Shown, rows: readonly EntrantRow[]): TableColumn[] {
  const { judge, confidence } = sheet;
  const scale = intervalScale(rows.map(({ entrant }) => entrant.behind));
  const interval = ({ entrant: { behind } }: EntrantRow) =>
    behind && hasInterval(behind) ? intervalText(judge, behind.low, behind.high) : null;
  const columns: TableColumn[] = [
    {
      ...{ id: 'behind', isSortable: true, label: words.behind, classes: 'num behind' },
      cell: ({ entrant: { behind } }) => {
        if (!behind) return html`<span class="quiet">${words.none}</span>`;
        return behind.isBySign
          ? html`<span class="quiet" title=${words.bySignTitle}>${words.bySign}</span>`
          : differenceText(judge, behind.mean);
      },
      hint: interval,
    },
    {
      ...{ id: 'interval', isSortable: false, classes: 'num quiet left range' },
      label: words.interval(`${Number((100 * confidence).toFixed(1))} %`),
      cell: (row) => interval(row) ?? nothing,
    },
  ];
  if (scale)
    columns.push({
      ...{ id: 'drawn', isSortable: false, classes: 'drawn' },
      label: html`<span class="sr-only">${words.drawn}</span>${intervalHead(scale, judge)}`,
      cell: ({ entrant }) => intervalPicture(scale, entrant.behind),
    });
  columns.push({
    ...{ id: 'p', isSortable: true, label: words.chance, title: words.chanceTitle, classes: 'num chance' },
    cell: ({ entrant: { behind } }) => (behind ? chanceText(behind.p) : nothing),
  });
  return columns;
}

function verdictColumn(): TableColumn {
  return {
    ...{ id: 'verdict', isSortable: false, label: words.verdict, classes: 'verdict' },
    cell: ({ entrant }) => {
      const [first = '', ...rest] = entrant.words.split(/(?=;)/);
      const isQuiet = entrant.verdict === 'best' || entrant.verdict === 'open';
      return html`<span class=${isQuiet ? 'quiet' : ''}>${first}</span>${rest.length > 0 ? html`<span class="quiet">${rest.join('')}</span>` : nothing}`;
    },
  };
}

/** `Final test loss` */
function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
