/** Mistakes about weight decay: where it acts, and whether the rate is in it. */
import type { Rule } from '../../rule/syntax/rule.ts';
import type { Assignment, Expression } from '../../rule/syntax/tree.ts';
import type { Misconception, Mutant } from './misconception.ts';
import { binaryOf, isName, isStep, linesOf, mentions, pullOf, shrinkOf } from './patterns.ts';
import { changedEverywhere, changedOnce, make, withLine, withStatements } from './rewrite.ts';
import { text } from './words.ts';

const name = 'weight_decay';

/** Lines such as `p *= 1 - lr * weight_decay`, in the rule's own list of lines. */
function shrinkLines(rule: Rule): readonly Assignment[] {
  return rule.program.statements.flatMap((each) =>
    each.kind === 'assignment' && mentionsDecay(shrinkOf(each)) ? [each] : [],
  );
}

function mentionsDecay(expression: Expression | null): boolean {
  return expression !== null && mentions(expression, name);
}

function others({ program }: Rule, line: Assignment) {
  return program.statements.filter((each) => each !== line);
}

/** `x + weight_decay * p` in the step, as Lion has it: gives the x. */
function besideDecay(expression: Expression, line: Assignment): Expression | null {
  const sum = isStep(line) ? binaryOf(expression, '+') : null;
  return sum && mentionsDecay(sum.right) && mentions(sum.right, 'p') ? sum.left : null;
}

function pullLine(line: Assignment): Assignment {
  const { at } = line;
  const pull = make.binary('*', make.name(name, at), make.name('p', at));
  return { ...line, target: 'g', value: make.binary('+', make.name('g', at), pull) };
}

const after: Misconception = {
  id: 'decay-moved',
  mutants: (reference) =>
    shrinkLines(reference).flatMap((line): Mutant[] => {
      const rest = others(reference, line);
      const isFirst = reference.program.statements.indexOf(line) === 0;
      const isLast = reference.program.statements.at(-1) === line;
      return [
        ...(isLast
          ? []
          : [
              {
                rule: withStatements(reference, [...rest, line]),
                message:
                  'The decay acts after the step, so that it shrinks the step, too. In this rule it acts on the parameters from before the step.',
              },
            ]),
        ...(isFirst
          ? []
          : [
              {
                rule: withStatements(reference, [line, ...rest]),
                message:
                  'The decay acts before the step. In this rule it acts after it, and shrinks the step, too.',
              },
            ]),
      ];
    }),
};

const coupled: Misconception = {
  id: 'decay-coupled',
  mutants(reference) {
    const message =
      'The decay is added to the gradient, as Adam with L2 has it, so that it goes through the running means and is divided by the root. Decoupled, it shrinks p itself: p *= 1 − lr · weight_decay.';
    const shrunk = shrinkLines(reference).map((line) => ({
      rule: withStatements(reference, [pullLine(line), ...others(reference, line)]),
      message,
    }));
    const beside = changedOnce(reference, besideDecay).map(({ rule, line }) => ({
      rule: withStatements(rule, [pullLine(line), ...rule.program.statements]),
      message,
    }));
    return [...shrunk, ...beside];
  },
};

const decoupled: Misconception = {
  id: 'decay-decoupled',
  mutants: (reference) =>
    linesOf(reference)
      .filter((line) => mentionsDecay(pullOf(line)))
      .map((line) => {
        const { at } = line;
        const product = make.binary('*', make.name('lr', at), make.name(name, at));
        const left = make.binary('-', make.number(1, at), product);
        const shrink = { ...line, target: 'p', value: make.binary('*', make.name('p', at), left) };
        return {
          rule: withLine(reference, line, [shrink]),
          message: 'The decay shrinks p itself, as AdamW has it. In this rule it is added to the gradient.',
        };
      }),
};

