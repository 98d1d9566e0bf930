/** Threads that pages ask again and again, as the backend's interface has them, whichever kind of thread it starts. */
import type { RunSpec } from '../../core/experiment/runSpec.ts';
import { InspectorThread } from '../../threads/inspector/inspectorThread.ts';
import { PictureThread } from '../../threads/networkPictures/pictureThread.ts';
import { PreviewThread } from '../../threads/preview/previewThread.ts';
import type { StartThread } from '../../threads/thread.ts';
import type {
  InspectedRun,
  NetworkComputation,
  NetworkListener,
  NetworkRuns,
  RunsFromElsewhere,
  StepInspection,
} from './openThreads.ts';

export function inspectSteps(start: StartThread, run: InspectedRun): StepInspection {
  const thread = new InspectorThread(start, run);
  return {
    facts: () => thread.ask('facts', null),
    step: (step, parameters) => thread.ask('step', { step, parameters }),
    parameters: (step, query) => thread.ask('parameters', { step, query }),
    firstFault: () => thread.ask('firstFault', null),
    dispose: () => thread.dispose(),
  };
}

export function computeNetwork(
  start: StartThread,
  runs: NetworkRuns,
  listener: NetworkListener,
): NetworkComputation {
  const thread = new PictureThread(start, runs, (news) => {
    if ('slice' in news) listener.onSlice(news.slice);
    else listener.onOpened(news.opened);
  });
  return {
    facts: () => thread.ask('facts', null),
    follow: (stepsDone) => thread.ask('follow', stepsDone),
    live: (run, weights) => thread.ask('live', { run, weights }),
    at: (run, step) => thread.ask('at', { run, step }),
    slice: async (request) => void (await thread.ask('slice', request)),
    stop: async () => void (await thread.ask('stop', null)),
    dispose: () => thread.dispose(),
  };
}

export function runFromElsewhere(start: StartThread, specs: readonly RunSpec[]): RunsFromElsewhere {
  const thread = new PreviewThread(start, { specs });
  return {
    from: (at, runs) => thread.ask('from', { start: at, runs }),
    dispose: () => thread.dispose(),
  };
}
