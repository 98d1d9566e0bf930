/** Mistakes in the order of lines: a step with a state from before it is updated, or after. */
import type { Rule } from '../../rule/syntax/rule.ts';
import type { Assignment, Statement } from '../../rule/syntax/tree.ts';
import { assignmentsIn, namesIn } from '../../rule/syntax/walk.ts';
import type { Misconception } from './misconception.ts';
import { isStep } from './patterns.ts';
import { withStatements } from './rewrite.ts';

/** Lines of states, and whether what reads them stands behind. */
function stateLines({ state, program }: Rule): readonly { line: Assignment; isReadLater: boolean }[] {
  const { statements } = program;
  return statements.flatMap((line, index) => {
    if (line.kind !== 'assignment' || !state.some(({ name }) => name === line.target)) return [];
    const reads = (each: Assignment) =>
      each !== line && namesIn(each.value).some(({ name }) => name === line.target);
    return [{ line, isReadLater: assignmentsIn(statements.slice(index + 1)).some(reads) }];
  });
}

const oldState: Misconception = {
  id: 'old-state',
  mutants: (reference) =>
    stateLines(reference)
      .filter(({ isReadLater }) => isReadLater)
      .map(({ line }) => ({
        rule: withStatements(reference, [...without(reference, line), line]),
        message: `The step uses ${line.target} as it was before this step. Update ${line.target} first.`,
      })),
};

const newState: Misconception = {
  id: 'new-state',
  mutants: (reference) =>
    stateLines(reference)
      .filter(({ isReadLater }) => !isReadLater)
      .map(({ line }) => ({
        rule: withStatements(reference, [line, ...without(reference, line)]),
        message: `${line.target} is updated before it is used. In this rule it is used as the step before has left it, and updated last.`,
      })),
};

/** The new value for the step alone: what is kept is the value from before. */
const notKept: Misconception = {
  id: 'never-updated',
  mutants: (reference) =>
    stateLines(reference)
      .filter(({ line }) => !isStep(line))
      .map(({ line }) => ({
        rule: withStatements(reference, without(reference, line)),
        message: `${line.target} is never updated: it stays what it is before the first step.`,
      })),
};

function without({ program }: Rule, line: Assignment): readonly Statement[] {
  return program.statements.filter((each) => each !== line);
}

export const order: readonly Misconception[] = [oldState, newState, notKept];