const withoutRate: Misconception = {
  id: 'decay-without-rate',
  mutants(reference) {
    const shrunk = changedOnce(reference, (expression) => {
      const product = binaryOf(expression, '*');
      return product && isName(product.left, 'lr') && isName(product.right, name) ? product.right : null;
    });
    const beside = changedOnce(reference, (expression, line) => {
      const product = binaryOf(expression, '*');
      const free = product && isName(product.left, 'lr') ? besideDecay(product.right, line) : null;
      const sum = product && binaryOf(product.right, '+');
      return product && free && sum ? make.binary('+', { ...product, right: free }, sum.right) : null;
    });
    return [...shrunk, ...beside].map(({ rule, found }) => ({
      rule,
      message: `lr is missing in the decay: ${text(found)}. Without it, the decay stays as strong when lr falls.`,
    }));
  },
};

/** Rules in which `p *= 1 - lr * weight_decay` makes something else of p and what stands behind the 1. */
function otherShrink(
  id: string,
  message: string,
  change: (p: Expression, share: Expression) => Expression,
): Misconception {
  return {
    id,
    mutants: (reference) =>
      shrinkLines(reference).flatMap((line) => {
        const share = shrinkOf(line);
        if (!share) return [];
        const value = change(make.name('p', line.at), share);
        return [{ rule: withLine(reference, line, [{ ...line, value }]), message }];
      }),
  };
}

const constant = otherShrink(
  'decay-constant',
  'The decay takes the same from every parameter, also from those below zero. It takes the share lr · weight_decay of each: p *= 1 − lr · weight_decay.',
  (p, share) => make.binary('-', p, share),
);

const keepsShare = otherShrink(
  'decay-keeps-share',
  'p keeps only the share lr · weight_decay of itself. That is the share that it loses: it keeps 1 − lr · weight_decay.',
  (p, share) => make.binary('*', p, share),
);

/** The pull above the line of the step, past the means. */
const divided: Misconception = {
  id: 'decay-divided',
  mutants: (reference) =>
    shrinkLines(reference).flatMap((line) => {
      const rule = withStatements(reference, others(reference, line));
      const pulled = changedOnce(rule, (expression, { target }) => {
        const fraction = target === 'p' ? binaryOf(expression, '/') : null;
        const product = fraction && binaryOf(fraction.left, '*');
        if (!fraction || !product) return null;
        const { at } = product.right;
        const pull = make.binary('*', make.name(name, at), make.name('p', at));
        const right = make.binary('+', product.right, pull);
        return { ...fraction, left: { ...product, right } };
      });
      return pulled.map(({ rule }) => ({
        rule,
        message:
          'The decay is divided by the root, as the step is, so that parameters with large gradients hardly decay. It shrinks p itself: p *= 1 − lr · weight_decay.',
      }));
    }),
};

const missing: Misconception = {
  id: 'decay-missing',
  mutants(reference) {
    const message = 'The weight decay is missing: nothing pulls the parameters towards zero.';
    const lines = linesOf(reference).filter(
      (line) => mentionsDecay(shrinkOf(line)) || mentionsDecay(pullOf(line)),
    );
    return [
      ...lines.map((line) => ({ rule: withLine(reference, line, []), message })),
      ...changedOnce(reference, besideDecay).map(({ rule }) => ({ rule, message })),
    ];
  },
};

const growing: Misconception = {
  id: 'decay-growing',
  mutants(reference) {
    const rule = changedEverywhere(reference, (expression, line) => {
      const sum = binaryOf(expression, '+', '-');
      if (!sum) return null;
      const isPull = expression === line.value && mentionsDecay(pullOf(line));
      const isBeside = besideDecay(expression, line) !== null;
      const isShrink = sum.operator === '-' && mentionsDecay(shrinkOf(line)) && sum.right === shrinkOf(line);
      return isPull || isBeside || isShrink ? { ...sum, operator: sum.operator === '+' ? '-' : '+' } : null;
    });
    return rule ? [{ rule, message: 'The sign of the decay is flipped: the parameters grow.' }] : [];
  },
};

export const decay: readonly Misconception[] = [
  missing,
  withoutRate,
  growing,
  coupled,
  decoupled,
  divided,
  constant,
  keepsShare,
  after,
];
