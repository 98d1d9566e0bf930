/** The program of the thread that follows a log: a large one takes seconds to read, in which the extension host must answer. */
import { parentPort, workerData } from 'node:worker_threads';
import { buffersOfNews } from '../../core/log/logNews.ts';
import type { LogRequest } from '../../threads/logs/logThread.ts';
import { reportLog } from '../../threads/logs/reportLog.ts';
import { logDisk } from './logDisk.ts';

const port = parentPort;
if (port) reportLog(logDisk, workerData as LogRequest, (news) => port.postMessage(news, buffersOfNews(news)));
