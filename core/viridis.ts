/** Colours by which numbers are read: each step looks as large as any other, also without seeing red or green. */

/** matplotlib's viridis (van der Walt and Smith 2015, CC0), every 17th of its 256 colours; between them no channel is off by more than 7 of 255. */
const table =
  '440154 481a6c 472f7d 414487 39568c 31688e 2a788e 23888e 1f988b 22a884 35b779 54c568 7ad151 a5db36 d2e21b fde725'
    .split(' ')
    .map((hex) => [0, 2, 4].map((at) => Number.parseInt(hex.slice(at, at + 2), 16)));

/** Red, green and blue, 0 to 255. */
export type Rgb = readonly [number, number, number];

/** @param share 0: dark blue, 1: bright yellow. */
export function rgbAt(share: number): Rgb {
  const place = Math.min(1, Math.max(0, share)) * (table.length - 1);
  const below = Math.min(table.length - 2, Math.floor(place));
  const part = (channel: number) => {
    const [low = 0, high = 0] = [table[below]?.[channel], table[below + 1]?.[channel]];
    return Math.round(low + (place - below) * (high - low));
  };
  return [part(0), part(1), part(2)];
}

export function viridis(share: number): string {
  return `#${rgbAt(share)
    .map((part) => part.toString(16).padStart(2, '0'))
    .join('')}`;
}

/** Black or white, whichever is read better on the colour of this share: at least 4.5 : 1. */
export function inkOn(share: number): '#000000' | '#ffffff' {
  // Against black the contrast is (L + 0.05) / 0.05, against white 1.05 / (L + 0.05): equal at L + 0.05 = sqrt(0.0525).
  return luminance(rgbAt(share)) + 0.05 > Math.sqrt(0.0525) ? '#000000' : '#ffffff';
}

/** Relative luminance: https://www.w3.org/TR/WCAG22/#dfn-relative-luminance */
function luminance([red, green, blue]: Rgb): number {
  const linear = (part: number) => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
}
