/** From an experiment's text to the experiment, or to what is wrong and where: what runs a file and what marks it agree. */

import type { Fault } from '../../fault.ts';
import { ExperimentError } from '../errors.ts';
import { parseExperiment } from '../parseExperiment.ts';
import { noRuleFiles, type RuleFiles } from '../ruleFiles.ts';
import type { Experiment } from '../schema.ts';
import { isUnknownName } from '../suggest.ts';
import { placeOf } from './place.ts';
import { rangeOf } from './rangeOf.ts';
import { type ExperimentText, readText } from './readText.ts';
import type { TextFault } from './textFault.ts';
import { unknownNames } from './unknownNames.ts';

export interface CheckedText extends ExperimentText {
  /** Null where something is wrong. */
  readonly experiment: Experiment | null;
  /** What is wrong: the first `mostPlaced` of it. */
  readonly faults: readonly TextFault[];
  /** How much is wrong in all. */
  readonly faultCount: number;
}

/** Each is looked for in the text, which takes the longer the longer the text is. */
const mostPlaced = 100;

/**
 * @param rules What was read of the files that the experiment names. Default: none.
 * @param read What the text says, where that was asked for to know which files it names.
 */
export function checkText(
  text: string,
  rules: RuleFiles = noRuleFiles,
  read: ExperimentText = readText(text),
): CheckedText {
  if (read.faults.length > 0) return { ...read, experiment: null, faultCount: read.faults.length };
  try {
    return { ...read, experiment: parseExperiment(read.value, rules), faultCount: 0 };
  } catch (error) {
    if (!(error instanceof ExperimentError)) throw error;
    const { faults } = error;
    const others = unknownNames(read.value).filter(
      ({ path }) => !faults.some((each) => isWithin(each.path, path)),
    );
    const placed = placeFaults([...faults, ...others], read, text, rules);
    return { ...read, experiment: null, faults: placed, faultCount: faults.length + others.length };
  }
}

/** Whether a fault is at a path or inside of what is there. */
function isWithin(fault: readonly PropertyKey[], path: readonly PropertyKey[]): boolean {
  return path.every((key, index) => fault[index] === key);
}

/** So many faults are told in one message. */
const mostTold = 5;

/** `a.experiment.json: lr[0] = 0 — expected a number above 0; …; and 2 more`, of what is no JSON with line and column. */
export function describeFaults(
  name: string,
  faults: readonly TextFault[],
  text: string,
  faultCount = faults.length,
): string {
  const told = faults.slice(0, mostTold).map(({ message }) => message);
  if (faultCount > mostTold) told.push(`and ${(faultCount - mostTold).toLocaleString('en')} more`);
  const [first] = faults;
  if (first?.path !== null) return `${name}: ${told.join('; ')}`;
  const { line, column } = placeOf(text, first.offset);
  return `${name}, line ${line}, column ${column}: ${told.join('; ')}`;
}

/** Where faults of the value stand in the text that it was read from, in its order. */
export function placeFaults(
  faults: readonly Fault[],
  { root, value }: ExperimentText,
  text: string,
  rules: RuleFiles = noRuleFiles,
): TextFault[] {
  const placed = faults.slice(0, mostPlaced).map((fault) => ({
    ...fault,
    ...rangeOf(text, root, fault.path, isUnknownName(value, fault.path, rules)),
  }));
  // What is said of the whole comes last: it counts the others, or follows from them.
  const isWhole = ({ path }: Fault) => (path.length === 0 ? 1 : 0);
  return placed.sort((a, b) => isWhole(a) - isWhole(b) || a.offset - b.offset);
}
