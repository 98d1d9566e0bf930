/** The thread that computes runs of a race or of a map, or does a task, in Node.js. */
import { computeRuns, type WorkerTask } from '../../threads/race/workerProgram.ts';
import { machineWith } from './machineHere.ts';
import { inputOfThread, portOfThread } from './thisThread.ts';

const input = inputOfThread<WorkerTask>();
void computeRuns(portOfThread(), input, machineWith(input.places));
