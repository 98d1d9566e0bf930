/** The thread for lessons and claims, in Node.js. */
import { doLessonTask } from '../../threads/lessons/exerciseProgram.ts';
import type { LessonTask } from '../../threads/lessons/lessonTasks.ts';
import { csvThread } from '../data/csvThread.ts';
import { inputOfThread, portOfThread } from '../threads/thisThread.ts';
import { claimData } from './claimData.ts';
import { lessonData } from './lessonData.ts';

const { places, ...task } = inputOfThread<LessonTask>();
const { data, csvWorker = '' } = places;
void doLessonTask(portOfThread(), task, {
  ofLesson: (problem, csv) => lessonData(problem, { data, csv, csvWorker }),
  ofClaim: (problem, place) =>
    claimData(problem, {
      ...{ dataFolder: data, place },
      readCsv: async (csv, folder) => (await csvThread(csvWorker).load(csv, folder)).data,
    }),
});
