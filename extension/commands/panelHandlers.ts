import type { PanelRequests } from '../../core/protocol/fromPanel.ts';
import type { Answers } from '../panel/answer.ts';
import type { PanelEvent } from '../panel/pageConnection.ts';
import type { Actions } from './actions.ts';

/** What each thing that the person does in the panel leads to. */
export async function onPanelEvent(event: PanelEvent, actions: Actions): Promise<void> {
  switch (event.type) {
    case 'runExperiment':
      return actions.runExperiment();
    case 'runTutorialRace':
      return actions.runTutorialRace(event.race);
    case 'saveExperiment':
      return actions.saveExperiment();
    case 'runAgain':
      return actions.again.run();
    case 'startFrom':
      return actions.again.startFrom(event.start);
    case 'resumeRace':
      return actions.resumeRace();
    case 'pause':
      return actions.controls.pause();
    case 'resume':
      return actions.controls.resume();
    case 'step':
      return actions.controls.step();
    case 'stop':
      return actions.controls.stop();
    case 'setSpeed':
      return actions.controls.setSpeed(event.speed);
    case 'inspectStep':
      return event.at ? actions.runs.inspectShown(event.at) : actions.runs.inspect([]);
    case 'showDiagnostics':
      return (await actions.diagnostics()).ask([]);
    case 'debug':
      return (await actions.debug()).debugShownRun(event);
    case 'compare':
      return actions.keepOnScreen(event);
  }
}

export function panelAnswers(actions: Actions): Answers<PanelRequests> {
  return {
    previewStart: (wanted) => actions.previewStart(wanted),
    savePicture: ({ format, bytes }) => actions.savePicture(format, bytes),
    saveNumbers: ({ format, run }) => actions.saveNumbers(format, run),
  };
}
