/** A learner's rule, where its exercise tries it. */
import type * as vscode from 'vscode';
import { parseExperiment } from '../../../core/experiment/parseExperiment.ts';
import { readRule } from '../../../core/experiment/ruleFiles.ts';
import type { Experiment } from '../../../core/experiment/schema.ts';
import { parseExercise } from '../../../core/lesson/exercise/parseExercise.ts';
import { experimentOfAnswer } from '../../../core/lesson/exercise/rule/experimentOfAnswer.ts';
import { ruleOf } from '../../../core/optimizers/ruleOf.ts';
import { exerciseAt } from '../../lessons/exercises.ts';
import { lessonCellOf } from '../../lessons/lessonNotebook.ts';
import { readRuleFile } from '../../ownRules/readRuleFiles.ts';
import { pathOf } from './debuggedRule.ts';

/**
 * @param cell An exercise, or its rule.
 * @returns null where it is none whose rule is tried on a surface.
 * @throws {ExperimentError} if the rule does not compile.
 */
export async function experimentOfExercise(cell: vscode.NotebookCell): Promise<Experiment | null> {
  const asked = exerciseAt(cell);
  const { exercise } = asked ? parseExercise(lessonCellOf(asked).text) : { exercise: null };
  const written = asked?.notebook.getCells()[asked.index + 1];
  if (exercise?.kind !== 'rule' || !written) return null;
  const place = written.document.uri;
  const file = await readRuleFile(place);
  const path = pathOf(place);
  const read = readRule(path, file);
  const rule = 'place' in read ? ruleOf({ optimizer: path, rule: read }) : undefined;
  const experiment = rule
    ? experimentOfAnswer(exercise, rule, path)
    : { problem: { surface: 'valley' }, optimizers: [{ optimizer: path }], lr: [0.01], steps: 1 };
  return experiment && parseExperiment(experiment, new Map([[path, file]]));
}
