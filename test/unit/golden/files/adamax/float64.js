'use strict';
function update(parameters, gradient, state, hyperparameters, step) {
  const $lr = hyperparameters.lr;
  const $beta1 = hyperparameters.beta1;
  const $beta2 = hyperparameters.beta2;
  const $eps = hyperparameters.eps;
  const $weight_decay = hyperparameters.weight_decay;
  const $t = step;
  const $u3 = 1 - $beta1;
  const $u4 = $lr / oneMinusPower($beta1, $t);
  const state0 = state.tensors[0];
  const state1 = state.tensors[1];
  for (let i = 0; i < parameters.length; i++) {
    const $g = gradient[i];
    const $p = parameters[i];
    const $m = state0[i];
    const $u = state1[i];
    const $g2 = $g + $weight_decay * $p;
    const $g3 = ($weight_decay !== 0) ? $g2 : $g;
    const $m2 = $beta1 * $m + $u3 * $g3;
    const $u2 = Math.max($beta2 * $u, Math.abs($g3) + $eps);
    const $p2 = $p - $u4 * $m2 / $u2;
    parameters[i] = $p2;
    state0[i] = $m2;
    state1[i] = $u2;
  }
}
return { update };
