/** The colours of runs: twelve slots, each with a default for the four kinds of theme. */

export interface SlotColors {
  readonly dark: string;
  readonly light: string;
  readonly highContrast: string;
  readonly highContrastLight: string;
}

/**
 * At least 4.5:1 on the editor's background; CIEDE2000 between any two is above 17, and above 8 to colour-blind eyes. package.json contributes
 * them as theme colours, and the panel has a style class for each: `npm run generate` writes both.
 */
export const palette: readonly SlotColors[] = [
  { dark: '#3794ff', light: '#1a73cc', highContrast: '#3d8bff', highContrastLight: '#0060c0' },
  { dark: '#5fd3b0', light: '#1f8265', highContrast: '#7cf7bb', highContrastLight: '#0b6b50' },
  { dark: '#eafdd8', light: '#004b25', highContrast: '#a4b084', highContrastLight: '#003008' },
  { dark: '#e5b13f', light: '#a66300', highContrast: '#f2bd57', highContrastLight: '#8a5200' },
  { dark: '#cf85c4', light: '#ab3f8f', highContrast: '#e291dc', highContrastLight: '#a8327a' },
  { dark: '#abf0ff', light: '#003161', highContrast: '#b8e1ff', highContrastLight: '#022c61' },
  { dark: '#90a05a', light: '#615000', highContrast: '#fbfe43', highContrastLight: '#484200' },
  { dark: '#5a9396', light: '#00626f', highContrast: '#00a48f', highContrastLight: '#164b58' },
  { dark: '#ffff5a', light: '#522541', highContrast: '#ff1e4d', highContrastLight: '#726494' },
  { dark: '#b7baff', light: '#5d0aa1', highContrast: '#8481a2', highContrastLight: '#4400b6' },
  { dark: '#a68071', light: '#621800', highContrast: '#f97900', highContrastLight: '#792e32' },
  { dark: '#e57505', light: '#a2003d', highContrast: '#a57c6a', highContrastLight: '#491238' },
];
