import type { PanelRequests } from '../../core/protocol/fromPanel.ts';
import type { Answers } from '../panel/answer.ts';
import type { PanelEvent } from '../panel/panel.ts';
import type { Actions } from './actions.ts';

/** What each thing that the person does in the panel leads to. */
export async function onPanelEvent(event: PanelEvent, actions: Actions): Promise<void> {
  switch (event.type) {
    case 'runExperiment':
      return actions.runExperiment();
    case 'runTutorialRace':
      return actions.runTutorialRace(event.race);
    case 'runAgain':
      return actions.runAgain();
    case 'pause':
      return actions.pause();
    case 'resume':
      return actions.resume();
    case 'step':
      return actions.step();
    case 'stop':
      return actions.stop();
    case 'setSpeed':
      return actions.setSpeed(event.speed);
  }
}

export function panelAnswers(actions: Actions): Answers<PanelRequests> {
  return {
    savePicture: ({ format, bytes }) => actions.savePicture(format, bytes),
    saveNumbers: ({ format, run }) => actions.saveNumbers(format, run),
  };
}
