/** What wheel and keys ask of what zooms: charts and landscapes alike. */

/** Of a turn of the wheel by a pixel; of a pinch, which comes as a turn with Ctrl, by a tenth. */
const perTurn = 0.0015;
const perPinch = 0.01;
const fastest = 0.5;
const pixelsOfLine = 16;

/** A press of a key or of a button: so much of what was in view is in view then. */
const nearer = 0.7;
export const stepFactors = { in: nearer, out: 1 / nearer } as const;

/** By which part of what is in view a key moves it. */
const keyMove = 0.1;

export type Direction = keyof typeof stepFactors;

/** Where plus and minus go, by key or, with Alt, by its place on the keyboard. */
export const zoomKeys: Readonly<Record<string, Direction>> = {
  ...{ '+': 'in', '=': 'in', Equal: 'in', NumpadAdd: 'in' },
  ...{ '-': 'out', _: 'out', Minus: 'out', NumpadSubtract: 'out' },
};

export const panKeys: Readonly<Record<string, readonly [across: number, up: number]>> = {
  ArrowLeft: [-keyMove, 0],
  ArrowRight: [keyMove, 0],
  ArrowUp: [0, keyMove],
  ArrowDown: [0, -keyMove],
};

/** Sideways by pixels, or nearer and further by a factor. */
export type Turn = { readonly pixels: number } | { readonly factor: number };

/**
 * What a turn of the wheel means; null where it scrolls: a wheel that does something else on a page that scrolls would be a trap.
 * @param isScrolled Whether what is around the page scrolls, as a notebook does: the page doesn't know.
 */
export function turnOf(event: WheelEvent, isScrolled = false): Turn | null {
  const pinches = event.ctrlKey || event.metaKey;
  if (!pinches && !event.shiftKey && (isScrolled || pageScrolls())) return null;
  const lines = event.deltaMode === 0 ? 1 : pixelsOfLine;
  if (!event.shiftKey && Math.abs(event.deltaX) > Math.abs(event.deltaY))
    return { pixels: event.deltaX * lines };
  // With Shift some systems turn a wheel sideways.
  const turn = (event.deltaY || event.deltaX) * lines * (pinches ? perPinch : perTurn);
  return { factor: Math.min(1 / fastest, Math.max(fastest, Math.exp(turn))) };
}

function pageScrolls(): boolean {
  const { scrollHeight, clientHeight } = document.documentElement;
  return scrollHeight > clientHeight + 1;
}
