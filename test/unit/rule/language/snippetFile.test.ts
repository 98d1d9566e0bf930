/** The snippets that VS Code offers by itself make what the compiler takes. */
import { expect, test } from 'vitest';
import { analyze } from '../../../../core/rule/analyze.ts';
import { formatEdits } from '../../../../core/rule/language/format/format.ts';
import { marksOf } from '../../../../core/rule/language/marks.ts';
import snippets from '../../../../extension/rules/snippets.json' with { type: 'json' };
import { ruleWith } from './cursor.ts';
import { filledSnippet } from './filledSnippet.ts';

const { 'An optimizer': whole, ...lines } = snippets;

test('a whole rule, laid out', () => {
  const text = `${filledSnippet(whole.body.join('\n'))}\n`;
  expect(marksOf(text)).toEqual([]);
  expect(formatEdits(text)).toEqual([]);
});

test.each(Object.values(lines))('$prefix is a line of an update', ({ body }) => {
  const usual = ['lr', 'beta1', 'beta2', 'momentum', 'weight_decay', 'max_norm'];
  const declarations = [...usual.map((name) => `${name} = 0.1 in [0, inf)`), 'state m, v'];
  const text = ruleWith({ declarations, update: [filledSnippet(body), 'p -= lr * g'] });
  expect(analyze(text).diagnostics).toEqual([]);
  expect(formatEdits(text).filter(({ text: line }) => line.startsWith('  '))).toEqual([]);
});
