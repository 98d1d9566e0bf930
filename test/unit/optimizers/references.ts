/** All reference cases that a rule has to agree with. */
import { otherCases } from './otherCases.ts';
import { publishedCases } from './publishedCases.ts';
import type { ReferenceCase } from './stray.ts';
import { momentumCases, scheduledCases, torchCases } from './torchCases.ts';
import { biasCase, classCases, demoCases, sweepCases, trajectoryCases } from './tutorialCases.ts';

export const references = {
  'the runs that the tutorial prints': trajectoryCases,
  "the tutorial's classes": classCases,
  "the tutorial's run at other learning rates": sweepCases,
  "the tutorial's demonstrations": [...demoCases, biasCase],
  'torch.optim': torchCases,
  'torch.optim with a schedule': scheduledCases,
  'torch.optim.SGD with momentum': momentumCases,
  'newer PyTorch, timm, Keras and Optax': otherCases,
  'methods as they were published': publishedCases,
} as const satisfies Record<string, readonly ReferenceCase[]>;

const allCases: readonly ReferenceCase[] = Object.values(references).flat();

/** Ids of the optimizers that have cases. PyTorch's have to; any other can do with what holds for every optimizer. */
export const referenced: ReadonlySet<string> = new Set(allCases.map(({ optimizer }) => optimizer));
