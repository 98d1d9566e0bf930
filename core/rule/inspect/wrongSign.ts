/** Where the sign goes wrong of a rule that moves up the gradient. */
import { numbersIn } from '../check/settings.ts';
import { resolve } from '../plan/resolve.ts';
import { at } from '../run/frame.ts';
import { interpret, runStep } from '../run/interpreter.ts';
import type { ResolvedRule, Rule, Settings } from '../syntax/rule.ts';
import type { Assignment } from '../syntax/tree.ts';
import { assignmentsIn, namesIn } from '../syntax/walk.ts';
import { climbsIn } from './ascent.ts';

export interface WrongSign {
  /** The first step that moves, counted from 1. */
  readonly step: number;
  /** The line that takes the step, counted from 1: the last one that adds to the parameters or takes from them. */
  readonly line: number | null;
  /** What that line subtracts, although an earlier one has turned it against the gradient; null where it has the wrong sign itself. */
  readonly turned: Turned | null;
}

export interface Turned {
  readonly name: string;
  /** Counted from 1. */
  readonly line: number;
}

/** Null of a rule that moves down, or nowhere, or is asked to maximize. */
export function wrongSignOf(rule: Rule, settings: Settings): WrongSign | null {
  const step = climbsIn(rule, settings);
  if (step === null) return null;
  const last = stepOf(rule);
  return { step, line: last?.at.line ?? null, turned: last && turnedBefore(last, rule, settings, step) };
}

function stepOf({ program }: Rule): Assignment | null {
  const lines = assignmentsIn(program.statements).filter(({ target }) => target === 'p');
  const isSum = ({ value }: Assignment) => value.kind === 'binary' && /^[+-]$/.test(value.operator);
  return lines.findLast(isSum) ?? lines.at(-1) ?? null;
}

/** Follows what the step reads back to the line that turned it. */
function turnedBefore(last: Assignment, rule: Rule, settings: Settings, step: number): Turned | null {
  const lines = linesWithSigns(resolve(rule, settings), settings, step);
  /** The last value against the gradient that a line reads; -1 where it reads none. */
  const readBy = (place: number) => {
    const made = namesIn(lines[place]?.assignment.value ?? last.value).map(({ name }) =>
      lines.findLastIndex(({ assignment }, at) => at < place && assignment.target === name),
    );
    return Math.max(-1, ...made.filter((at) => (lines[at]?.sign ?? 0) < 0));
  };
  let place = lines.findIndex(({ assignment }) => assignment.at.line === last.at.line);
  let turned: Assignment | undefined;
  for (place = readBy(place); place >= 0; place = readBy(place)) turned = lines[place]?.assignment;
  return turned ? { name: turned.target, line: turned.at.line } : null;
}

interface LineWithSign {
  readonly assignment: Assignment;
  /** Below 0 of a value against the gradient, above 0 of one along it, 0 of one that has the same value for both signs of it. */
  readonly sign: number;
}

/** One parameter on a slope, and on the opposite one: what differs is due to the sign of the gradient. */
function linesWithSigns(rule: ResolvedRule, settings: Settings, step: number): readonly LineWithSign[] {
  const [along, against] = [1, -1].map((slope) => valuesOf(rule, settings, step, slope));
  return [...(along ?? [])].map(([assignment, value]) => ({
    assignment,
    sign: Math.sign(value - (against?.get(assignment) ?? Number.NaN)),
  }));
}

/** What each line makes in a step on a plane, in the order in which the lines are come to. */
function valuesOf(
  rule: ResolvedRule,
  settings: Settings,
  last: number,
  slope: number,
): Map<Assignment, number> {
  const values = new Map<Assignment, number>();
  const hyperparameters = numbersIn(settings);
  const parameters = Float64Array.of(1);
  const gradient = Float64Array.of(slope);
  const state = interpret(rule).createState(parameters, hyperparameters);
  for (let step = 1; step <= last; step++) {
    values.clear();
    runStep(
      rule,
      { parameters, gradient, state, hyperparameters, step },
      {
        index: 0,
        assigned: (assignment, _, value) => values.set(assignment, at(value, 0)),
        tested() {},
        skipped() {},
      },
    );
  }
  return values;
}
