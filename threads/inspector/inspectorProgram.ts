/** The program of the thread of an inspected run: it keeps the replay, and goes wherever it is asked to. */
import { Inspection } from '../../core/debug/inspector/inspection.ts';
import { dataOfRun } from '../data/dataOfRun.ts';
import type { Machine, ThreadPort } from '../machine.ts';
import { answerQuestions } from '../questions/answerQuestions.ts';
import type { InspectorInput, InspectorQuestions } from './inspectorTasks.ts';

/** Rows of the list of parameters. */
const mostParameters = 50;

export function answerInspector(port: ThreadPort, { run, csv }: InspectorInput, machine: Machine): void {
  const opening = dataOfRun(run.spec, csv, machine).then((data) => new Inspection(run, data));
  // It is told with each answer.
  opening.catch(() => {});
  answerQuestions<InspectorQuestions>(port, async ({ name, input }) => {
    const inspection = await opening;
    switch (name) {
      case 'facts':
        return inspection.facts;
      case 'step':
        return inspection.step(input.step, input.parameters);
      case 'parameters':
        return inspection.parameters(input.step, input.query, mostParameters);
      case 'firstFault':
        return inspection.firstFault();
    }
  });
}
