/** After each file of tests, for the next one in the same process. Spies vitest takes away itself. */
import type { Window as HappyWindow } from 'happy-dom';
import { afterAll, vi } from 'vitest';

const isHappy = (window: object): window is Pick<HappyWindow, 'happyDOM'> => 'happyDOM' in window;

afterAll(async () => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
  vi.unstubAllEnvs();
  // A page may wait for its next frame still.
  if (typeof window !== 'undefined' && isHappy(window)) await window.happyDOM.abort();
});
