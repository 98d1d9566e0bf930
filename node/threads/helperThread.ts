/** A thread that helps another with the steps of a run. */
import { parentPort, workerData } from 'node:worker_threads';
import { type HelperInput, helpTrainer } from '../../core/engine/cpu/network/helpTrainer.ts';

// From now on others may wait for it.
parentPort?.postMessage('helping');
helpTrainer(workerData as HelperInput);
