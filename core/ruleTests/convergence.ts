import { largestLoss } from '../engine/lossLimit.ts';
import { formatCount, formatNumber } from '../format.ts';
import type { Surface } from '../problems/surfaces/surface.ts';
import { surfaceObjective } from '../problems/surfaces/surfaceObjective.ts';
import { inRange } from '../rule/check/range.ts';
import { fillSettings } from '../rule/check/settings.ts';
import { wrongSignOf } from '../rule/inspect/wrongSign.ts';
import type { Rule, Settings } from '../rule/syntax/rule.ts';
import { type BadStep, badStepSentence, firstBadStep } from './badStep.ts';
import { at, atWrongSign, failed, passed, type RuleTest } from './ruleTest.ts';
import { startRun } from './run.ts';

const steps = 5000;
/** Of the loss at the start. */
const share = 0.01;
/** Half decades. */
const rates = Array.from({ length: 11 }, (_, i) => Number((10 ** (-4 + i / 2)).toPrecision(2)));

export const convergesOn =
  (surface: Surface): RuleTest =>
  (rule) => {
    const { settings, arrives, came, where } = bestOf(rule, surface);
    const sign = arrives ? null : wrongSignOf(rule, fillSettings(rule, settings));
    if (sign) return atWrongSign(sign, `${came}${where}.`);
    const { named, divergesAt, bad } = atDefaults(rule, surface);
    if (bad && !bad.hasGrown) {
      const elsewhere = arrives ? `${came}${where}.` : '';
      const said = `${named} it comes to numbers that aren’t finite.`;
      return at(bad.bad?.line, failed(said, badStepSentence(bad), elsewhere));
    }
    const diverges = divergesAt === null ? '' : `${named} it diverges in step ${divergesAt}.`;
    if (arrives) return passed(`${came}${where}.`, diverges);
    return failed(`${came}${where}.`, 'A hundredth of the loss at the start was expected.', diverges);
  };

interface Best {
  readonly settings: Settings;
  readonly arrives: boolean;
  /** `It comes from a loss of 100.0 to 0.9734 in 34 steps` */
  readonly came: string;
  /** ` at lr 0.01`; where that was not enough, of how many rates it is the best. */
  readonly where: string;
}

/** At that of all rates which brings the loss furthest down. */
function bestOf(rule: Rule, surface: Surface): Best {
  const tries = settingsOf(rule).map((settings) => ({ settings, ...lossAfter(rule, settings, surface) }));
  const { settings, loss, steps: count } = tries.reduce((a, b) => (b.loss < a.loss ? b : a));
  const start = surface.value(...surface.start);
  const arrives = loss <= share * start;
  const from = formatNumber(start);
  const came =
    count === 0
      ? `Its loss never falls below that of the start, ${from}`
      : `It comes from a loss of ${from} to ${formatNumber(loss)} in ${formatCount(count)} ${count === 1 ? 'step' : 'steps'}`;
  const range = `${tries.length} rates from ${rates[0]} to ${rates.at(-1)}`;
  const rate = settings['lr'];
  if (rate === undefined) return { settings, arrives, came, where: ' with its defaults' };
  if (arrives) return { settings, arrives, came, where: ` at lr ${rate}` };
  const where = count === 0 ? `, at any of ${range}` : ` at lr ${rate}, the best of ${range}`;
  return { settings, arrives, came, where };
}

function settingsOf(rule: Rule): readonly Settings[] {
  const lr = rule.hyperparameters.find(({ name }) => name === 'lr');
  const tried = lr ? rates.filter((rate) => inRange(rate, lr.range)) : [];
  return tried.length > 0 ? tried.map((rate) => ({ lr: rate })) : [{}];
}

/** The lowest loss, and after how many steps it was low enough, or else was the lowest. */
function lossAfter(rule: Rule, settings: Settings, surface: Surface): { loss: number; steps: number } {
  const { stepper } = startRun(rule, settings, surfaceObjective(surface));
  const losses = new Float64Array(steps);
  const taken = stepper.run(steps, Number.MAX_VALUE, losses, null);
  const enough = share * surface.value(...surface.start);
  let best = { loss: surface.value(...surface.start), steps: 0 };
  for (const [done, loss] of losses.subarray(0, taken).entries()) {
    if (!(loss < best.loss)) continue;
    best = { loss, steps: done + 1 };
    if (loss <= enough) break;
  }
  return best;
}

interface AtDefaults {
  /** `At its default lr 0.01`, `With its defaults`. */
  readonly named: string;
  /** The first step whose loss is far too large, or isn't finite; null where there is none. */
  readonly divergesAt: number | null;
  /** Where a parameter of that step isn't finite. */
  readonly bad: BadStep | null;
}

/** A rule may arrive at some rates and be of no use at the one that it names itself. */
function atDefaults(rule: Rule, surface: Surface): AtDefaults {
  const run = startRun(rule, {}, surfaceObjective(surface));
  const limit = largestLoss(surface.value(...surface.start));
  const losses = new Float64Array(steps);
  const taken = run.stepper.run(steps, limit, losses, null);
  const { lr } = run.settings;
  const named = lr === undefined ? 'With its defaults' : `At its default lr ${lr}`;
  if ((losses[taken - 1] ?? 0) <= limit) return { named, divergesAt: null, bad: null };
  const bad = firstBadStep(startRun(rule, {}, surfaceObjective(surface)), taken);
  return { named, divergesAt: taken, bad };
}
