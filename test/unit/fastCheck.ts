/**
 * fast-check as tests import it: random tests begin with one seed, so that they say the same of the same code, or with the
 * one that `npm run test:random` sets. Of the cases that a test asks for it tries all, and `npm test` a share.
 */
import fc, { type IAsyncProperty, type IProperty, type Parameters } from 'fast-check';

const { RANDOM_SEED: seed = 1951, RANDOM_SHARE: share = 1 } = process.env;

fc.configureGlobal({ seed: Number(seed) });

function assert<Values>(property: IAsyncProperty<Values>, given?: Parameters<Values>): Promise<void>;
function assert<Values>(property: IProperty<Values>, given?: Parameters<Values>): void;
function assert<Values>(
  property: IAsyncProperty<Values> | IProperty<Values>,
  given?: Parameters<Values>,
): Promise<void> | void {
  const { numRuns = 100 } = given ?? {};
  return fc.assert(property as IProperty<Values>, { ...given, numRuns: Math.ceil(Number(share) * numRuns) });
}

export * from 'fast-check';
// biome-ignore lint/style/noDefaultExport: tests import that of fast-check.
export default { ...fc, assert };
