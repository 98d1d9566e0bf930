/** A thread that helps another with the steps of a run. */
import { workerData } from 'node:worker_threads';
import { type HelperInput, helpTrainer } from '../../core/engine/cpu/network/helpTrainer.ts';

helpTrainer(workerData as HelperInput);
