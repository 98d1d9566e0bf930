/** What a rule compiles to, as texts to be read: one line each. */
import { compile } from './compile.ts';
import type { Rule } from './syntax/rule.ts';
import { wasmText } from './targets/wasm/wasmText.ts';

export interface ShownCode {
  /** As people call it. */
  readonly label: string;
  /** What it is for, as a few words. */
  readonly about: string;
  /** What its file names end in. */
  readonly ending: string;
  /** Ids of languages that editors colour it by, the best first. */
  readonly languages: readonly string[];
  /** What a line of comment begins with. */
  readonly comment: string;
  /** With options at their defaults; hyperparameters stay open. */
  readonly textOf: (rule: Rule) => string;
}

const python = { ending: 'py', languages: ['python'], comment: '#' };

export const shownCodes = {
  javascript: {
    label: 'JavaScript',
    about: 'the kernel in float64',
    ...{ ending: 'js', languages: ['javascript'], comment: '//' },
    textOf: (rule) => compile(rule, 'javascript'),
  },
  wasm: {
    label: 'WebAssembly',
    about: 'as text, the kernel in float32 that trains networks',
    // What there is a grammar for depends on what the person has installed; both are written in brackets.
    ...{ ending: 'wat', languages: ['wat', 'wasm', 'clojure'], comment: ';;' },
    textOf(rule) {
      const module = compile(rule, 'wasm');
      if (module.kind === 'module') return wasmText(module.bytes);
      return `;; There is none: ${module.reason}. float32 JavaScript computes it instead.\n`;
    },
  },
  wgsl: {
    label: 'WGSL',
    about: 'the kernel of a GPU',
    ...{ ending: 'wgsl', languages: ['wgsl', 'rust'], comment: '//' },
    textOf: (rule) => compile(rule, 'wgsl').source,
  },
  numpy: { label: 'NumPy', about: 'a class', ...python, textOf: (rule) => compile(rule, 'numpy') },
  torch: {
    label: 'PyTorch',
    about: 'a torch.optim.Optimizer',
    ...python,
    textOf: (rule) => compile(rule, 'torch'),
  },
  optax: {
    label: 'Optax',
    about: 'a GradientTransformation of JAX',
    ...python,
    textOf: (rule) => compile(rule, 'optax'),
  },
  latex: {
    label: 'LaTeX',
    about: 'the update as papers write it',
    ...{ ending: 'tex', languages: ['latex', 'tex'], comment: '%' },
    textOf: (rule) => `${compile(rule, 'latex').block}\n`,
  },
} as const satisfies Readonly<Record<string, ShownCode>>;

export type ShownCodeId = keyof typeof shownCodes;

export const shownCodeIds = Object.keys(shownCodes) as readonly ShownCodeId[];
