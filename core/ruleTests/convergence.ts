import { movesUp } from '../engine/ascent.ts';
import { formatNumber } from '../format.ts';
import type { Surface } from '../problems/surfaces/surface.ts';
import { surfaceObjective } from '../problems/surfaces/surfaceObjective.ts';
import { inRange } from '../rule/check/range.ts';
import { fillSettings } from '../rule/check/settings.ts';
import type { Rule, Settings } from '../rule/syntax/rule.ts';
import { failed, passed, type RuleTest } from './ruleTest.ts';
import { startRun } from './run.ts';

const steps = 5000;
/** Of the loss at the start. */
const share = 0.01;
/** Half decades. */
const rates = Array.from({ length: 11 }, (_, i) => Number((10 ** (-4 + i / 2)).toPrecision(2)));

const wrongSign =
  'The rule moves up the gradient, at any rate: turn the sign of its step, as in p -= lr * g.';

export const convergesOn =
  (surface: Surface): RuleTest =>
  (rule) => {
    const tries = settingsOf(rule).map((settings) => ({ settings, ...lossAfter(rule, settings, surface) }));
    const best = tries.reduce((a, b) => (b.loss < a.loss ? b : a));
    const at = best.settings['lr'] === undefined ? 'with its defaults' : `at lr ${best.settings['lr']}`;
    const start = surface.value(...surface.start);
    const came = `from a loss of ${formatNumber(start)} to ${formatNumber(best.loss)} in ${best.steps.toLocaleString('en')} steps ${at}`;
    if (best.loss <= share * start) return passed(`It comes ${came}.`);
    const tried =
      tries.length === 1 ? '' : `, the best of ${tries.length} rates from ${rates[0]} to ${rates.at(-1)}`;
    const said = `It comes ${came}${tried}. A hundredth of the loss at the start was expected.`;
    return failed(movesUp(rule, fillSettings(rule, best.settings)) ? `${said} ${wrongSign}` : said);
  };

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
