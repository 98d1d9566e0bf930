/** What the page of the Claims Lab says. */
import type { Verdict } from '../../core/claims/claim.ts';
import type { ClaimOutcome } from '../../core/claims/claimSheet.ts';

export const words = {
  loading: 'Reading claims',
  claims: 'Claims',
  previous: 'Previous claim',
  next: 'Next claim',
  place: (number: number, count: number) => `${number} of ${count}`,
  test: 'Test',
  testAgain: 'Test Again',
  cancel: 'Cancel',
  openFile: 'Open File',
  openCopy: 'Open a Copy',
  notRun: 'Not tested yet. What comes out is shown here.',
  slow: 'It takes about a minute.',
  waiting: 'Waits until the tests before it have ended.',
  testing: 'Testing',
  cancelled: 'Cancelled before anything came out.',
  cancelledAgain: 'Cancelled. Below is what came out before.',
  failed: (message: string) => `It could not be computed: ${message}`,
  faulty: 'The file has faults:',
  verdicts: {
    reproduced: 'Reproduced',
    'not reproduced': 'Not reproduced',
    'not established': 'Not established',
  } satisfies Readonly<Record<Verdict, string>>,
  statistic: 'Measured against expected',
  expected: 'Expected',
  measured: 'Measured',
  source: 'Source',
  protocol: 'Protocol',
  finding: 'What that means',
  otherVerdict: (verdict: Verdict) =>
    `The file says “${verdict}” and what that would mean. Here something else came out.`,
  runs: 'Runs',
  firstSeed: (seeds: number) => `The runs of the first of ${seeds} seeds`,
  noRuns: 'Nothing is trained for this claim: there are no curves.',
  runsLater: 'The curves of its runs come with the test.',
  seeds: (count: number) => `95 % interval over ${count} seeds`,
  line: (expected: string, { words: measured, verdict }: Pick<ClaimOutcome, 'words' | 'verdict'>) =>
    `Expected ${expected}, measured ${measured}: ${verdict}`,
} as const;
