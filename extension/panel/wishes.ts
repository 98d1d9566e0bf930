import type { Scheduler } from '../../node/threads/scheduler.ts';
import type { Actions } from '../commands/actions.ts';
import type { Wish } from './panel.ts';

/** What each wish of the panel leads to. */
export async function fulfil(wish: Wish, actions: Actions, scheduler: Scheduler): Promise<void> {
  switch (wish.type) {
    case 'runExperiment':
      return actions.runExperiment();
    case 'runTutorialRace':
      return actions.runTutorialRace(wish.race);
    case 'runAgain':
      return actions.runAgain();
    case 'pause':
      return scheduler.pause();
    case 'resume':
      return scheduler.resume();
    case 'step':
      return scheduler.step();
    case 'stop':
      return scheduler.stop();
    case 'setSpeed':
      return scheduler.setSpeed(wish.speed);
    case 'exportPicture':
      return actions.savePicture(wish.png);
    case 'exportNumbers':
      return actions.saveNumbers();
  }
}
