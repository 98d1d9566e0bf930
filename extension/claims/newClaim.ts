import { openUnsaved } from '../files/openUnsaved.ts';

/** A claim to begin with: each part says what it is. @internal */
export const newClaimText = `{
  "title": "Momentum is faster than plain descent",
  // What is said, and by whom.
  "claim": "On the valley, momentum reaches a low loss in fewer steps than gradient descent.",
  "source": { "title": "My notes", "authors": "Me", "year": 2025 },
  // What is run: an experiment as in *.experiment.json files. The path of a CSV file is relative to this one.
  "protocol": {
    "experiment": {
      "problem": { "surface": "valley" },
      "optimizers": [{ "optimizer": "sgd" }, { "optimizer": "momentum" }],
      "lr": [0.01],
      "steps": 500,
      "target": 1
    }
  },
  // Numbers of its runs by name. Runs are counted from 0, in the order of the experiment, seeds aside.
  // Measures: final, best, evaluated, first, forGood, diverged, distance, sharpness, coordinate, mean-step, last-step, sign-changes.
  "values": {
    "descent": { "run": 0, "measure": "first" },
    "momentum": { "run": 1, "measure": "first" }
  },
  // One number of them, in the words of the rule language.
  "statistic": { "name": "Steps with momentum, as a share of those without", "formula": "momentum / descent" },
  // What it is if the claim holds: below, above, or equals with within.
  "expected": { "below": 1 },
  // What comes out, and what that means. Run it to see whether it does.
  "verdict": "reproduced",
  "finding": "Momentum adds up along the floor of the valley, where all gradients agree."
}
`;

/** Opens a claim that is not saved yet: with a name in the folder that is open or, where none is, without one. */
export async function openNewClaim(): Promise<void> {
  await openUnsaved((number) => `mine-${number}.claim.json`, newClaimText);
}
