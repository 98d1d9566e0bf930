/**
 * The losses of this many rows of a large step are added up on their own, and a thread's share of the rows begins at a
 * multiple of it. Products must start a new block of rows there, too: then results don't depend on where a share begins.
 *
 * AssemblyScript (kernels/) and TypeScript (network/) both import it.
 */
export const rowsOfShares = 16;
