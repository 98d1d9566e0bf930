import { vi } from 'vitest';

/** Until a check no longer fails. On a busy machine that takes longer than the second that Vitest would wait. */
export const waitFor = <T>(check: () => T | Promise<T>): Promise<T> => vi.waitFor(check, { timeout: 30_000 });
