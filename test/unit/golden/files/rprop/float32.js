'use strict';
const clip = (x, low, high) => Math.min(Math.max(x, low), high);
function update(parameters, gradient, state, hyperparameters, step) {
  const $etaminus = hyperparameters.etaminus;
  const $etaplus = hyperparameters.etaplus;
  const $step_min = hyperparameters.step_min;
  const $step_max = hyperparameters.step_max;
  const f$etaplus = Math.fround($etaplus);
  const f$etaminus = Math.fround($etaminus);
  const f$step_min = Math.fround($step_min);
  const f$step_max = Math.fround($step_max);
  const state0 = state.tensors[0];
  const state1 = state.tensors[1];
  for (let i = 0; i < parameters.length; i++) {
    const $g = gradient[i];
    const $previous = state1[i];
    const $step = state0[i];
    const $p = parameters[i];
    const $trend = Math.fround($g * $previous);
    const $step2 = Math.fround($step * (($trend > 0) ? f$etaplus : (($trend < 0) ? f$etaminus : 1)));
    const $step3 = clip($step2, f$step_min, f$step_max);
    const $g2 = (($trend < 0) ? 0 : $g);
    const $p2 = Math.fround($p - Math.fround(Math.sign($g2) * $step3));
    const $previous2 = $g2;
    parameters[i] = $p2;
    state0[i] = $step3;
    state1[i] = $previous2;
  }
}
return { update };
