import * as vscode from 'vscode';
import { stepsDone, stepsPlanned } from '../../core/race/raceFacts.ts';
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
    const done = stepsDone(race).toLocaleString('en');
    const planned = stepsPlanned(race).toLocaleString('en');
    const icon = race.phase === 'paused' ? '$(debug-pause)' : '$(graph-line)';
    // Nobody knows how many steps a log will have.
    const count = race.log ? done : `${done} / ${planned}`;
    item.text = `${icon} ${count}`;
    item.tooltip = `${plain(race.title)}: step ${race.log ? done : `${done} of ${planned}`}${race.phase === 'paused' ? ', paused' : ''}`;
    item.show();
  };
  const subscription = store.onDidChange((change) => {
    if (change.type === 'changed' && change.race.phase === 'running' && panel.isShowing) return;
    update();
  });
  return vscode.Disposable.from(item, subscription, panel.onDidSend(update));
}
