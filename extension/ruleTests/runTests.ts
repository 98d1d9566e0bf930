/** A run of the Test Explorer: rule by rule, each in a thread of its own. */
import * as vscode from 'vscode';
import { messageOf } from '../../core/messageOf.ts';
import { analyze } from '../../core/rule/analyze.ts';
import { ruleTestIds } from '../../core/ruleTests/labels.ts';
import type { Backend, RuleTestOutcome } from '../backend/backend.ts';
import { readRuleFile } from '../ownRules/readRuleFiles.ts';
import { plain, plainLines } from '../shown/plain.ts';
import type { FindingMarks } from './findingMarks.ts';

/** A rule's file and which of its tests are wanted. */
interface Wanted {
  readonly uri: vscode.Uri;
  readonly tests: readonly vscode.TestItem[];
}

interface Surroundings {
  readonly backend: () => Promise<Backend>;
  readonly marks: FindingMarks;
}

export async function runTests(
  controller: vscode.TestController,
  request: vscode.TestRunRequest,
  token: vscode.CancellationToken,
  { backend, marks }: Surroundings,
): Promise<void> {
  const run = controller.createTestRun(request);
  const wanted = wantedOf(controller, request);
  for (const { tests } of wanted) for (const test of tests) run.enqueued(test);
  const ended = new AbortController();
  for (const cancelled of [token, run.token])
    cancelled.onCancellationRequested(() => ended.abort(new Error('cancelled')));
  try {
    for (const each of wanted)
      if (!token.isCancellationRequested) await testRule(run, each, ended.signal, { backend, marks });
  } finally {
    run.end();
  }
}

async function testRule(
  run: vscode.TestRun,
  { uri, tests }: Wanted,
  signal: AbortSignal,
  { backend, marks }: Surroundings,
): Promise<void> {
  const left = [...tests];
  const start = () => {
    const [next] = left;
    if (next) run.started(next);
  };
  start();
  try {
    const file = await readRuleFile(uri);
    if ('fault' in file) throw new Error(`${uri.path.split('/').at(-1)} — expected ${file.fault}`);
    const { text } = file;
    const faults = analyze(text).diagnostics.map(({ message, at }) => {
      const fault = new vscode.TestMessage(plain(message));
      fault.location = new vscode.Location(uri, new vscode.Position(at.line - 1, at.column - 1));
      return fault;
    });
    if (faults.length > 0) {
      for (const test of left) run.errored(test, faults);
      return;
    }
    const ids = ruleTestIds.filter((each) => tests.some(({ id }) => id === each));
    const mark = marks.begin(uri, text);
    const onResult = (outcome: RuleTestOutcome) => {
      mark(outcome);
      const test = left.shift();
      if (test) tell(run, test, uri, outcome);
      start();
    };
    await (await backend()).testRule(text, ids, { onResult, signal });
  } catch (error) {
    for (const test of left)
      if (signal.aborted) run.skipped(test);
      else run.errored(test, new vscode.TestMessage(plain(messageOf(error))));
  }
}

/** Passed tests have something to say, too: the Test Explorer has room for the first line behind their names. */
function tell(
  run: vscode.TestRun,
  test: vscode.TestItem,
  uri: vscode.Uri,
  { kind, message, line, took }: RuleTestOutcome,
): void {
  const said = plainLines(message);
  const [first = '', ...others] = said.split('\n');
  test.description = first;
  const named = test.label.endsWith('?') ? test.label : `${test.label}:`;
  const printed = [`${named} ${first}`, ...others.map((each) => `  ${each}`)];
  run.appendOutput(printed.map((each) => `${each}\r\n`).join(''), undefined, test);
  if (kind === 'passed') run.passed(test, took);
  if (kind === 'skipped') run.skipped(test);
  if (kind !== 'failed') return;
  const fault = new vscode.TestMessage(said);
  const place = line === null ? test.range?.start : new vscode.Position(line - 1, 0);
  if (place) fault.location = new vscode.Location(uri, place);
  run.failed(test, fault, took);
}

/** By file; all there are where nothing is named. */
function wantedOf(
  controller: vscode.TestController,
  { include, exclude = [] }: vscode.TestRunRequest,
): readonly Wanted[] {
  const roots: vscode.TestItem[] = [];
  controller.items.forEach((item) => {
    roots.push(item);
  });
  const named = include ?? roots;
  return roots.flatMap((root) => {
    if (!root.uri || exclude.includes(root)) return [];
    const tests: vscode.TestItem[] = [];
    root.children.forEach((test) => {
      if ((named.includes(root) || named.includes(test)) && !exclude.includes(test)) tests.push(test);
    });
    return tests.length > 0 ? [{ uri: root.uri, tests }] : [];
  });
}
