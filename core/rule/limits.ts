/** Bounds on a rule's text, far above any real rule, so that a hostile file can't exhaust memory, stack or time. */
export const limits = {
  characters: 65_536,
  /** Also bounds how deeply an expression nests, since an expression has one line. */
  tokensInLine: 256,
  charactersInToken: 100,
  /** Hyperparameters, state and locals together. */
  names: 128,
  assignments: 256,
} as const;
