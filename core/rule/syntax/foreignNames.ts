/** Names that PyTorch and papers have for what every rule has by another name. */
const namesFor: Readonly<Record<string, readonly string[]>> = {
  g: ['grad', 'grads', 'd_p', 'dp', 'dw'],
  p: ['param', 'params', 'parameter', 'parameters', 'theta', 'w', 'weight', 'weights'],
  t: ['step', 'steps', 'iteration', 'iterations', 'step_count'],
  lr: ['learning_rate', 'learningrate', 'eta', 'step_size'],
};

const ownNames: ReadonlyMap<string, string> = new Map(
  Object.entries(namesFor).flatMap(([own, names]) => names.map((name) => [name, own])),
);

/** `g` for `grad`, also where it is written `Grad`; null for a name that may mean anything. */
export function ownNameFor(name: string): string | null {
  return ownNames.get(name.toLowerCase()) ?? null;
}

/** Letters of papers as they are spelled in a rule. */
export const spelled: ReadonlyMap<string, string> = new Map([
  ...Object.entries({ α: 'alpha', β: 'beta', γ: 'gamma', δ: 'delta', ε: 'eps', ϵ: 'eps', ζ: 'zeta' }),
  ...Object.entries({ η: 'lr', θ: 'p', κ: 'kappa', λ: 'lambda', μ: 'mu', µ: 'mu', ν: 'nu', ξ: 'xi' }),
  ...Object.entries({ π: 'pi', ρ: 'rho', σ: 'sigma', τ: 'tau', φ: 'phi', ϕ: 'phi', χ: 'chi', ψ: 'psi' }),
  ...Object.entries({ ω: 'omega', Δ: 'delta', '\u0302': '_hat', '\u0303': '_tilde', '\u0304': '_bar' }),
  ...[...'₀₁₂₃₄₅₆₇₈₉'].map((digit, value) => [digit, String(value)] as const),
]);
