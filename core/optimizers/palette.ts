/** The colours of runs: twelve slots, each with a default for the four kinds of theme. */

export interface SlotColors {
  readonly dark: string;
  readonly light: string;
  readonly highContrast: string;
  readonly highContrastLight: string;
}

/**
 * At least 4.5:1 on the editor's background, and as far apart as may be for colour-blind eyes too. package.json contributes
 * them as theme colours, and the panel has a style class for each: `npm run generate` writes both.
 */
export const palette: readonly SlotColors[] = [
  { dark: '#3794ff', light: '#1a73cc', highContrast: '#5aa2ff', highContrastLight: '#0f4a85' },
  { dark: '#5fd3b0', light: '#1f8265', highContrast: '#7cf7bb', highContrastLight: '#0b6b50' },
  { dark: '#c2e786', light: '#00580d', highContrast: '#f8f337', highContrastLight: '#1a4901' },
  { dark: '#e5b13f', light: '#a66300', highContrast: '#f2bd57', highContrastLight: '#8a5200' },
  { dark: '#cf85c4', light: '#ab3f8f', highContrast: '#e291dc', highContrastLight: '#9b2f80' },
  { dark: '#6fe6f5', light: '#6e1895', highContrast: '#d3c9fb', highContrastLight: '#843ff4' },
  { dark: '#c165dc', light: '#7d2759', highContrast: '#ad7b94', highContrastLight: '#641f47' },
  { dark: '#9fac7a', light: '#1d4bc0', highContrast: '#739432', highContrastLight: '#2c71b7' },
  { dark: '#8db0f7', light: '#4a6740', highContrast: '#90b78f', highContrastLight: '#5c03ba' },
  { dark: '#0f9b89', light: '#6c63ab', highContrast: '#b8a704', highContrastLight: '#4b4fcc' },
  { dark: '#f9d630', light: '#624082', highContrast: '#d05fc8', highContrastLight: '#bf1fa6' },
  { dark: '#84934f', light: '#794d69', highContrast: '#91d4c6', highContrastLight: '#37189b' },
];
