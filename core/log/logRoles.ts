/** What the columns of a log are, by their names. */
import { nameTokens } from './nameTokens.ts';

export const roleNames = [
  'step',
  'epoch',
  'loss',
  'validationLoss',
  'accuracy',
  'learningRate',
  'seconds',
] as const;
export type Role = (typeof roleNames)[number];

/** The name of the column that has a role; undefined where none has. */
export type Roles = { readonly [R in Role]?: string | undefined };

/** What the person says: the name of a column, or null where none has the role. What is left out is found by name. */
export type RoleChoice = { readonly [R in Role]?: string | null };

/** A name, taken apart. */
interface Words {
  readonly all: readonly string[];
  /** In one string. */
  readonly joined: string;
  /** On rows that are held out; `test` as well. */
  readonly isHeldOut: boolean;
  readonly isTest: boolean;
  readonly isTraining: boolean;
  /** Without the words that say on which rows. */
  readonly rest: readonly string[];
}

const scopes = new Set(['train', 'val', 'test']);

function wordsOf(name: string): Words {
  const all = nameTokens(name);
  const isTest = all.includes('test') && !all.includes('val');
  return {
    all,
    joined: all.join(' '),
    isHeldOut: all.includes('val') || isTest,
    isTest,
    isTraining: all.includes('train'),
    rest: all.filter((word) => !scopes.has(word)),
  };
}

/** How well a name fits a role, lower is better; undefined where it doesn't. */
type Rank = (words: Words) => number | undefined;

/** The place in a list of names, the best first. */
function oneOf(...names: readonly string[]): Rank {
  return ({ joined }) => {
    const place = names.indexOf(joined);
    return place < 0 ? undefined : place;
  };
}

const otherQuantities = ['scale', 'scaler', 'weight', 'coef', 'ratio', 'time', 'std', 'var', 'num', 'grad'];
const lossWords = ['mse', 'nll', 'cost', 'objective', 'bce', 'ce', 'xent', 'rmse', 'mae', 'error'];
const perStep = new Set(['step', 'batch']);
const perEpoch = new Set(['epoch', 'avg', 'average', 'mean', 'running', 'total']);

/** How plainly the words say loss. */
function lossRank({ rest }: Words): number | undefined {
  if (rest.some((word) => otherQuantities.includes(word))) return undefined;
  if (!rest.includes('loss')) return rest.length === 1 && lossWords.includes(rest[0] ?? '') ? 7 : undefined;
  const others = rest.filter((word) => word !== 'loss');
  if (others.length === 0) return 0;
  if (others.every((word) => perStep.has(word))) return 2;
  return others.every((word) => perStep.has(word) || perEpoch.has(word)) ? 3 : 5;
}

const trainingLossRank: Rank = (words) => {
  if (words.isHeldOut) return undefined;
  const rank = lossRank(words);
  if (rank !== undefined) return rank + (words.isTraining ? 0.5 : 0);
  return words.joined === 'value' ? 9 : undefined;
};

const heldOutLossRank: Rank = (words) => {
  const rank = words.isHeldOut ? lossRank(words) : undefined;
  return rank === undefined ? undefined : rank + (words.isTest ? 3 : 0);
};

const accuracyKinds = new Set(['acc', 'top1', 'epoch', 'step', 'categorical', 'sparse', 'binary', 'score']);

const accuracyRank: Rank = ({ rest, isHeldOut, isTest, isTraining }) => {
  if (!rest.includes('acc') && !rest.includes('top1')) return undefined;
  const others = rest.filter((word) => !accuracyKinds.has(word)).length;
  const scope = isTest ? 2 : isHeldOut ? 0 : isTraining ? 6 : 4;
  return scope + Math.min(others, 3) / 2;
};

const rateRank: Rank = ({ rest, joined }) => {
  if (joined === 'lr' || joined === 'learning rate') return 0;
  const isRate = rest.includes('lr') || (rest.includes('learning') && rest.includes('rate'));
  return isRate && !rest.includes('loss') ? 1 : undefined;
};

const ranks: Readonly<Record<Role, Rank>> = {
  step: oneOf(
    ...['trainer global step', 'global step', 'step', 'train step', 'num step', 'total step'],
    ...['train global step', 'time total step', 'batch', 'batch idx', 'samples', 'tokens', 'num tokens'],
  ),
  epoch: oneOf('epoch', 'train epoch', 'current epoch', 'epoch num', 'epoch number', 'epoch idx'),
  loss: trainingLossRank,
  validationLoss: heldOutLossRank,
  accuracy: accuracyRank,
  learningRate: rateRank,
  seconds: oneOf(
    ...['wall time', 'timestamp', 'runtime', 'elapsed', 'elapsed time', 'time elapsed', 'time', 'seconds'],
    ...['relative time', 'walltime', 'sec', 'secs', 'time s', 'datetime', 'date'],
  ),
};

/** The names that may have each role, the likeliest first. */
export type Candidates = { readonly [R in Role]: readonly string[] };

export function candidatesFor(names: readonly string[]): Candidates {
  const words = names.map((name) => ({ name, words: wordsOf(name) }));
  const list = (rank: Rank) =>
    words
      .flatMap(({ name, words: own }) => {
        const number = rank(own);
        return number === undefined ? [] : [{ name, number }];
      })
      // Equal ones stay in the order of the log.
      .sort((a, b) => a.number - b.number)
      .map(({ name }) => name);
  const loss = list(ranks.loss);
  const likeLoss = wordsOf(loss[0] ?? '').rest.join(' ');
  // Of several held-out losses, the one that is called as the loss is: `val/box_loss` beside `train/box_loss`.
  const validationRank: Rank = (own) => {
    const rank = ranks.validationLoss(own);
    return rank !== undefined && own.rest.join(' ') === likeLoss ? rank - 2.5 : rank;
  };
  return {
    step: list(ranks.step),
    epoch: list(ranks.epoch),
    loss,
    validationLoss: list(validationRank),
    accuracy: list(ranks.accuracy),
    learningRate: list(ranks.learningRate),
    seconds: list(ranks.seconds),
  };
}

/**
 * The roles of columns. Where no name says loss, the one column that has no other role is it.
 * @param choice Of the person; a name that isn't there counts as left out.
 */
export function findRoles(names: readonly string[], candidates: Candidates, choice: RoleChoice): Roles {
  const roles: { -readonly [R in Role]?: string | undefined } = {};
  for (const role of roleNames) {
    const chosen = choice[role];
    const isThere = typeof chosen === 'string' && names.includes(chosen);
    roles[role] = isThere ? chosen : chosen === null ? undefined : candidates[role][0];
  }
  if (roles.loss !== undefined || choice.loss === null) return roles;
  const taken = new Set(roleNames.flatMap((role) => candidates[role].concat(roles[role] ?? [])));
  const others = names.filter((name) => !taken.has(name));
  if (others.length === 1) roles.loss = others[0];
  return roles;
}
