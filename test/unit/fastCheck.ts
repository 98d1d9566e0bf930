/**
 * fast-check as tests import it: random tests begin with one seed, so that they say the same of the same code, or with the
 * one that `npm run test:random` sets.
 */
import fc from 'fast-check';

fc.configureGlobal({ seed: Number(process.env['RANDOM_SEED'] ?? 1951) });

export * from 'fast-check';
export { default } from 'fast-check';
