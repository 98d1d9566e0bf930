import { provideCompletions } from './completions.ts';
import { diagnosticsOf } from './diagnostics.ts';
import { provideFixes } from './fixes.ts';
import { provideFormatting } from './formatting.ts';
import { provideHover } from './hovers.ts';
import { provideDefinition, provideHighlights, provideReferences } from './navigation.ts';
import { provideFolds, provideSymbols } from './outline.ts';
import { prepareRename, provideRename } from './renaming.ts';
import { provideRuleLens } from './ruleLens.ts';
import { provideSemanticTokens } from './semanticTokens.ts';

/** All that needs to understand the texts of optimizers: a part of its own, loaded with the first text. */
export const language = {
  diagnosticsOf,
  prepareRename,
  provideCompletions,
  provideDefinition,
  provideFixes,
  provideFolds,
  provideFormatting,
  provideHighlights,
  provideHover,
  provideReferences,
  provideRename,
  provideRuleLens,
  provideSemanticTokens,
  provideSymbols,
};
