/** `check`: puts an optimizer to the tests that any should pass. */

import path from 'node:path';
import { analyze } from '../../../core/rule/analyze.ts';
import { parseRule } from '../../../core/rule/parseRule.ts';
import { ruleTests } from '../../../core/ruleTests/index.ts';
import { ruleTestIds, ruleTestLabels } from '../../../core/ruleTests/labels.ts';
import type { RuleTestResult } from '../../../core/ruleTests/ruleTest.ts';
import { type Asked, type ExitCode, exitCodes, type Surroundings } from '../command.ts';
import { readRuleFile } from '../files/readRuleFiles.ts';
import { printable } from '../printable.ts';
import { UsageError } from '../usageError.ts';

export async function check(asked: Asked, { terminal, cwd }: Surroundings): Promise<ExitCode> {
  const name = asked.operand ?? '';
  const text = await readRule(name, path.resolve(cwd, name));
  const { diagnostics } = analyze(text);
  if (diagnostics.length > 0)
    throw new UsageError(
      diagnostics.map(({ at, message }) => `${name}:${at.line}:${at.column}: ${message}`).join('\n'),
    );
  const rule = parseRule(text, name);
  const results: (RuleTestResult & { readonly test: string })[] = [];
  for (const id of ruleTestIds) {
    const result = { test: ruleTestLabels[id], ...ruleTests[id](rule) };
    results.push(result);
    if (!asked.isSet('json')) terminal.out.write(printable(linesOf(result, name)));
  }
  const failed = results.filter(({ kind }) => kind === 'failed').length;
  if (asked.isSet('json')) terminal.out.write(`${JSON.stringify({ rule: rule.name, results }, null, 2)}\n`);
  else
    terminal.out.write(
      `${failed === 0 ? 'No test failed' : `${failed} of ${results.length} tests failed`}.\n`,
    );
  return failed > 0 ? exitCodes.failed : exitCodes.done;
}

async function readRule(name: string, file: string): Promise<string> {
  if (/\.jsonc?$/i.test(name))
    throw new UsageError(
      `${name} — expected a file that ends in .optimizer; run says what is wrong with an experiment`,
      'check',
    );
  const read = await readRuleFile(file);
  if ('fault' in read) throw new UsageError(`${name} — expected ${read.fault}`, 'check');
  return read.text;
}

const signs = { passed: '✓', failed: '✗', skipped: '–' } as const;

/** The place of what failed in front, as compilers have it. */
function linesOf(
  { test, kind, message, line }: RuleTestResult & { readonly test: string },
  name: string,
): string {
  const [first = '', ...others] = message.split('\n');
  const place = kind === 'failed' && line !== null ? `${name}:${line}: ` : '';
  const named = test.endsWith('?') ? test : `${test}:`;
  return [`${signs[kind]} ${named} ${place}${first}`, ...others.map((each) => `    ${each}`), ''].join('\n');
}
