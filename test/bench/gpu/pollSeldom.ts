/**
 * While something is awaited, Dawn asks for events again and again, by `setImmediate`: a thread that waits keeps a core busy,
 * which the software adapter needs itself.
 */

/**
 * For all that Dawn awaits from now on: it asks once a millisecond where a wait is long.
 * @param soon How long a wait is until then, in milliseconds.
 */
export function pollSeldom(soon: number): void {
  const atOnce = globalThis.setImmediate;
  let isAsking = false;
  let since = 0;
  const ask = (callback: (...args: unknown[]) => void, ...args: unknown[]) => {
    // A wait that goes on is asked for within a callback, a new one outside of all.
    if (!isAsking) since = performance.now();
    const begun = since;
    const run = () => {
      isAsking = true;
      since = begun;
      try {
        callback(...args);
      } finally {
        isAsking = false;
      }
    };
    return performance.now() - begun < soon ? atOnce(run) : setTimeout(run, 1);
  };
  Object.assign(globalThis, { setImmediate: Object.assign(ask, atOnce) });
}
