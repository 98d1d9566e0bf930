/** The program of the thread of an inspected run: it keeps the replay, and goes wherever it is asked to. */
import { workerData } from 'node:worker_threads';
import { Inspection } from '../../core/debug/inspector/inspection.ts';
import { dataOfRun } from '../data/dataOfRun.ts';
import { answerQuestions } from '../questions/answerQuestions.ts';
import type { InspectorInput, InspectorQuestions } from './inspectorTasks.ts';

/** Rows of the list of parameters. */
const mostParameters = 50;

const { run, csv, places } = workerData as InspectorInput;
const opening = dataOfRun(run.spec, csv, places).then((data) => new Inspection(run, data));
// It is told with each answer.
opening.catch(() => {});

answerQuestions<InspectorQuestions>(async ({ name, input }) => {
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
