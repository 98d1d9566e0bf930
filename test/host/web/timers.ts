/** `node:timers/promises` for a host without Node, as far as the host tests use it. */
export function setTimeout(milliseconds: number): Promise<void> {
  return new Promise((resolve) => globalThis.setTimeout(resolve, milliseconds));
}
