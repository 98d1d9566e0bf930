/**
 * The public API: everything that works without an editor, in Node and in browsers, in float64.
 *
 * `minimize` runs an optimizer on a function; `createModel` gives the loss and gradient of a network; `createSchedule`
 * gives learning rates; `optimizers`, `parseOptimizer` and `compile` are the optimizers themselves; `analyze` tells what
 * is wrong with the text of one, for editors. `parseLesson` and `serializeLesson` read and write lessons; `checkLesson`
 * tells what is wrong with one, and `examineLesson` runs all of it. `parseExercise` reads an exercise of a lesson; `checkRuleText`, `checkChoose`
 * and `checkNumber` hold an answer to what is computed. `parseClaim` and `runClaim` put a claim to the test.
 * `comparePaired` says whether two lists of losses, paired by seed, differ.
 */
export type { Claim, Verdict } from './claims/claim.ts';
export { type ParsedClaim, parseClaim } from './claims/parseClaim.ts';
export { runClaim } from './claims/runClaim.ts';
export type { ClaimResult } from './claims/verdict.ts';
export { createModel, type ModelOptions } from './createModel.ts';
export { checkLesson } from './lesson/checkLesson.ts';
export { type ExamineOptions, examineLesson } from './lesson/examineLesson.ts';
export { type ChooseResult, checkChoose } from './lesson/exercise/checkChoose.ts';
export { checkNumber } from './lesson/exercise/checkNumber.ts';
export { type ExerciseFinding, examineExercise } from './lesson/exercise/examineExercise.ts';
export type { Exercise, ExerciseOf } from './lesson/exercise/exercise.ts';
export type { ExperimentOptions } from './lesson/exercise/experimentOptions.ts';
export { type ParsedExercise, parseExercise } from './lesson/exercise/parseExercise.ts';
export {
  type ExerciseEvent,
  type ExerciseProgress,
  exerciseNotBegun,
  type Help,
  helpFor,
  nextProgress,
  readExerciseProgress,
} from './lesson/exercise/progress.ts';
export type { AnswerResult } from './lesson/exercise/result.ts';
export {
  checkRule,
  checkRuleText,
  type RuleFailure,
  type RuleResult,
} from './lesson/exercise/rule/checkRule.ts';
export { explainDifference, type LineDifference } from './lesson/exercise/rule/explainDifference.ts';
export { modelAnswer } from './lesson/exercise/rule/referenceRule.ts';
export type {
  CellKind,
  CodeCell,
  Lesson,
  LessonCell,
  LessonDiagnostic,
  MarkdownCell,
  RawCell,
} from './lesson/lesson.ts';
export { parseLesson } from './lesson/parseLesson.ts';
export { serializeLesson } from './lesson/serializeLesson.ts';
export { type Minimization, type MinimizeOptions, minimize, type Progress } from './minimize.ts';
export { fromPyTorch } from './optimizers/fromPyTorch.ts';
export { type Optimizer, optimizers } from './optimizers/index.ts';
export { type ParsedPyTorchCall, parsePyTorchCall } from './optimizers/parsePyTorchCall.ts';
export { toPyTorch } from './optimizers/toPyTorch.ts';
export { surfaces } from './problems/surfaces/index.ts';
export { parseSurface } from './problems/surfaces/typed/parseSurface.ts';
export { createValley } from './problems/surfaces/valley.ts';
export { type Analysis, analyze } from './rule/analyze.ts';
export { SettingError } from './rule/check/settings.ts';
export type { Reference, RuleSymbol } from './rule/check/symbols.ts';
export { compile } from './rule/compile.ts';
export { type Trace, type TraceInputs, traceStep } from './rule/inspect/trace.ts';
export { parseRule as parseOptimizer } from './rule/parseRule.ts';
export { resolve } from './rule/plan/resolve.ts';
export { interpretUniforms } from './rule/run/interpretUniforms.ts';
export type { Kernel, State } from './rule/run/kernel.ts';
export { createWasmKernel, type WasmKernel } from './rule/run/wasmKernel.ts';
export type { Diagnostic, DiagnosticCode } from './rule/syntax/diagnostics.ts';
export { RuleError } from './rule/syntax/errors.ts';
export type { RuleTree } from './rule/syntax/parse.ts';
export type { Hyperparameter, HyperparameterValues, Option, Rule, Settings } from './rule/syntax/rule.ts';
export type { Span } from './rule/syntax/span.ts';
export type { Token } from './rule/syntax/tokens.ts';
export type { ComparedStep, Differences, WrongValue } from './ruleTests/sideBySide/differences.ts';
export { createSchedule, type ScheduleArguments } from './schedules/createSchedule.ts';
export { schedules } from './schedules/index.ts';
export type { Schedule } from './schedules/schedule.ts';
export {
  type ComparePairedOptions,
  ComparisonError,
  comparePaired,
  type PairedComparison,
} from './statistics/comparePaired.ts';
