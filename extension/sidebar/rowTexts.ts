/** What the rows of the view "Runs" say: plain texts and names of icons. */
import { isOfLog } from '../../core/experiment/runSpec.ts';
import { formatCount } from '../../core/format.ts';
import type { Phase } from '../../core/race/phase.ts';
import type { RunOutline } from '../../core/race/raceOutline.ts';
import { countOf } from '../../core/race/raceSummary.ts';
import { runSummary, standingOf } from '../../core/race/runSummary.ts';
import { type Elsewhere, inElsewhere, statusWords } from '../../core/race/status.ts';
import type { ListedRace } from './raceList.ts';

/** All that a row says: equal texts look the same. */
export interface RowText {
  readonly label: string;
  readonly description: string;
  readonly icon: string;
  /** Of the icon; null: that of texts. */
  readonly color: string | null;
  /** A line each. */
  readonly tooltip: readonly string[];
  /** For `when` clauses: `race`, `run`, with `pinned` behind it where it is; `log`, `logRun`. */
  readonly context: string;
}

/** How a run is told from the others on the screen, and whether it is hidden there. */
export interface RunView extends Pick<RunOutline, 'color' | 'variant'> {
  readonly hidden: boolean;
}

export function pinnedText(count: number): RowText {
  return {
    ...{ label: 'Pinned', description: formatCount(count), icon: 'pinned', color: null },
    ...{ tooltip: ['What you have pinned is kept, however many experiments follow.'], context: 'section' },
  };
}

export function logsText(count: number): RowText {
  return {
    ...{ label: 'Training logs', description: formatCount(count), icon: 'output', color: null },
    ...{ tooltip: ['Logs of your own training, followed while they grow.'], context: 'section' },
  };
}

/** Of a log. */
function logText(race: ListedRace, place: string, found: number | null): RowText {
  const runs = runsText(countOf(race), found);
  const isOn = race.phase !== 'ended';
  return {
    ...{ label: race.title, description: isOn ? `grows · ${runs}` : runs, color: null, context: 'log' },
    icon: isOn ? 'loading~spin' : 'output',
    tooltip: [race.title, runs, ...endsOf(race), 'a log of your own training', place],
  };
}

/** @param found How many of its runs a filter leaves; null: nothing is filtered, or that isn't known. */
export function raceText(race: ListedRace, found: number | null): RowText {
  if (race.logPlace !== null) return logText(race, race.logPlace, found);
  const count = countOf(race);
  const runs = runsText(count, found);
  const isOn = race.phase !== 'ended';
  const done = count - (race.states.queued ?? 0) - (race.states.running ?? 0);
  const progress = `${formatCount(done)} of ${formatCount(count)} done`;
  const here = race.phase === 'paused' ? `paused · ${progress}` : isOn ? progress : runs;
  return {
    label: race.title,
    description: race.elsewhere ? `${inElsewhere[race.elsewhere]} · ${runs}` : here,
    icon: iconOfRace(race),
    color: null,
    tooltip: [
      race.title,
      runs,
      ...(race.elsewhere ? [`runs ${inElsewhere[race.elsewhere]}`] : endsOf(race)),
      `started ${new Date(race.startedAt).toLocaleString()}`,
    ],
    context: race.pinned ? 'race pinned' : 'race',
  };
}

/** `3 runs`, `1 of 3 runs`. */
function runsText(count: number, found: number | null): string {
  const of = found === null || found === count ? '' : `${formatCount(found)} of `;
  return `${of}${count === 1 ? '1 run' : `${formatCount(count)} runs`}`;
}

const elsewhereIcons: Readonly<Record<Elsewhere, string>> = {
  window: 'multiple-windows',
  terminal: 'terminal',
};

function iconOfRace({ elsewhere, phase }: ListedRace): string {
  if (elsewhere) return elsewhereIcons[elsewhere];
  return phase === 'running' ? 'loading~spin' : phase === 'paused' ? 'debug-pause' : 'beaker';
}

/** `3 finished`, `1 diverged`: a line each, where not all have finished. */
function endsOf({ states }: ListedRace): string[] {
  const kinds = Object.entries(states);
  return kinds.map(([kind, count]) => `${formatCount(count)} ${kind === 'queued' ? 'waiting' : kind}`);
}

/**
 * @param race Its title, where the row doesn't stand under it.
 * @param view How it is on the screen; null where it isn't.
 */
export function runText(
  run: RunOutline,
  phase: Phase,
  { race, view, pinned }: { race: string | null; view: RunView | null; pinned: boolean },
): RowText {
  const hidden = view?.hidden ?? false;
  const { settings } = run;
  const place = [settings, race ?? ''].filter(Boolean).join(' · ');
  const summary = runSummary({ ...run, settings: place }, phase);
  const values = Object.entries(run.spec.hyperparameters).map(([key, value]) => `${key} = ${value}`);
  const { status, stepsDone, engine } = run.state;
  return {
    label: run.name,
    description: hidden ? `hidden · ${summary}` : summary,
    ...iconOf(run, phase, hidden, view ?? run),
    tooltip: [
      run.name,
      ...(hidden ? ['Hidden in the chart: pick it to show it again.'] : []),
      ...(race === null ? [] : [race]),
      ...values,
      ...standingOf(run),
      ...(engine ? [engine.description] : []),
      statusWords(status, stepsDone, phase),
    ],
    context: isOfLog(run.spec) ? 'logRun' : pinned ? 'run pinned' : 'run',
  };
}

/** Its state, in the colour of the run. */
function iconOf(
  { state }: RunOutline,
  phase: Phase,
  hidden: boolean,
  { color, variant }: Pick<RunOutline, 'color' | 'variant'>,
): Pick<RowText, 'icon' | 'color'> {
  const own = `optimizerPlayground.run${color}`;
  if (hidden) return { icon: 'eye-closed', color: own };
  switch (state.status.kind) {
    case 'queued':
      return { icon: 'clock', color: null };
    case 'running':
      return { icon: phase === 'paused' ? 'debug-pause' : 'loading~spin', color: own };
    case 'diverged':
    case 'failed':
      return { icon: 'error', color: 'errorForeground' };
    case 'interrupted':
      return {
        icon: state.status.elsewhere ? elsewhereIcons[state.status.elsewhere] : 'debug-disconnect',
        color: own,
      };
    default:
      return { icon: variant === 0 ? 'circle-filled' : 'circle-outline', color: own };
  }
}

/** Of a row whose race is gone, until VS Code has noticed. */
export const goneText: RowText = {
  ...{ label: '', description: '', icon: 'circle-outline', color: null, tooltip: [], context: 'gone' },
};

export function moreText(count: number): RowText {
  const runs = `${formatCount(count)} more ${count === 1 ? 'run' : 'runs'}`;
  return {
    ...{
      label: runs,
      description: 'filter to find them, or open the experiment',
      icon: 'ellipsis',
      color: null,
    },
    ...{ tooltip: [runs, 'The panel shows all runs of an experiment.'], context: 'more' },
  };
}
