/** The data of lessons and claims in a browser: what ships, and CSV files of folders that are open. */
import { ExperimentError } from '../../core/experiment/errors.ts';
import type { Problem } from '../../core/experiment/schema.ts';
import { splitOf } from '../../core/experiment/splitOf.ts';
import { faultAt } from '../../core/fault.ts';
import type { PreparedDataset } from '../../core/problems/data/preparation/prepareDataset.ts';
import type { ClaimPlace, LessonData } from '../../threads/lessons/lessonTasks.ts';
import type { Machine } from '../../threads/machine.ts';
import { isAbsolute, partsOf, resolved } from '../files/places.ts';

export function lessonData(machine: Pick<Machine, 'dataset' | 'csv'>): LessonData {
  const dataOf = async (
    problem: Problem,
    folder: string | null,
    missing: string,
  ): Promise<PreparedDataset | null> => {
    if ('data' in problem) return machine.dataset(problem.data, splitOf(problem));
    if (!('csv' in problem)) return null;
    if (folder === null) throw new ExperimentError([faultAt(['problem', 'csv'], problem.csv, missing)]);
    return (await machine.csv(problem, folder)).data;
  };
  return {
    ofLesson: (problem, folder) =>
      dataOf(problem, folder || null, 'a path in a folder that is open, which this lesson is not in'),
    ofClaim(asked, place) {
      const problem = asked as Problem;
      const inFolder =
        place && 'csv' in problem ? { ...problem, csv: inWorkspace(problem.csv, place) } : problem;
      const missing = 'a path from the file of the claim, which is in no folder that is open: save it in one';
      return dataOf(inFolder, place?.workspace ?? null, missing);
    },
  };
}

/** A path that leads out, or begins nowhere, stays as it is, to be refused. */
function inWorkspace(csv: string, { workspace, beside }: ClaimPlace): string {
  if (isAbsolute(csv)) return csv;
  return resolved(csv, partsOf(beside).slice(partsOf(workspace).length)) ?? csv;
}
