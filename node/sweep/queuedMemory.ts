/** Which races are on queues, remembered where the person works: who closes the window attaches to them again. */

/** What is remembered: anything. */
export interface Memory {
  get(): unknown;
  set(kept: unknown): void;
}

/** Ids of races. */
export function queuedIds(memory: Memory): readonly string[] {
  const kept = memory.get();
  return Array.isArray(kept) ? kept.filter((each): each is string => typeof each === 'string') : [];
}

export function setQueued(memory: Memory, id: string, isQueued: boolean): void {
  const others = queuedIds(memory).filter((each) => each !== id);
  memory.set(isQueued ? [...others, id] : others);
}
