/** The thread of an inspected run, in Node.js. */
import { answerInspector } from '../../threads/inspector/inspectorProgram.ts';
import type { InspectorInput } from '../../threads/inspector/inspectorTasks.ts';
import { machineWith } from '../threads/machineHere.ts';
import { inputOfThread, portOfThread } from '../threads/thisThread.ts';

const input = inputOfThread<InspectorInput>();
answerInspector(portOfThread(), input, machineWith(input.places));
