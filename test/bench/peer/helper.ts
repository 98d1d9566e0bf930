/** A thread that helps the engine with a training. */
import { workerData } from 'node:worker_threads';
import { helpTrainer } from '../../../core/engine/cpu/network/helpTrainer.ts';

helpTrainer(workerData);
