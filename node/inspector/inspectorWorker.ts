/** The program of the thread of an inspected run: it keeps the replay, and goes wherever it is asked to. */
import { parentPort, workerData } from 'node:worker_threads';
import { Inspection } from '../../core/debug/inspector/inspection.ts';
import { splitOf } from '../../core/experiment/splitOf.ts';
import { messageOf } from '../../core/messageOf.ts';
import type { PreparedDataset } from '../../core/problems/data/preparation/prepareDataset.ts';
import { CsvThread } from '../data/csvThread.ts';
import { loadDataset } from '../data/loadDataset.ts';
import type { InspectorAnswer, InspectorInput, InspectorQuestion } from './inspectorTasks.ts';

/** Rows of the list of parameters. */
const mostParameters = 50;

async function dataOf({ run, csv, places }: InspectorInput): Promise<PreparedDataset | null> {
  const { problem } = run.spec;
  if ('data' in problem) return loadDataset(problem.data, places.data, splitOf(problem));
  if (!('csv' in problem) || !csv) return null;
  const { data, contentHash } = await new CsvThread(places.csvWorker).load(problem, csv.folder);
  if (csv.contentHash === undefined || contentHash === csv.contentHash) return data;
  throw new Error(
    `${problem.csv} has other numbers than when the run was computed, so that its steps can't be computed again. Run it again on those that are there now.`,
  );
}

const input = workerData as InspectorInput;
const opening = dataOf(input).then((data) => new Inspection(input.run, data));
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
