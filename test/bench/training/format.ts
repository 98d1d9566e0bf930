/** Three digits are what a measurement is good for. */

/** `118 ns`, `4.25 µs`, `14.3 ms` */
export function formatTime(seconds: number): string {
  const [size, unit] =
    seconds < 0.9995e-6
      ? [1e-9, 'ns']
      : seconds < 0.9995e-3
        ? [1e-6, 'µs']
        : seconds < 0.9995
          ? [1e-3, 'ms']
          : [1, 's'];
  return `${threeDigits(seconds / size)} ${unit}`;
}

/** `x0.59`, `x12.3`, `x2702` */
export const formatRatio = (ratio: number) => `x${threeDigits(ratio)}`;

/** `83 %` */
export const formatShare = (share: number) => `${Math.round(100 * share)} %`;

export function threeDigits(value: number): string {
  if (value >= 99.95) return value.toFixed(0);
  return value.toFixed(value >= 9.995 ? 1 : 2);
}
