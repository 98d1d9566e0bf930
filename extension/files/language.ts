import { diagnosticsOf } from './diagnostics.ts';
import { provideFixes } from './fixes.ts';
import { provideHover } from './hovers.ts';

/** All that needs to understand the texts of experiments: a part of its own, loaded with the first text. */
export const language = { diagnosticsOf, provideFixes, provideHover };
