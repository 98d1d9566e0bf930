/** Whether the stages of a batch size fit into a run. */
import { type Fault, faultAt, type Path } from '../fault.ts';
import type { BatchSize } from './batchSizeSchema.ts';

type Stages = Extract<BatchSize, object>['stages'];

/**
 * @param path Of the list of stages.
 * @param epochs Of the run.
 */
export function checkStages(stages: Stages, path: Path, epochs: number): Fault[] {
  const last = stages.length - 1;
  const open = stages.findIndex((stage, index) => stage.epochs === undefined && index < last);
  if (open >= 0)
    return [
      faultAt(
        [...path, open, 'epochs'],
        undefined,
        'how many epochs the stage has: the last one alone has none, and goes on to the end',
      ),
    ];
  let begin = 0;
  for (const [index, stage] of stages.entries()) {
    if (begin >= epochs)
      return [
        faultAt(
          [...path, index],
          stage,
          `a stage that begins before the end of the run: epochs is ${epochs}, and the stages before it have ${begin}`,
        ),
      ];
    begin += stage.epochs ?? epochs - begin;
  }
  const given = stages[last]?.epochs;
  if (given === undefined || begin === epochs) return [];
  const fits = epochs - (begin - given);
  return [faultAt([...path, last, 'epochs'], given, `${fits}, or none: the run has ${epochs} epochs in all`)];
}
