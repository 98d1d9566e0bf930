/** The claims that ship, put to the test, as the table of `docs/claims.md`. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Claim } from '../../core/claims/claim.ts';
import type { ClaimOutcome, TestedClaim } from '../../core/claims/claimSheet.ts';
import { expectedWords, whoWords } from '../../core/claims/claimWords.ts';
import { parseClaim } from '../../core/claims/parseClaim.ts';
import { testClaim } from '../../core/claims/testClaim.ts';
import { ExperimentError } from '../../core/experiment/errors.ts';
import { type HeldOutFields, splitOf } from '../../core/experiment/splitOf.ts';
import { findDataset } from '../../core/problems/data/index.ts';
import { prepareDataset } from '../../core/problems/data/preparation/prepareDataset.ts';

export const claimsFile = 'docs/claims.md';

const ending = '.claim.json';

export interface ShippedClaim {
  /** `papers/edge-of-stability`. */
  readonly id: string;
  readonly text: string;
  readonly claim: Claim;
}

/**
 * In the order of the table.
 * @param root Of the checkout.
 * @param folders Of core/claims, in their order.
 * @throws {ExperimentError} if a file is no claim.
 */
export function shippedClaims(root: string, folders: readonly string[]): readonly ShippedClaim[] {
  return folders.flatMap((folder) =>
    readdirSync(path.join(root, 'core/claims', folder))
      .toSorted()
      .map((file) => {
        const text = readFileSync(path.join(root, 'core/claims', folder, file), 'utf8');
        const { claim, faults } = parseClaim(text);
        if (claim) return { id: `${folder}/${file.slice(0, -ending.length)}`, text, claim };
        throw new ExperimentError(
          faults.map(({ message }) => ({ path: [], message: `${file}: ${message}` })),
        );
      }),
  );
}

/** @param readText Of a data set that ships as a file, by that file's name. */
export function testShipped(
  { text }: ShippedClaim,
  readText: (file: string) => Promise<string>,
): Promise<TestedClaim> {
  return testClaim(text, {
    async dataOf(problem) {
      const entry = 'data' in problem ? findDataset(String(problem.data)) : undefined;
      if (!entry) return null;
      const { file, standardize = false } = entry;
      return prepareDataset(entry.load(file === undefined ? '' : await readText(file)), {
        ...splitOf(problem as HeldOutFields),
        standardize,
      });
    },
  });
}

/** A line of the table. */
export function claimRow({ id, claim }: ShippedClaim, { words, verdict }: ClaimOutcome): string {
  const { source, statistic, expected, title } = claim;
  const who = whoWords(source) || 'the tutorial';
  const cells = [`[${title}](../core/claims/${id}${ending})`, who, statistic.name];
  return `| ${[...cells, expectedWords(expected), words, verdict].join(' | ')} |`;
}

/** @param rows Of all claims, in their order. */
export function claimsTable(rows: readonly string[]): string {
  return `# Claims put to the test

What is said of optimizers, by the tutorial and by papers, and what comes out when it is computed: \`npm run claims\` writes this
table. Each claim is a file ([claim files](claim-files.md)), and _Optimizer: Open Claims Lab_ shows it with its runs. Where a claim is
tested with several seeds, or in several views, the interval behind the number holds the mean with 95 %, by Student's t. Networks here are small, and a claim
that is not reproduced on one may hold on another.

| claim | by | measured is | expected | measured | verdict |
| ----- | -- | ----------- | -------- | -------- | ------- |
${rows.join('\n')}
`;
}
