/**
 * The tests that a rule can be put to, in the order in which they are listed, with what is true where one passes. Those
 * with a question always pass, and say what they have found.
 */
export const ruleTestLabels = {
  'convergence/valley': 'Converges on the ill-conditioned valley',
  'convergence/rosenbrock': 'Converges on Rosenbrock',
  'convergence/beale': 'Converges on Beale',
  rateZero: 'Keeps the parameters at learning rate 0',
  gradientScale: 'Does the scale of gradients matter?',
  resume: 'Goes on from a checkpoint as if nothing had been',
  zeroGradient: 'Stays finite where gradients are zero',
  targetsAgree: 'Is the same on all targets, bit for bit',
  manySteps: 'Is sane at step 1 and at step 1,000,000',
  knownRule: 'Is it a known optimizer?',
} as const;

export type RuleTestId = keyof typeof ruleTestLabels;

export const ruleTestIds = Object.keys(ruleTestLabels) as readonly RuleTestId[];
