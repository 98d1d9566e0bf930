/** The colours of runs: twelve slots, each with a default for the four kinds of theme. */

export interface SlotColors {
  readonly dark: string;
  readonly light: string;
  readonly highContrast: string;
  readonly highContrastLight: string;
}

/**
 * At least 4.5:1 on the editor's background, and no near twins: CIEDE2000 between any two is above 15, and above 7 to
 * colour-blind eyes. package.json contributes them as theme colours, and the panel has a style class for each:
 * `npm run generate` writes both.
 */
export const palette: readonly SlotColors[] = [
  { dark: '#3794ff', light: '#1a73cc', highContrast: '#3d8bff', highContrastLight: '#0060c0' },
  { dark: '#5fd3b0', light: '#1f8265', highContrast: '#7cf7bb', highContrastLight: '#0b6b50' },
  { dark: '#099997', light: '#5c416d', highContrast: '#00adae', highContrastLight: '#766293' },
  { dark: '#e5b13f', light: '#a66300', highContrast: '#f2bd57', highContrastLight: '#8a5200' },
  { dark: '#cf85c4', light: '#ab3f8f', highContrast: '#e291dc', highContrastLight: '#a8327a' },
  { dark: '#fff541', light: '#e5026a', highContrast: '#998136', highContrastLight: '#670e3c' },
  { dark: '#ff2881', light: '#871c45', highContrast: '#f5ff15', highContrastLight: '#701389' },
  { dark: '#bbfa97', light: '#004d15', highContrast: '#489163', highContrastLight: '#034000' },
  { dark: '#929d58', light: '#555b09', highContrast: '#b8bc91', highContrastLight: '#626d3c' },
  { dark: '#c6730f', light: '#784035', highContrast: '#7bac00', highContrastLight: '#643c29' },
  { dark: '#9ef4ff', light: '#2045d8', highContrast: '#d8d5ff', highContrastLight: '#32345c' },
  { dark: '#bcbcf7', light: '#6a00a3', highContrast: '#b76f85', highContrastLight: '#002dca' },
];
