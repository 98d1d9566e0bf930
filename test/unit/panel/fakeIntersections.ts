/** What is in view of a document that has no view: a test tells. */
import { vi } from 'vitest';

type Tell = (entries: readonly Pick<IntersectionObserverEntry, 'target' | 'isIntersecting'>[]) => void;

/** For one test; undone by `vi.unstubAllGlobals`. */
export function fakeIntersections() {
  const watched = new Set<Element>();
  let tell: Tell = () => {};
  class FakeObserver {
    constructor(callback: Tell) {
      tell = callback;
    }
    observe(row: Element): void {
      watched.add(row);
    }
    unobserve(row: Element): void {
      watched.delete(row);
    }
  }
  vi.stubGlobal('IntersectionObserver', FakeObserver);
  /** These came into view, or left it. */
  const see = (rows: Iterable<Element>, isIntersecting = true) =>
    tell([...rows].map((target) => ({ target, isIntersecting })));
  return { watched, see };
}
