/**
 * So many rows of a large step have a sum of their own, and shares begin at multiples of it. So must blocks of rows that
 * products take at once, for their results not to depend on where a share begins.
 *
 * AssemblyScript (kernels/) and TypeScript (network/) both import it.
 */
export const rowsOfShares = 16;
