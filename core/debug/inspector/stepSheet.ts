/** One step of a run, line by line: each with the numbers of the chosen parameters filled in, and what they come to. */
import type { HyperparameterValues, ResolvedRule } from '../../rule/syntax/rule.ts';
import { digitsLatex } from '../../rule/targets/latex/expression.ts';
import { type LatexLine, RuleWriter } from '../../rule/targets/latex/ruleWriter.ts';
import { createSymbols } from '../../rule/targets/latex/symbols.ts';
import type { RecordedStep } from '../recordStep.ts';
import { headlineOf } from './headline.ts';
import type { Remark } from './lessonTopics.ts';
import type { RuleTraits } from './ruleTraits.ts';
import { type SheetFault, type SheetRow, SheetRows } from './sheetRows.ts';
import { type ChosenParameter, movementOf, type ValueRow, valueRows } from './stepValues.ts';

/** `latex` is the formula with symbols. */
export interface SheetLine extends LatexLine {
  /** As written, without the space around it. */
  readonly text: string;
  /** One for each chosen parameter; none of an `else`. */
  readonly rows: readonly SheetRow[];
}

export interface StepSheet {
  /** Counted from 1. */
  readonly step: number;
  readonly parameters: readonly ChosenParameter[];
  readonly lines: readonly SheetLine[];
  readonly values: readonly ValueRow[];
  /** What there is to see, in one sentence. */
  readonly headline: Remark;
  /** Where values stop being finite, a sentence each. */
  readonly faults: readonly string[];
}

export interface InspectedStep {
  /** Counted from 1. */
  readonly step: number;
  readonly recorded: RecordedStep;
  /** As they were recorded: more lines than the run's rule may have. */
  readonly recordedRule: ResolvedRule;
  /** Of the first parameter that is chosen, and whether the other one has the same learning rate. */
  readonly hyperparameters: HyperparameterValues;
  readonly hasOneRate: boolean;
  readonly traits: RuleTraits;
}

/**
 * @param rule That of the run, all its options and settings decided: only its lines are told.
 * @param chosen One or two.
 * @throws {RangeError} if there is no such parameter.
 */
export function stepSheet(
  rule: ResolvedRule,
  { step, recorded, recordedRule, hyperparameters, hasOneRate, traits }: InspectedStep,
  chosen: readonly ChosenParameter[],
): StepSheet {
  const symbols = createSymbols(rule);
  const tables = chosen.map(
    (parameter) => new SheetRows(recordedRule, recorded, parameter, (name) => symbols(name, null)),
  );
  const moves = chosen.map((parameter) => movementOf(recorded, parameter));
  const lines = latexLines(rule).map((line) => ({
    ...line,
    text: (rule.lines[line.line - 1] ?? '').trim(),
    rows: tables.flatMap(({ rows }) => rows.get(line.line) ?? []),
  }));
  return {
    ...{ step, lines, parameters: chosen, values: valueRows(rule, recorded, chosen) },
    headline: headlineOf(moves, { step, traits, lr: hasOneRate ? hyperparameters['lr'] : undefined }),
    faults: faultTexts(tables.flatMap(({ fault }) => fault ?? [])),
  };
}

/** What is alike of both parameters is told once. */
function faultTexts([first, second]: readonly SheetFault[]): readonly string[] {
  if (!first) return [];
  if (first.line === second?.line) return [`${first.text} So it does of ${second.name}.`];
  return [first.text, ...(second ? [second.text] : [])];
}

function latexLines(rule: ResolvedRule): readonly LatexLine[] {
  const writer = new RuleWriter(rule);
  writer.writeGradient(rule.program.lookAhead);
  writer.writeBlock(rule.program.statements, new Set(), 0);
  return writer.lines;
}

/** A row as one formula: the numbers, and what they come to. */
export function rowLatex({ kind, filled, value }: SheetRow): string {
  if (kind === 'skipped') return '\\text{skipped}';
  if (kind === 'tested') return `${filled} \\text{ is ${value}}`;
  const result = digitsLatex(value);
  return filled === result ? result : `${filled} = ${result}`;
}
