/** The letters that papers have for the names of a rule, in plain Unicode: `beta1` is β₁, `m_hat` is m̂, `lr` is η. */

const greek: Readonly<Record<string, string>> = {
  ...{ alpha: 'α', beta: 'β', gamma: 'γ', delta: 'δ', epsilon: 'ε', zeta: 'ζ', eta: 'η', theta: 'θ' },
  ...{ iota: 'ι', kappa: 'κ', lambda: 'λ', mu: 'μ', nu: 'ν', xi: 'ξ', pi: 'π', rho: 'ρ', sigma: 'σ' },
  ...{ tau: 'τ', upsilon: 'υ', phi: 'φ', chi: 'χ', psi: 'ψ', omega: 'ω' },
};

/** Of whole names, where no other name of the rule has the letter. */
const conventions: Readonly<Record<string, string>> = {
  ...{ p: 'θ', lr: 'η', eps: 'ε', weight_decay: 'λ', lambd: 'λ', momentum: 'μ', dampening: 'τ' },
};

/** Marks that stand above the letter before them. */
const accents: Readonly<Record<string, string>> = { hat: '\u0302', bar: '\u0304', tilde: '\u0303' };

const raised = zip(
  '0123456789+-−()abcdefghijklmnoprstuvwxyzαβγδεθ',
  '⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻᵅᵝᵞᵟᵋᶿ',
);
const lowered = zip('0123456789aehijklmnoprstuvxβγρφχ', '₀₁₂₃₄₅₆₇₈₉ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓᵦᵧᵨᵩᵪ');

function zip(letters: string, signs: string): ReadonlyMap<string, string> {
  const each = [...signs];
  return new Map([...letters].map((letter, index) => [letter, each[index] ?? letter]));
}

/** A text as an exponent, without its spaces; null where Unicode lacks a sign for it. */
export function raise(text: string): string | null {
  return translate(text.replaceAll(' ', ''), raised);
}

function translate(text: string, signs: ReadonlyMap<string, string>): string | null {
  const translated = [...text].map((letter) => signs.get(letter));
  return translated.every((sign) => sign !== undefined) ? translated.join('') : null;
}

/** Symbols of names, of which no two are alike; a name that has none stands for itself. */
export function unicodeSymbols(names: readonly string[]): (name: string) => string {
  const symbols = new Map<string, string>();
  const used = new Set(names.filter((name) => !ownSymbol(name)));
  const take = (name: string, symbol: string | null | undefined) => {
    if (!symbol || used.has(symbol)) return;
    used.add(symbol);
    symbols.set(name, symbol);
  };
  // What a name itself says comes before what is usual for it.
  for (const name of names) if (!conventionOf(name)) take(name, ownSymbol(name));
  for (const name of names) take(name, conventionOf(name));
  return (name) => symbols.get(name) ?? name;
}

function conventionOf(name: string): string | undefined {
  return Object.hasOwn(conventions, name) ? conventions[name] : undefined;
}

/** A letter, Latin or Greek, with accents and indices; null where a name begins with a word, such as `trust`. */
function ownSymbol(name: string): string | null {
  const [, stem = '', digits = '', suffixes = ''] =
    /^([A-Za-z]+)([0-9]*)((?:_[A-Za-z0-9]+)*)$/.exec(name) ?? [];
  const letter = Object.hasOwn(greek, stem) ? greek[stem] : stem.length === 1 ? stem : undefined;
  if (letter === undefined) return null;
  const words = suffixes.split('_').slice(1);
  const above = words.map((word) => (Object.hasOwn(accents, word) ? accents[word] : '')).join('');
  const index = [digits, ...words.filter((word) => !Object.hasOwn(accents, word))].filter(
    (word) => word !== '',
  );
  const below = index.map(lower);
  return below.every((each) => each !== null) ? letter + above + below.join('') : null;
}

/** An index below the line: a letter or digits, `max` and the like; longer words would be hard to read. */
function lower(word: string): string | null {
  if (word === 'inf') return '_∞';
  return /^([0-9]+|[a-z]|max|min)$/.test(word) ? translate(word, lowered) : null;
}
