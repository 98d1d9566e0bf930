/** Bounds on a rule's text, far above any real rule, so that a hostile file can't exhaust memory, stack or time. */
export const limits = {
  characters: 65_536,
  lines: 2048,
  tokensInLine: 256,
  /** How deep parentheses, functions, signs and powers stand one in another: Python refuses 200, older ones 90. */
  nesting: 32,
  charactersInToken: 100,
  /** Hyperparameters, state and locals together. */
  names: 128,
  assignments: 256,
  /** How deep one `if` may stand below another. */
  branches: 16,
  /** Values that depend on an `if`: one for each name that its lines assign, which a name below two of them is twice. */
  decisions: 512,
  /** Parts of the conditions that these values depend on: each asks its condition again. */
  decisionParts: 4096,
  /** Each may need a pass of its own over all elements. */
  reductions: 64,
  /** Mistakes that are told of one text. */
  diagnostics: 100,
} as const;
