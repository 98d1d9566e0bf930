/** The data of experiments in lessons: what ships with the extension, and CSV files beside the lesson. */
import { ExperimentError } from '../../core/experiment/errors.ts';
import type { Problem } from '../../core/experiment/schema.ts';
import { splitOf } from '../../core/experiment/splitOf.ts';
import { faultAt } from '../../core/fault.ts';
import type { PreparedDataset } from '../../core/problems/data/preparation/prepareDataset.ts';
import { csvThread } from '../data/csvThread.ts';
import { loadDataset } from '../data/loadDataset.ts';

interface LessonPlaces {
  /** The folder of the data that ships with the extension. */
  readonly data: string;
  /** What paths of CSV files are relative to; empty where that is on no disk. */
  readonly csv: string;
  /** The program of the thread that reads CSV files. */
  readonly csvWorker: string;
}

/** @throws {ExperimentError} if a CSV file can't be read. */
export async function lessonData(problem: Problem, places: LessonPlaces): Promise<PreparedDataset | null> {
  if ('data' in problem) return loadDataset(problem.data, places.data, splitOf(problem));
  if (!('csv' in problem)) return null;
  if (places.csv === '') {
    const expected = 'a path in a folder on the disk, which this lesson is not in';
    throw new ExperimentError([faultAt(['problem', 'csv'], problem.csv, expected)]);
  }
  const { data } = await csvThread(places.csvWorker).load(problem, places.csv);
  return data;
}
