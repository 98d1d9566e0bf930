/** The program of the thread that follows a log: a large one takes seconds to read, in which the extension host must answer. */
import { parentPort, workerData } from 'node:worker_threads';
import { buffersOfNews } from '../../core/log/logNews.ts';
import type { LogRequest } from './logThread.ts';
import { reportLog } from './reportLog.ts';

const port = parentPort;
if (port) reportLog(workerData as LogRequest, (news) => port.postMessage(news, buffersOfNews(news)));
