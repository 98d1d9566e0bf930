/** The thread of any program, in a browser: its first message says which, and with what it begins. */
import { messageOf } from '../../core/messageOf.ts';
import type { Machine, ThreadPort } from '../../threads/machine.ts';
import { lessonData } from '../data/lessonData.ts';
import { machineWith } from './machineHere.ts';
import type { FromThread, ProgramName, ThreadStart } from './messages.ts';

type Program = (port: ThreadPort, input: never, machine: Machine) => unknown;

/** Each is loaded when it is the one. Both ends are built from one source: the input is the program's. */
const programs: Readonly<Record<ProgramName, () => Promise<Program>>> = {
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
  await run(port, input as never, machineWith(shipped));
}

self.addEventListener('unhandledrejection', (event) => {
  event.preventDefault();
  fail(event.reason);
});
let hasBegun = false;
self.onmessage = ({ data }: MessageEvent<unknown>) => {
  if (hasBegun) return hear(data as never);
  hasBegun = true;
  begin(data as ThreadStart).catch(fail);
};
