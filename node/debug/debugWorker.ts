/** The thread of a debug session, in Node.js. */
import { debugRuns } from '../../threads/debug/debugProgram.ts';
import { machineWith } from '../threads/machineHere.ts';
import { inputOfThread, portOfThread } from '../threads/thisThread.ts';

debugRuns(portOfThread(), machineWith(inputOfThread().places));
