/** The diagnostics, in the order in which they are offered and shown. */
import { alpha } from './alpha.ts';
import type { Diagnostic } from './diagnostic.ts';
import { effectiveRate } from './effectiveRate.ts';
import { gradientNorm } from './gradientNorm.ts';
import { noiseScale } from './noiseScale.ts';
import { sharpness } from './sharpness.ts';
import { updateToWeight } from './updateToWeight.ts';

export const diagnostics = {
  gradientNorm,
  updateToWeight,
  effectiveRate,
  alpha,
  sharpness,
  noiseScale,
} as const satisfies Readonly<Record<string, Diagnostic>>;

export type DiagnosticId = keyof typeof diagnostics;

export const diagnosticIds = Object.keys(diagnostics) as DiagnosticId[];
