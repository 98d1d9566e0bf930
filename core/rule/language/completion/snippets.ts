/** Texts with places to fill in, as VS Code's snippets have them: `${1:name}`. A tab is one indentation. */
import { functionMeanings, keywordMeanings, usualHyperparameters } from '../words.ts';

export interface Snippet {
  readonly label: string;
  /** What it is, in a few words. */
  readonly detail: string;
  readonly about: string;
  readonly text: string;
  /** The name that it declares, where that is always the same: offered only while nothing has that name. */
  readonly declares?: string;
}

// biome-ignore-start lint/suspicious/noTemplateCurlyInString: as snippets have it
const ranges = '${3|[0\\, inf),[0\\, 1),(0\\, inf),[0\\, 1]|}';

/** Whole lines above `update`. */
export const declarations: readonly Snippet[] = [
  {
    label: 'name',
    detail: 'the name of the rule',
    about: keywordMeanings.name.about,
    text: 'name "${1:My optimizer}"',
  },
  ...usualHyperparameters.map(({ name, default: value, range, about }) => ({
    label: name,
    detail: 'a usual hyperparameter',
    about: `${about}: ${value} in ${range}`,
    text: `${name} = \${1:${value}} in ${range}  # ${about}`,
    declares: name,
  })),
  {
    label: 'hyperparameter',
    detail: 'a number that is set before a run',
    about: 'Its default, the range that it lies in, and what it does.',
    text: `\${1:factor} = \${2:0.1} in ${ranges}  # \${4:what it does}`,
  },
  {
    label: 'option',
    detail: 'a choice between yes and no',
    about: keywordMeanings.option.about,
    text: 'option ${1:nesterov} = ${2|false,true|}  # ${3:whether}',
  },
  {
    label: 'option of words',
    detail: 'a choice between words',
    about: keywordMeanings.option.about,
    text: 'option ${1:form} = ${2:first} in {${2:first}, ${3:second}}  # ${4:what differs}',
  },
  {
    label: 'state',
    detail: 'what is kept from step to step',
    about: keywordMeanings.state.about,
    text: 'state ${1:m}',
  },
  {
    label: 'scalar',
    detail: 'one number that is kept from step to step',
    about: keywordMeanings.scalar.about,
    text: 'scalar ${1:product} = ${2:1}',
  },
  {
    label: 'update',
    detail: 'the lines of one step',
    about: keywordMeanings.update.about,
    text: 'update\n\t${0:p -= lr * g}',
  },
];

/** All of a rule, where there is nothing yet. */
export const wholeRule: Snippet = {
  label: 'optimizer',
  detail: 'a whole rule to begin with',
  about: 'Gradient descent with momentum.',
  text: [
    '# ${1:What it is, and where it was published.}',
    'name "${2:My optimizer}"',
    '',
    'lr       = ${3:0.01}  in [0, inf)  # learning rate',
    'momentum = ${4:0.9}   in [0, 1)    # share of the velocity that is kept each step',
    '',
    'state v',
    '',
    'update',
    '\tv = momentum * v + g',
    '\t${0:p -= lr * v}',
  ].join('\n'),
};

/** Where the gradient is taken: the first line of an update. */
export const aheadLine: Snippet = {
  label: 'look ahead',
  detail: 'the gradient elsewhere than at p',
  about: 'Where the gradient is taken, as the first line of an update.',
  text: 'g = gradient at p + ${1:momentum} * ${2:v}',
};

/** Whole lines of an update that many optimizers have. */
export const formulas: readonly Snippet[] = [
  {
    label: 'mean of gradients',
    detail: 'm = beta1 * m + (1 - beta1) * g',
    about: 'A running mean, of which beta1 is the share that is kept each step.',
    text: '${1:m} = ${2:beta1} * ${1:m} + (1 - ${2:beta1}) * g',
  },
  {
    label: 'mean of squares',
    detail: 'v = beta2 * v + (1 - beta2) * g**2',
    about: 'A running mean of squared gradients.',
    text: '${1:v} = ${2:beta2} * ${1:v} + (1 - ${2:beta2}) * g**2',
  },
  {
    label: 'bias correction',
    detail: 'm_hat = m / (1 - beta1**t)',
    about: 'What a running mean would be, had it not begun at 0.',
    text: '${1:m}_hat = ${1:m} / (1 - ${2:beta1}**t)',
  },
  {
    label: 'weight decay',
    detail: 'p *= 1 - lr * weight_decay',
    about: 'A pull of each parameter towards zero, apart from the gradient.',
    text: 'p *= 1 - lr * ${1:weight_decay}',
  },
  {
    label: 'clip the gradient',
    detail: 'g *= min(1, max_norm / (global_norm(g) + 1e-6))',
    about: 'Shortens gradients that are too long, all parameters together.',
    text: 'g *= min(1, ${1:max_norm} / (global_norm(g) + 1e-6))',
  },
];

/** Beginnings of lines of an update. */
export const statements: readonly Snippet[] = [
  {
    label: 'if',
    detail: 'lines for some parameters or steps',
    about: keywordMeanings.if.about,
    text: 'if ${1:condition}\n\t$0',
  },
  {
    label: 'if else',
    detail: 'lines for some, and others for the rest',
    about: keywordMeanings.if.about,
    text: 'if ${1:condition}\n\t${2:lines}\nelse\n\t$0',
  },
];

/** What follows an `if` that stands above. */
export const continuations: readonly Snippet[] = [
  {
    label: 'elif',
    detail: 'another condition',
    about: keywordMeanings.elif.about,
    text: 'elif ${1:condition}\n\t$0',
  },
  { label: 'else', detail: 'all others', about: keywordMeanings.else.about, text: 'else\n\t$0' },
];

/** Calls of all functions. */
export const calls: readonly Snippet[] = Object.entries(functionMeanings).map(([name, meaning]) => ({
  label: name,
  detail: meaning.signature,
  about: meaning.about,
  text: meaning.signature.replace(/\((.+)\)/, (_, names: string) => {
    if (name === 'global_norm') return '(g)';
    const places = names.split(', ').map((each, index) => `\${${index + 1}:${each}}`);
    return `(${places.join(', ')})`;
  }),
}));

export const lookAhead: Snippet = {
  label: 'gradient at',
  detail: keywordMeanings.gradient.signature,
  about: keywordMeanings.gradient.about,
  text: 'gradient at ${0:p}',
};

export const intervals: readonly Snippet[] = [
  ['[0, inf)', '0 and everything above'],
  ['[0, 1)', 'from 0 up to 1, without 1'],
  ['[0, 1]', 'from 0 to 1'],
  ['(0, inf)', 'everything above 0'],
].map(([text = '', detail = '']) => ({ label: text, detail, about: keywordMeanings.in.about, text }));

export const optionValues: readonly Snippet[] = [
  { label: 'false', detail: 'off', about: keywordMeanings.false.about, text: 'false' },
  { label: 'true', detail: 'on', about: keywordMeanings.true.about, text: 'true' },
  {
    label: 'one of several words',
    detail: 'first in {first, second}',
    about: keywordMeanings.in.about,
    text: '${1:first} in {${1:first}, ${2:second}}',
  },
];
// biome-ignore-end lint/suspicious/noTemplateCurlyInString: as snippets have it
