import { diagnosticsOf } from './diagnostics.ts';
import { provideFixes } from './fixes.ts';
import { provideHover } from './hovers.ts';
import { provideRuleCompletions } from './ruleCompletion.ts';
import { provideRuleLinks } from './ruleLinks.ts';
import { editsForMoves } from './ruleMoves.ts';
import { provideWholeExperiments } from './wholeCompletion.ts';

/** All that needs to understand the texts of experiments: a part of its own, loaded with the first text. */
export const language = {
  ...{ diagnosticsOf, provideFixes, provideHover },
  ...{ provideRuleCompletions, provideWholeExperiments, provideRuleLinks, editsForMoves },
};
