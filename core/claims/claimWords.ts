/** What people read of claims: in the side bar, on their page and in the table of the docs. */
import { optimizersName, problemName } from '../experiment/describe.ts';
import { parseExperiment } from '../experiment/parseExperiment.ts';
import { formatCount, formatNumber, formatSetting } from '../format.ts';
import { mapOfExperiment, settingsOfMap } from '../map/mapSpec.ts';
import { findOptimizer } from '../optimizers/index.ts';
import { raceTitle } from '../race/raceTitle.ts';
import type { BoundaryProtocol, Claim, Expected } from './claim.ts';
import { ruleFilesOf } from './claimRules.ts';
import { stagesWords } from './stageWords.ts';
import type { Judgement } from './verdict.ts';

/** `1 ± 0.1`, `below 1`, `above 0`. */
export function expectedWords(expected: Expected): string {
  if ('below' in expected) return `below ${signed(expected.below)}`;
  if ('above' in expected) return `above ${signed(expected.above)}`;
  const { equals, within } = expected;
  return within === 0 ? signed(equals) : `${signed(equals)} ± ${signed(within)}`;
}

/** `0.9964 (0.9134 to 1.079)`, with the interval where there is one. */
export function measuredWords({ measured, interval }: Pick<Judgement, 'measured' | 'interval'>): string {
  if (Number.isNaN(measured)) return 'no number';
  const number = numberWords(measured);
  if (interval === null) return number;
  const [low, high] = interval.map(numberWords);
  return `${number} (${low} to ${high})`;
}

/** `Cohen et al. 2021, Gradient Descent on Neural Networks …`. */
export function sourceWords({ title, authors, year }: Claim['source']): string {
  const who = whoWords({ authors, year });
  return who === '' ? title : `${who}, ${title}`;
}

/** `Cohen et al. 2021`; empty where nobody is named. */
export function whoWords({ authors, year }: Omit<Claim['source'], 'title'>): string {
  return [authors, year].filter((part) => part !== undefined).join(' ');
}

/**
 * What is run: `Ill-conditioned valley · SGD · lr 0.01 · 200 steps`.
 * @param claim One that `parseClaim` gave.
 */
export function protocolWords({ protocol }: Pick<Claim, 'protocol'>): string {
  if (!protocol) return 'A formula of constants: nothing is run';
  if ('ways' in protocol) return stagesWords(protocol);
  if ('zoom' in protocol) return boundaryWords(protocol);
  if ('experiment' in protocol) {
    const experiment = parseExperiment(protocol.experiment, ruleFilesOf(protocol.rules));
    const { steps, epochs } = experiment;
    const length = steps === undefined ? countWords(epochs ?? 1, 'epoch') : countWords(steps, 'step');
    return `${raceTitle(experiment)} · ${length}`;
  }
  const { optimizer, steps } = protocol;
  const name = findOptimizer(optimizer)?.rule.name ?? optimizer;
  if ('slopes' in protocol) {
    const { usual, other, every } = protocol.slopes;
    const [low, high] = protocol.between.map(signed);
    return `${name} on a slope of ${signed(other)} and then ${countWords(every - 1, 'slope')} of ${signed(usual)}, by turns · kept between ${low} and ${high} · ${countWords(steps, 'step')}`;
  }
  const sizes = protocol.scales.map(formatSetting).join(' and ');
  return `${name} on normal gradients of size ${sizes} · ${countWords(steps, 'step')} · ${countWords(protocol.seeds.length, 'seed')}`;
}

/** `Map of …, rates of first and last layer · 64 × 64 runs of 100 steps a view · …`. */
function boundaryWords({ map, cells, zoom: { factor, first, last } }: BoundaryProtocol): string {
  const experiment = parseExperiment(map);
  const nearer = [first, last].map((view) => formatCount(Math.round(factor ** view)));
  const views = [...new Set(nearer)].join(' to ');
  const { problem, optimizers } = experiment;
  const spec = mapOfExperiment(experiment, undefined);
  const labels = [spec.x, spec.y].map(({ setting }) => {
    const label = settingsOfMap(spec).find(({ name }) => name === setting)?.label ?? setting;
    return label.replace(/^Rate/, 'rate');
  });
  return `${problemName(problem)} · ${optimizersName(optimizers)} · ${labels.join(' by ')} · ${countWords(experiment.epochs ?? 1, 'epoch')} · views of ${cells} × ${cells} runs, ${views} times as near as the whole map`;
}

function countWords(count: number, noun: string): string {
  return `${formatCount(count)} ${noun}${count === 1 ? '' : 's'}`;
}

/** Counts and ranks have no decimals. */
function numberWords(value: number): string {
  return minus(Number.isInteger(value) && Math.abs(value) < 1e6 ? formatCount(value) : formatNumber(value));
}

function signed(value: number): string {
  return minus(formatSetting(value));
}

/** With the sign that is as wide as a plus; exponents keep theirs. */
function minus(text: string): string {
  return text.replace(/^-/, '−');
}
