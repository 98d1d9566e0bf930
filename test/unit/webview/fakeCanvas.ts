/** Canvases for a document that has none to draw on: each keeps what is drawn on it, and elements have the size that a test gives. */
import { vi } from 'vitest';
import { RecordingPen } from './recordingPen.ts';

/** A pen with what else a canvas has; nothing of that is drawn. */
export class FakeContext extends RecordingPen {
  readonly canvas: HTMLCanvasElement;
  /** How often the whole was cleared. */
  cleared = 0;
  /** Pictures that were copied to it. */
  readonly copied: CanvasImageSource[] = [];
  transform: readonly number[] = [];

  constructor(canvas: HTMLCanvasElement) {
    super();
    this.canvas = canvas;
  }

  clearRect() {
    this.cleared++;
  }
  drawImage(image: CanvasImageSource) {
    this.copied.push(image);
  }
  setTransform(...transform: readonly number[]) {
    this.transform = transform;
  }
  resetTransform() {}
  rotate() {}
  scale() {}
}

const contexts = new WeakMap<HTMLCanvasElement, FakeContext>();

export function contextOf(canvas: HTMLCanvasElement): FakeContext {
  const context = contexts.get(canvas) ?? new FakeContext(canvas);
  contexts.set(canvas, context);
  return context;
}

/** Those who wait for the size of an element. */
const observers = new Map<Element, () => void>();

class FakeResizeObserver {
  readonly #tell: () => void;
  constructor(tell: () => void) {
    this.#tell = tell;
  }
  observe(element: Element) {
    observers.set(element, this.#tell);
  }
  unobserve() {}
  disconnect() {}
}

/** For the tests of a file; undone by `vi.unstubAllGlobals` and `vi.restoreAllMocks`. */
export function fakeCanvases(): void {
  vi.stubGlobal('ResizeObserver', FakeResizeObserver);
  vi.spyOn(HTMLCanvasElement.prototype, 'getContext').mockImplementation(function (
    this: HTMLCanvasElement,
  ): never {
    return contextOf(this) as never;
  });
}

/** Gives an element a size, and tells who waits for it. */
export function setSize(element: Element, width: number, height: number): void {
  Object.defineProperty(element, 'clientWidth', { value: width, configurable: true });
  Object.defineProperty(element, 'clientHeight', { value: height, configurable: true });
  observers.get(element)?.();
}
