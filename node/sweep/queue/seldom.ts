/** Passes on what comes often as often as somebody wants to hear it; what comes between is left out. */
export function seldom<Told>(
  tell: (told: Told) => void,
  milliseconds: number,
  now: () => number = Date.now,
): (told: Told) => void {
  let last = now();
  return (told) => {
    const time = now();
    if (time - last < milliseconds) return;
    last = time;
    tell(told);
  };
}
