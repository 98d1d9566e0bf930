/** Progress lines: what a script is doing now, and how long that took. */

/** @param {number} start */
const secondsSince = (start) => `${((performance.now() - start) / 1000).toFixed(1)} s`;

/**
 * Does one long piece of work; a terminal sees its seconds counting.
 * @template T
 * @param {string} title
 * @param {() => T | Promise<T>} work
 * @returns {Promise<T>}
 */
export async function step(title, work) {
  const start = performance.now();
  const live = process.stdout.isTTY;
  const show = () => process.stdout.write(`\r${title} … ${secondsSince(start)}`);
  if (live) show();
  else console.log(`${title} …`);
  const ticking = live ? setInterval(show, 1000) : undefined;
  let outcome = 'failed after';
  try {
    const result = await work();
    outcome = 'done in';
    return result;
  } finally {
    clearInterval(ticking);
    console.log(`${live ? '\r' : ''}${title}: ${outcome} ${secondsSince(start)}`);
  }
}
