import * as vscode from 'vscode';
import { runsAtOnce } from '../../core/experiment/limits.ts';
import { trainsOnData } from '../../core/experiment/modelProblem.ts';
import type { RaceOrLog } from '../../core/race/race.ts';
import { stepsDone, stepsPlanned } from '../../core/race/raceFacts.ts';
import { hasEnded } from '../../core/race/status.ts';
import type { RaceStore } from '../../core/race/store.ts';
import { commandIds } from '../ids.ts';
import type { Panel } from '../panel/panel.ts';
import { plain } from '../shown/plain.ts';

/**
 * The status bar's item: how far the race is; a click shows the panel. While the panel's page shows the race, the item
 * counts with it.
 */
export function showStatusBarItem(
  store: RaceStore,
  panel: Pick<Panel, 'isShowing' | 'onDidSend'>,
): vscode.Disposable {
  const item = vscode.window.createStatusBarItem(
    'optimizerPlayground.progress',
    vscode.StatusBarAlignment.Left,
  );
  item.name = 'Optimizer Playground';
  item.command = commandIds.showPanel;
  const update = () => {
    const race = store.current;
    if (!race || race.phase === 'ended') return item.hide();
    const isPaused = race.phase === 'paused';
    const { short, long } = countOf(race);
    item.text = `${isPaused ? '$(debug-pause)' : '$(graph-line)'} ${short}`;
    item.tooltip = `${plain(race.title)}: ${long}${isPaused ? ', paused' : ''}`;
    item.show();
  };
  const subscription = store.onDidChange((change) => {
    if (change.type === 'changed' && change.race.phase === 'running' && panel.isShowing) return;
    update();
  });
  return vscode.Disposable.from(item, subscription, panel.onDidSend(update));
}

/** Steps or, where runs begin in turn and the first end long before the last, runs. */
function countOf(race: RaceOrLog): { readonly short: string; readonly long: string } {
  // Nobody knows how many steps a log will have.
  if (race.log) {
    const steps = stepsDone(race).toLocaleString('en');
    return { short: steps, long: `step ${steps}` };
  }
  const { runs, experiment } = race;
  const areInTurn =
    race.queue !== null || runsAtOnce(runs.length, trainsOnData(experiment.problem)) !== undefined;
  const ended = runs.filter(({ record }) => hasEnded(record.state.status)).length;
  const counts = areInTurn ? [ended, runs.length] : [stepsDone(race), stepsPlanned(race)];
  const [done, all] = counts.map((count) => count.toLocaleString('en'));
  if (areInTurn) return { short: `${done} / ${all} runs`, long: `${done} of ${all} runs have ended` };
  return { short: `${done} / ${all}`, long: `step ${done} of ${all}` };
}
