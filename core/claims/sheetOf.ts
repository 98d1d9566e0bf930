import type { Claim, Expected } from './claim.ts';
import type { ClaimSheet } from './claimSheet.ts';
import { expectedWords, protocolWords, sourceWords } from './claimWords.ts';

/** What is said of a claim. @param claim One that `parseClaim` gave. */
export function sheetOf(claim: Claim): ClaimSheet {
  const { title, claim: words, source, statistic, expected, verdict, finding, slow } = claim;
  const [low, high] = boundsOf(expected);
  return {
    ...{ title, claim: words, source: sourceWords(source), protocol: protocolWords(claim) },
    ...{ statistic: statistic.name, expected: expectedWords(expected), low, high },
    ...{ verdict, finding, slow },
  };
}

function boundsOf(expected: Expected): readonly [low: number | null, high: number | null] {
  if ('below' in expected) return [null, expected.below];
  if ('above' in expected) return [expected.above, null];
  return [expected.equals - expected.within, expected.equals + expected.within];
}
