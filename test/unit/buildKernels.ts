/** Runs once before all tests. */
export { buildKernels as setup } from '../../scripts/buildKernels.mjs';
