import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { add, describeCounts, none, readCounts, readVitestCounts } from '../../../scripts/tools/counts.mjs';

function written(content: object): string {
  const file = path.join(mkdtempSync(path.join(tmpdir(), 'counts-')), 'report.json');
  writeFileSync(file, JSON.stringify(content));
  return file;
}

describe('counts of tests', () => {
  it('add up, with what failed in both', () => {
    const one = { passed: 3, failed: 1, skipped: 0, failures: ['a'] };
    const other = { passed: 4, failed: 2, skipped: 5, failures: ['b', 'c'] };
    expect(add(add(none, one), other)).toEqual({
      passed: 7,
      failed: 3,
      skipped: 5,
      failures: ['a', 'b', 'c'],
    });
  });

  it('are read from what a runner has written', () => {
    expect(readCounts('/project/none.json')).toBeNull();
    const counts = { passed: 1, failed: 1, skipped: 0, failures: ['is there\nno'] };
    expect(readCounts(written(counts))).toEqual(counts);
    expect(readCounts(written({ passed: 1, failed: 0, skipped: 2 }))).toMatchObject({
      skipped: 2,
      failures: [],
    });
  });

  it('of vitest name what failed and how, and files that could not be loaded', () => {
    const assertionResults = [
      { status: 'passed', fullName: 'adds', failureMessages: [] },
      { status: 'failed', fullName: 'subtracts', failureMessages: ['expected 1 to be 2', 'at line 3'] },
      ...['pending', 'skipped', 'todo'].map((status) => ({ status, fullName: status, failureMessages: [] })),
    ];
    const report = {
      testResults: [
        { status: 'failed', name: 'sums.test.ts', message: '', assertionResults },
        { status: 'failed', name: 'broken.test.ts', message: 'no such module', assertionResults: [] },
        { status: 'passed', name: 'fine.test.ts', message: '', assertionResults: [] },
      ],
    };
    expect(readVitestCounts(written(report))).toEqual({
      ...{ passed: 1, failed: 2, skipped: 3 },
      failures: ['subtracts\nexpected 1 to be 2\nat line 3', 'broken.test.ts\nno such module'],
    });
  });

  it('say what passed at the second try, however often they are added up', () => {
    const unsteady = { passed: 3, failed: 0, skipped: 0, unsteady: ['the window was slow'] };
    expect(describeCounts([unsteady, none].reduce(add, none))).toBe(
      '3 passed, 0 failed, 1 at the second try',
    );
    expect(readCounts(written(unsteady))?.unsteady).toEqual(['the window was slow']);
  });
});
