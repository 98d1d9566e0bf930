/** How data is split and standardized, written in Python: `load_data()`. */

import type { ProblemSplit } from '../../experiment/splitOf.ts';
import { code, type Part } from '../part.ts';
import { pythonFloat } from '../pythonValue.ts';

export interface Preparation {
  /** Which rows are held out, and which of them the model is judged by. */
  readonly split: ProblemSplit;
  readonly standardize: boolean;
  /** 0 where numbers are predicted. */
  readonly classes: number;
}

/** `load_data()`: inputs and targets to train on, and those to be judged by, which are the same where none are held out. */
export function preparation(given: Preparation): Part {
  const { standardize, classes } = given;
  const { validation, test } = given.split;
  const isSplit = validation > 0 || test > 0;
  const ofValidation = validation > 0 ? [classes > 0 ? splitByClass(given) : split(given)] : [];
  const parts = [
    ...(test > 0 ? [splitInThree(given)] : ofValidation),
    ...(standardize ? [standardizing] : []),
    loading(given),
  ];
  return {
    imports: ['import numpy as np', ...(isSplit ? ['import math'] : [])],
    code: parts.map((part) => code(part)).join('\n\n\n'),
  };
}

/** How many are held out, as Math.round rounds. */
function heldOut(validation: number): string {
  return `min(rows - 1, max(1, math.floor(rows * ${pythonFloat(validation)} + 0.5)))`;
}

const toSplit = 'Which rows are to be trained on; the others are held out, the same for every seed.';

function split({ split: { validation } }: Preparation): string {
  return `
def training_rows(targets):
    """${toSplit}"""
    rows = len(targets)
    order = list(range(rows))
    Random(0, stream=2).shuffle(order)
    training = np.full(rows, True)
    training[order[:${heldOut(validation)}]] = False
    return training
`;
}

function splitByClass({ split: { validation }, classes }: Preparation): string {
  return `
def training_rows(labels):
    """${toSplit}

    Each class is held out in its share, by largest remainder, and keeps a row as long as others
    can give one.
    """
    rows, random = len(labels), Random(0, stream=2)
    groups = [np.flatnonzero(labels == label).tolist() for label in range(${classes})]
    total = ${heldOut(validation)}
    ideals = [len(group) * total / rows for group in groups]
    shares = [math.floor(ideal) for ideal in ideals]
    while sum(shares) < total:
        left = [len(group) - share for group, share in zip(groups, shares)]
        able = [k for k in range(${classes}) if left[k] > 1] or [k for k in range(${classes}) if left[k] > 0]
        shares[max(able, key=lambda k: ideals[k] - shares[k])] += 1
    training = np.full(rows, True)
    for group, share in zip(groups, shares):
        random.shuffle(group)
        training[group[:share]] = False
    return training
`;
}

/** Test rows first, then of the others those to validate on; each by a stream of its own. */
function splitInThree({ split: { validation, test, evaluateOn }, classes }: Preparation): string {
  const groups =
    classes > 0 ? `[rows[labels[rows] == label].tolist() for label in range(${classes})]` : '[rows.tolist()]';
  const counted = (share: number, most: string) =>
    `min(${most}, max(1, math.floor(len(rows) * ${pythonFloat(share)} + 0.5)))`;
  const judged = evaluateOn === 'test' ? 'tested' : validation > 0 ? 'validated' : '~(tested | validated)';
  return `
def drawn(labels, rows, count, stream):
    """So many of the rows, the same for every seed.${classes > 0 ? ' Each class gives its share, by largest remainder.' : ''}"""
    random, held = Random(0, stream=stream), np.full(len(labels), False)
    groups = ${groups}
    ideals = [len(group) * count / len(rows) for group in groups]
    shares = [math.floor(ideal) for ideal in ideals]
    while sum(shares) < count:
        left = [len(group) - share for group, share in zip(groups, shares)]
        able = [k for k, rest in enumerate(left) if rest > 1] or [k for k, rest in enumerate(left) if rest > 0]
        shares[max(able, key=lambda k: ideals[k] - shares[k])] += 1
    for group, share in zip(groups, shares):
        random.shuffle(group)
        held[group[:share]] = True
    return held


def training_rows(labels):
    """Which rows are to be trained on, and which the model is judged by."""
    rows = np.arange(len(labels))
    tested = drawn(labels, rows, ${counted(test, `len(rows) - ${validation > 0 ? 2 : 1}`)}, stream=3)
${
  validation > 0
    ? `    count = ${counted(validation, 'len(rows) - tested.sum() - 1')}
    validated = drawn(labels, rows[~tested], count, stream=2)`
    : '    validated = np.full(len(rows), False)'
}
    return ~(tested | validated), ${judged}
`;
}

const standardizing = `
def standardize(values, training, keep_indicators=False):
    """(value - mean) / deviation, by the rows to train on. A column of one value becomes 0."""
    known = values[training]
    means, deviations = known.mean(axis=0), known.std(axis=0)
    is_constant = (known == known[0]).all(axis=0)
    means, deviations = np.where(is_constant, known[0], means), np.where(is_constant, 1, deviations)
    if keep_indicators:  # Columns of 0 and 1 stay as they are.
        is_indicator = np.isin(known, (0, 1)).all(axis=0)
        means, deviations = np.where(is_indicator, 0, means), np.where(is_indicator, 1, deviations)
    return (values - means) / deviations
`;

function loading({ split: { validation, test }, standardize, classes }: Preparation): string {
  const isRegression = classes === 0;
  const isSplit = validation > 0 || test > 0;
  const rows = isSplit ? 'training' : 'slice(None)';
  const judged = test > 0 ? 'judged' : '~training';
  const body = [
    `inputs, targets = make_data()`,
    ...(isRegression ? ['targets = targets.reshape(-1, 1)'] : []),
    ...(isSplit ? [`training${test > 0 ? ', judged' : ''} = training_rows(targets)`] : []),
    ...(standardize ? [`inputs = standardize(inputs, ${rows}, keep_indicators=True)`] : []),
    ...(standardize && isRegression ? [`targets = standardize(targets, ${rows})`] : []),
    isSplit
      ? `return (inputs[training], targets[training]), (inputs[${judged}], targets[${judged}])`
      : 'return (inputs, targets), (inputs, targets)',
  ];
  return [
    'def load_data():',
    '    """Inputs and targets to train on, and those that the model is judged by."""',
    ...body.map((line) => `    ${line}`),
  ].join('\n');
}
