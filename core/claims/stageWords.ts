/** What people read of trainings in stages. */
import { problemName } from '../experiment/describe.ts';
import { parseExperiment } from '../experiment/parseExperiment.ts';
import type { Problem } from '../experiment/schema.ts';
import { isHeldOut } from '../experiment/splitOf.ts';
import { formatCount, formatSetting } from '../format.ts';
import type { RaceOutput, RunOutput } from '../lesson/raceOutput.ts';
import { findOptimizer } from '../optimizers/index.ts';
import type { StagesProtocol, TrainingStage } from './claim.ts';
import { experimentOfStage, type TrainedWay } from './stages.ts';

/** `batch 32 → 128 → 512, lr 0.4`: what changes with its values, what doesn't with one. @internal */
export function wayName(stages: readonly TrainingStage[]): string {
  const batches = changes(stages.map(({ batch_size }) => String(batch_size)));
  return `batch ${batches}, lr ${changes(stages.map(({ lr }) => formatSetting(lr)))}`;
}

/** By what changes in each, where that tells them apart: `lr 0.8 → 0.2`, `batch 8 → 32`; else by all. */
function shortNames(ways: readonly (readonly TrainingStage[])[]): readonly string[] {
  const whole = ways.map(wayName);
  const short = whole.map((name) => {
    const changing = name.split(', ').filter((part) => part.includes('→'));
    return changing.length > 0 ? changing.join(', ') : name;
  });
  return new Set(short).size === short.length ? short : whole;
}

function changes(values: readonly string[]): string {
  return values.filter((value, i) => value !== values[i - 1]).join(' → ');
}

/** `Handwritten digits, logistic regression · SGD · batch 32, lr 0.4 → 0.1; batch 32 → 128, lr 0.4 · 20 epochs · 5 seeds`. */
export function stagesWords(protocol: StagesProtocol): string {
  const { optimizer, ways, seeds } = protocol;
  const epochs = [...new Set(ways.map((stages) => stages.reduce((sum, stage) => sum + stage.epochs, 0)))];
  const length = `${epochs.map(formatCount).join(' or ')} ${epochs.join() === '1' ? 'epoch' : 'epochs'}`;
  const seedWords = `${formatCount(seeds.length)} ${seeds.length === 1 ? 'seed' : 'seeds'}`;
  const name = findOptimizer(optimizer)?.rule.name ?? optimizer;
  return [problemWords(protocol), name, ways.map(wayName).join('; '), length, seedWords].join(' · ');
}

function problemWords(protocol: StagesProtocol): string {
  const stage = protocol.ways[0]?.[0];
  return stage ? problemName(parseExperiment(experimentOfStage(protocol, stage)).problem) : '';
}

/** The ways of one seed, by their steps: of two that see the same rows the one with larger batches takes fewer. */
export function stagesPicture(protocol: StagesProtocol, ways: readonly TrainedWay[]): RaceOutput {
  const { problem, seeds } = protocol;
  const names = shortNames(protocol.ways);
  const areHeldOut = isHeldOut(problem as Problem);
  const runs = ways.map((way, number): RunOutput => {
    const name = names[number] ?? '';
    const [steps, loss] = [way.steps.at(-1) ?? 0, told(way.losses.at(-1) ?? Number.NaN)];
    return {
      ...{ name, stem: name, setting: number, settingName: name, seed: seeds[0] ?? null },
      ...{ color: number, variant: 0, steps, stepsPerEpoch: 1, first: 0 },
      ...{ stepOf: way.steps, losses: way.losses.map(told), raw: null, loss },
      stepLengths: null,
      ...{ heldOut: areHeldOut ? told(way.evaluated) : null, evaluated: null },
      ...{ status: `${loss === null ? 'Diverged' : 'Finished'} after ${formatCount(steps)} steps` },
      ...{ wrong: loss === null, ended: true, divergedAt: loss === null ? steps : null, reached: null },
    };
  });
  return { type: 'race', race: '', title: stagesWords(protocol), target: null, stepAlong: null, runs };
}

function told(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}
