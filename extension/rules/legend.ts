/** The kinds of semantic tokens by number; `package.json` says which colours they have. Light: the start needs it. */
import type { SemanticModifier, SemanticType } from '../../core/rule/language/semanticTokens.ts';

export const semanticTypes: readonly SemanticType[] = [
  ...(['hyperparameter', 'state', 'gradient', 'parameters', 'step', 'option', 'choice', 'local'] as const),
  ...(['function', 'keyword', 'number', 'comment', 'string'] as const),
];

export const semanticModifiers: readonly SemanticModifier[] = [
  'declaration',
  'modification',
  'readonly',
  'scalar',
];
