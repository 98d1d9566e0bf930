/** The page of a fair comparison: what it knows, draws, and asks for. */
import { render } from 'lit/html.js';
import type { ComparisonPlace, FromComparison, ToComparison } from '../../core/protocol/fairComparison.ts';
import { readSheet } from '../shared/comparison/readSheet.ts';
import { followStops, keepOneStop } from '../shared/controls/oneStop.ts';
import { Frames } from '../shared/frames.ts';
import { onThemeChange, readTheme } from '../shared/theme.ts';
import { type ComparisonState, lookingAtAll, shownOf } from './comparisonState.ts';
import { comparisonView } from './comparisonView.ts';
import { sortOf } from './entrantRows.ts';
import { Figures } from './figures.ts';
import { TableFit } from './fitTable.ts';
import type { ComparisonActions } from './pageActions.ts';
import { reportPictures } from './pictures.ts';
import { columnNames } from './tableColumns.ts';
import { readChoices, type ViewChoices } from './viewChoices.ts';

/** What is kept of the page: the place, by which the extension opens it again, and how the person looks at it. */
export type KeptComparison = ComparisonPlace & { readonly choices: ViewChoices };

export interface ComparisonHost {
  post(message: FromComparison): void;
  keep(kept: KeptComparison): void;
  /** What was kept last; anything where nothing was. */
  readonly kept: unknown;
  /** Whether anybody is there to do what only the extension can: in a report nobody is. */
  readonly hasExtension: boolean;
}

/** Fills the page. @returns What takes the messages for it. */
export function startComparison(root: HTMLElement, host: ComparisonHost): (message: ToComparison) => void {
  const { post, hasExtension } = host;
  let state: ComparisonState = {
    ...{ sheet: null, notice: { kind: 'loading' }, choices: readChoices(host.kept) },
    ...{ looking: lookingAtAll, highlighted: null, showsTrials: false, said: '' },
    ...{ hasExtension, theme: readTheme(), width: root.clientWidth },
  };
  let place: ComparisonPlace | null = null;
  const fit = new TableFit();
  const frames = new Frames(draw);
  const update = (change: Partial<ComparisonState>) => {
    state = { ...state, ...change };
    frames.request();
  };
  const keep = () => {
    if (place) host.keep({ ...place, choices: state.choices });
  };

  const actions: ComparisonActions = {
    choose(change) {
      const isOther = change.problem !== undefined && change.problem !== state.choices.problem;
      update({
        choices: { ...state.choices, ...change },
        looking: isOther ? lookingAtAll : state.looking,
        highlighted: null,
      });
      keep();
    },
    sort(column) {
      const shown = shownOf(state);
      const sorted = shown && sortOf(shown);
      const descending = sorted?.column === column && !sorted.descending;
      actions.choose({ sort: { column, descending } });
    },
    highlight(highlighted) {
      if (highlighted !== state.highlighted) update({ highlighted });
    },
    unfoldTrials(showsTrials) {
      if (showsTrials !== state.showsTrials) update({ showsTrials });
    },
    stop: () => post({ type: 'stop' }),
    goOn: () => post({ type: 'continue' }),
    again: () => post({ type: 'again' }),
    moreSeeds: (count) => post({ type: 'moreSeeds', count }),
    showRuns: (runs) => post({ type: 'showRuns', ...runs }),
    report: () => post({ type: 'report', pictures: [...reportPictures(state)] }),
  };

  const figures = new Figures({
    look: (chart, change) =>
      update({ looking: { ...state.looking, [chart]: { ...state.looking[chart], ...change } } }),
    highlight: actions.highlight,
    invalidate: () => update({}),
    ...(hasExtension && {
      choose: (entrant: number, trial: number) =>
        actions.showRuns({ problem: shownOf(state)?.number ?? 0, entrant, trial }),
    }),
  });

  function draw(): void {
    state = { ...state, width: root.clientWidth };
    const focused = document.activeElement;
    render(comparisonView(state, figures, actions), root);
    keepOneStop(root);
    // A row that changes its place loses the focus.
    if (focused instanceof HTMLElement && focused !== document.activeElement && root.contains(focused))
      focused.focus({ preventScroll: true });
    const shown = shownOf(state);
    if (!shown) return;
    const table = root.querySelector<HTMLElement>('.table');
    if (table) fit.fit(table, columnNames(shown));
    figures.draw(shown);
  }

  function take(message: ToComparison): void {
    switch (message.type) {
      case 'sheet': {
        const isSame = place?.races[0]?.id === message.place.races[0]?.id && state.sheet !== null;
        const { races, looks } = message.place;
        const isKept = isSame && place?.races.length === races.length && place.looks.length === looks.length;
        const sheet = readSheet(message.sheet);
        const isNews = !isSame || sheet.phase !== state.sheet?.phase;
        place = message.place;
        state = { ...state, sheet, ...(isSame ? {} : { looking: lookingAtAll, highlighted: null }) };
        update(isNews ? { said: shownOf(state)?.problem.headline ?? '' } : {});
        if (!isKept) keep();
        break;
      }
      case 'opening':
        update({ sheet: null, notice: { kind: 'opening', title: message.title }, said: '' });
        break;
      case 'failed':
        update({ sheet: null, notice: { kind: 'failed', message: message.message }, said: '' });
    }
  }

  new ResizeObserver(() => frames.request()).observe(root);
  onThemeChange(() => update({ theme: readTheme() }));
  followStops(root);
  draw();
  return take;
}
