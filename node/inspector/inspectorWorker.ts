/** The program of the thread of an inspected run: it keeps the replay, and goes wherever it is asked to. */
import { parentPort, workerData } from 'node:worker_threads';
import { Inspection } from '../../core/debug/inspector/inspection.ts';
import { messageOf } from '../../core/messageOf.ts';
import { dataOfRun } from '../data/dataOfRun.ts';
import type { InspectorAnswer, InspectorInput, InspectorQuestion } from './inspectorTasks.ts';

/** Rows of the list of parameters. */
const mostParameters = 50;

const { run, csv, places } = workerData as InspectorInput;
const opening = dataOfRun(run.spec, csv, places).then((data) => new Inspection(run, data));
// It is told with each answer.
opening.catch(() => {});

async function answer(question: InspectorQuestion): Promise<unknown> {
  const inspection = await opening;
  switch (question.name) {
    case 'facts':
      return inspection.facts;
    case 'step':
      return inspection.step(question.input.step, question.input.parameters);
    case 'parameters':
      return inspection.parameters(question.input.step, question.input.query, mostParameters);
    case 'firstFault':
      return inspection.firstFault();
  }
}

const post = (message: InspectorAnswer) => parentPort?.postMessage(message);

parentPort?.on('message', (question: InspectorQuestion) => {
  const { id } = question;
  answer(question).then(
    (output) => post({ id, outcome: { output } }),
    (error: unknown) => post({ id, outcome: { error: messageOf(error) } }),
  );
});
