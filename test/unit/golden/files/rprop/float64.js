'use strict';
const clip = (x, low, high) => Math.min(Math.max(x, low), high);
function update(parameters, gradient, state, hyperparameters, step) {
  const $etaminus = hyperparameters.etaminus;
  const $etaplus = hyperparameters.etaplus;
  const $step_min = hyperparameters.step_min;
  const $step_max = hyperparameters.step_max;
  const state0 = state.tensors[0];
  const state1 = state.tensors[1];
  for (let i = 0; i < parameters.length; i++) {
    const $g = gradient[i];
    const $previous = state1[i];
    const $step = state0[i];
    const $p = parameters[i];
    const $trend = $g * $previous;
    const $step2 = $step * (($trend > 0) ? $etaplus : (($trend < 0) ? $etaminus : 1));
    const $step3 = clip($step2, $step_min, $step_max);
    const $g2 = ($trend < 0) ? 0 : $g;
    const $p2 = $p - Math.sign($g2) * $step3;
    const $previous2 = $g2;
    parameters[i] = $p2;
    state0[i] = $step3;
    state1[i] = $previous2;
  }
}
return { update };
