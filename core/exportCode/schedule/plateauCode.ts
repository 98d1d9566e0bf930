/** ReduceLROnPlateau, written in Python: a class that is told the losses of the run, `core/schedules/reduceLROnPlateau.ts`. */
import { code, type Part } from '../part.ts';
import { pythonFloat } from '../pythonValue.ts';
import type { Arguments } from './scheduleKinds.ts';

/** @param warmup A ramp in front of it; null: none. Metrics of the ramp don't count. */
export function plateauCode(
  given: Arguments,
  warmup: { readonly steps: number; readonly start: number } | null,
): Part {
  const float = (name: string) => pythonFloat(given.number(name));
  const [operator, sign, worst] = given.text('mode') === 'min' ? ['<', '-', 'inf'] : ['>', '+', '-inf'];
  const bound =
    given.text('threshold_mode') === 'rel'
      ? `self.best * (1 ${sign} ${float('threshold')})`
      : `self.best ${sign} ${float('threshold')}`;
  const cooldown = given.number('cooldown');
  const rate = warmup
    ? `
    @property
    def rate(self):
        if self.reports < ${warmup.steps}:
            share = self.reports / ${warmup.steps}
            return self.reduced * (${pythonFloat(warmup.start)} + (1 - ${pythonFloat(warmup.start)}) * share)
        return self.reduced
`
    : `
    @property
    def rate(self):
        return self.reduced
`;
  return {
    imports: [],
    code: code(`
class ReduceLROnPlateau:
    """Multiplies the rate by ${given.number('factor')} after more than ${given.number('patience')} losses in a row that were no better."""

    def __init__(self, lr):
        self.reduced, self.best, self.bad, self.cooldown, self.reports = lr, float("${worst}"), 0, 0, 0
${rate.trimEnd()}

    def report(self, metric):
        self.reports += 1
${warmup ? `        if self.reports <= ${warmup.steps}:\n            return\n` : ''}        if metric ${operator} ${bound}:
            self.best, self.bad = metric, 0
        else:
            self.bad += 1
        if self.cooldown > 0:
            self.cooldown, self.bad = self.cooldown - 1, 0
        if self.bad > ${given.number('patience')}:
            lower = max(self.reduced * ${float('factor')}, ${float('min_lr')})
            if self.reduced - lower > ${float('eps')}:
                self.reduced = lower
            self.cooldown, self.bad = ${cooldown}, 0
`),
  };
}
