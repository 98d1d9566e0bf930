/** The data of lessons and claims in a browser: what ships. */
import { ExperimentError } from '../../core/experiment/errors.ts';
import type { Problem } from '../../core/experiment/schema.ts';
import { splitOf } from '../../core/experiment/splitOf.ts';
import { faultAt } from '../../core/fault.ts';
import type { PreparedDataset } from '../../core/problems/data/preparation/prepareDataset.ts';
import type { LessonData } from '../../threads/lessons/lessonTasks.ts';
import type { Machine } from '../../threads/machine.ts';

export function lessonData(machine: Pick<Machine, 'dataset'>): LessonData {
  const dataOf = async (problem: Problem): Promise<PreparedDataset | null> => {
    if ('data' in problem) return machine.dataset(problem.data, splitOf(problem));
    if (!('csv' in problem)) return null;
    const expected =
      'a data set that ships: in a browser, lessons and claims read no CSV files. The desktop editor does';
    throw new ExperimentError([faultAt(['problem', 'csv'], problem.csv, expected)]);
  };
  return { ofLesson: dataOf, ofClaim: (problem) => dataOf(problem as Problem) };
}
