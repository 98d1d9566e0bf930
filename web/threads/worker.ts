/** The thread of any program, in a browser: its first message says which, and with what it begins. */
import { messageOf } from '../../core/messageOf.ts';
import type { ThreadPort } from '../../threads/machine.ts';
import { lessonData } from '../data/lessonData.ts';
import { type FileAnswer, filesThrough } from '../files/askFiles.ts';
import { logDiskOf } from '../logs/logDisk.ts';
import { machineWith, type WebMachine } from './machineHere.ts';
import type { FromThread, ProgramName, ThreadStart, ToThread } from './messages.ts';

type Program = (port: ThreadPort, input: never, machine: WebMachine) => unknown;

/** Each is loaded when it is the one. Both ends are built from one source: the input is the program's. */
const programs: Readonly<Record<ProgramName, () => Promise<Program>>> = {
  csv: async () => {
    const { answerCsv } = await import('../../threads/data/csv/answerCsv.ts');
    return async (port, input, { csvReader }) => {
      await answerCsv(input, csvReader, (message) => port.postMessage(message));
      port.close();
    };
  },
  log: async () => {
    const { reportLog } = await import('../../threads/logs/reportLog.ts');
    const { buffersOfNews } = await import('../../core/log/logNews.ts');
    return (port, input) => {
      reportLog(logDiskOf(files), input, (news) => port.postMessage(news, buffersOfNews(news)));
    };
  },
  runs: async () => (await import('../../threads/race/workerProgram.ts')).computeRuns,
  ruleTests: async () => (await import('../../threads/ruleTests/ruleTestProgram.ts')).testRule,
  lessons: async () => {
    const { doLessonTask } = await import('../../threads/lessons/exerciseProgram.ts');
    return (port, input, machine) => doLessonTask(port, input, lessonData(machine));
  },
  debugger: async () => {
    const { debugRuns } = await import('../../threads/debug/debugProgram.ts');
    return (port, _, machine) => debugRuns(port, machine);
  },
  inspector: async () => (await import('../../threads/inspector/inspectorProgram.ts')).answerInspector,
  diagnostics: async () =>
    (await import('../../threads/diagnostics/diagnosticsProgram.ts')).measureDiagnostics,
  pictures: async () => (await import('../../threads/networkPictures/pictureProgram.ts')).answerPictures,
  previews: async () => (await import('../../threads/preview/previewProgram.ts')).answerPreviews,
};

const tell = (message: FromThread, buffers: readonly ArrayBuffer[] = []) =>
  self.postMessage(message, [...buffers]);
const fail = (error: unknown) => tell({ type: 'failure', message: messageOf(error) });

/** What comes while the program is loaded waits for its listener. */
let early: unknown[] = [];
let hear: (message: never) => void = (message) => early.push(message);

const port: ThreadPort = {
  postMessage: (message, buffers) => tell({ type: 'message', message }, buffers),
  onMessage(listener) {
    hear = listener;
    const waiting = early;
    early = [];
    for (const message of waiting) listener(message as never);
  },
  close: () => tell({ type: 'end' }),
};

async function begin({ program, input, shipped }: ThreadStart): Promise<void> {
  const run = await programs[program]();
  await run(port, input as never, machineWith(shipped, files));
}

/** Questions about files that wait for their answers. */
const asked = new Map<number, (answer: FileAnswer) => void>();
let questions = 0;
const files = filesThrough(
  (question) =>
    new Promise((resolve) => {
      const id = ++questions;
      asked.set(id, resolve);
      tell({ type: 'question', id, question });
    }),
);

function take(message: ToThread): void {
  if (message.type === 'message') hear(message.message as never);
  else {
    asked.get(message.id)?.(message.answer);
    asked.delete(message.id);
  }
}

self.addEventListener('unhandledrejection', (event) => {
  event.preventDefault();
  fail(event.reason);
});
let hasBegun = false;
self.onmessage = ({ data }: MessageEvent<unknown>) => {
  if (hasBegun) take(data as ToThread);
  else begin(data as ThreadStart).catch(fail);
  hasBegun = true;
};
