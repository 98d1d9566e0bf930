/** The words of a column's name: `train/lossStep` has train, loss and step. */

/** Words that are written as one. */
const compounds = /^(train|training|val|valid|validation|test|eval|dev)_?(loss|acc|accuracy|step)$/;

/** Words that mean the same. */
const same: Readonly<Record<string, string>> = {
  training: 'train',
  trn: 'train',
  tr: 'train',
  valid: 'val',
  validation: 'val',
  eval: 'val',
  evaluation: 'val',
  dev: 'val',
  holdout: 'val',
  heldout: 'val',
  losses: 'loss',
  accuracy: 'acc',
  epochs: 'epoch',
  ep: 'epoch',
  steps: 'step',
  iter: 'step',
  iters: 'step',
  iteration: 'step',
  iterations: 'step',
  update: 'step',
  updates: 'step',
  timesteps: 'step',
};

export function nameTokens(name: string): string[] {
  return name
    .replace(/([a-z])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .flatMap((word) => compounds.exec(word)?.slice(1) ?? [word])
    .filter((word) => word !== '')
    .map((word) => (Object.hasOwn(same, word) ? (same[word] ?? word) : word));
}
