import { expect, test } from 'vitest';
import { changeReport, markerOf } from '../../../core/ruleChange/changeReport.ts';
import type { ChangeRow, JudgedChange } from '../../../core/ruleChange/judgeChange.ts';
import type { RuleChange } from '../../../core/ruleChange/ruleVersions.ts';

const facts = { file: 'opt/a.experiment.json', problem: 'Valley', base: 'main', version: '1.2.3' };
const nothing: RuleChange = { experiment: null, changed: [], unchanged: [], notCompared: [] };

const row: ChangeRow = {
  ...{ path: './mine.optimizer', name: 'Mine', settings: 'lr 0.01', verdict: 'worse' },
  base: { median: 1, low: 0.9, high: 1.1, diverged: 0 },
  head: { median: 1.5, low: 1.4, high: 1.6, diverged: 2 },
  difference: {
    ...{ pairs: 10, mean: 0.5, low: 0.4, high: 0.6, p: 0.00195, verdict: 'worse', morePairs: 0 },
    ...{ isBySign: false, moreSeeds: 0 },
  },
};
const worse: JudgedChange = { verdict: 'worse', judged: 'final loss', confidence: 0.95, rows: [row] };

test('begins with a line by which it is found again, for this experiment alone', () => {
  expect(changeReport(facts, nothing, worse).split('\n')[0]).toBe(markerOf(facts));
  expect(markerOf(facts)).toMatch(/^<!-- optimizer-playground [0-9a-f]{16} -->$/);
  expect(markerOf({ file: 'b.experiment.json' })).not.toBe(markerOf(facts));
});

test('has verdict, table and how it was found', () => {
  const text = changeReport(facts, { ...nothing, unchanged: ['./b.optimizer'] }, worse);
  expect(text.split('\n\n').slice(1)).toEqual([
    '### Optimizer Playground: worse',
    '**Worse: `Mine, lr 0.01`, whose final loss is higher by 0.5000 (0.4000 to 0.6000).**',
    'The final loss on `Valley`, on 10 seeds, with the same starts and batches on each: medians, and the mean of the differences, above 0 where the new version is worse.',
    [
      '| Optimizer | Before | Now | Difference | 95 % interval | p | Verdict |',
      '| --- | --- | --- | --- | --- | --- | --- |',
      '| `Mine, lr 0.01` | 1.000 | 1.500 (2 diverged) | +0.5000 | +0.4000 to +0.6000 | 0.0019 | Worse |',
    ].join('\n'),
    'A difference counts where its interval (BCa bootstrap) leaves out 0 and an exact sign-flip test agrees.',
    '- `./b.optimizer` computes what it does in `main`.',
    '<sub>`opt/a.experiment.json` with its rules as they are and as they were in `main` · Optimizer Playground 1.2.3</sub>\n',
  ]);
});

test('says where there is nothing to compare, and why', () => {
  const text = changeReport(
    facts,
    { ...nothing, notCompared: [{ path: './new.optimizer', why: 'is new' }] },
    null,
  );
  expect(text).toContain('### Optimizer Playground: nothing to compare\n');
  expect(text).toContain('- `./new.optimizer` is new.\n');
});

test('names of strangers are no marks of Markdown, HTML or GitHub', () => {
  const hostile = '`x` | **b** <img src=x> @everyone #1 [a](javascript:b)\n\n# Head\u2028';
  const text = changeReport(
    { file: hostile, problem: hostile, base: hostile, version: '1' },
    { ...nothing, unchanged: [hostile], notCompared: [{ path: hostile, why: hostile }] },
    { ...worse, rows: [{ ...row, name: hostile }] },
  );
  // Outside of code, and of what is ours.
  const outside = text.replaceAll(/`[^`\n]*`/g, '').replace(markerOf({ file: hostile }), '');
  expect(outside).not.toMatch(/(?<!\\)<img|@everyone|(?<!\\)\[|(?<!\\)\]|\n# /);
  expect(outside).not.toContain('`');
  const table = text.split('\n').filter((line) => line.startsWith('| `'));
  expect(table).toHaveLength(1);
  expect(table[0]?.split('|')).toHaveLength(9);
  expect(table[0]?.split('`')).toHaveLength(3);
});

test('a long name is cut', () => {
  expect(changeReport({ ...facts, base: 'b'.repeat(200) }, nothing, null)).toContain(
    `\`${'b'.repeat(99)}…\``,
  );
});
