/** What the thread of a page computes for each frame, by the browser's own trace. */

/** @typedef {{ name: string, ph: string, pid: number, tid: number, ts: number, dur?: number, tdur?: number }} TraceEvent */

/** What of the trace is needed: tasks, and which of them are frames. */
export const traced = ['toplevel', 'devtools.timeline'];

/** In a frame that takes less, in milliseconds, nothing is drawn: the browser and the bench itself take as much. */
const idle = 2;
const task = 'ThreadControllerImpl::RunTask';

/**
 * Times in milliseconds that a processor spent: a thread that waits for one computes nothing. What comes between frames
 * belongs to the one before. Frames with nothing to draw are left out.
 * @param {readonly TraceEvent[]} events
 * @returns {number[]}
 */
export function frameWork(events) {
  const thread = busiest(events.filter(({ name }) => name === 'FireAnimationFrame'));
  const own = events
    .filter((event) => event.ph === 'X' && threadOf(event) === thread)
    .sort((a, b) => a.ts - b.ts);
  const begins = own.filter(({ name }) => name === 'FireAnimationFrame').map(({ ts }) => ts);
  /** @type {number[]} */
  const frames = [];
  let next = 0;
  for (const { name, ts, dur = 0, tdur = 0 } of own) {
    if (name !== task) continue;
    let isFrame = false;
    for (; next < begins.length && (begins[next] ?? 0) <= ts + dur; next++)
      isFrame ||= (begins[next] ?? 0) >= ts;
    if (isFrame) frames.push(0);
    if (frames.length > 0) frames.push((frames.pop() ?? 0) + tdur / 1000);
  }
  return frames.filter((time) => time > idle);
}

/** @param {TraceEvent} event */
function threadOf({ pid, tid }) {
  return `${pid} ${tid}`;
}

/** The thread with the most events. @param {readonly TraceEvent[]} events */
function busiest(events) {
  const counts = new Map();
  for (const event of events) counts.set(threadOf(event), (counts.get(threadOf(event)) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0];
}
