'use strict';
const square = (x) => x * x;
function update(parameters, gradient, state, hyperparameters, step) {
  const $lr = hyperparameters.lr;
  const $beta1 = hyperparameters.beta1;
  const $beta2 = hyperparameters.beta2;
  const $beta3 = hyperparameters.beta3;
  const $alpha = hyperparameters.alpha;
  const $eps = hyperparameters.eps;
  const $weight_decay = hyperparameters.weight_decay;
  const $warmup_steps = hyperparameters.warmup_steps;
  const $t = step;
  const $slow_alpha = $alpha;
  const $slow_beta = $beta3;
  const $share = Math.min(1, $t / $warmup_steps);
  const $slow_alpha2 = $share * $alpha;
  const $slow_beta2 = Math.exp(1 / ((1 - $share) / Math.log($beta1) + $share / Math.log($beta3)));
  const $slow_alpha3 = ($warmup_steps > 0) ? $slow_alpha2 : $slow_alpha;
  const $slow_beta3 = ($warmup_steps > 0) ? $slow_beta2 : $slow_beta;
  const $u = 1 - $beta1;
  const $u2 = 1 - $slow_beta3;
  const $u3 = 1 - $beta2;
  const $u4 = oneMinusPower($beta1, $t);
  const $u5 = oneMinusPower($beta2, $t);
  const state0 = state.tensors[0];
  const state1 = state.tensors[1];
  const state2 = state.tensors[2];
  for (let i = 0; i < parameters.length; i++) {
    const $m1 = state0[i];
    const $g = gradient[i];
    const $m2 = state1[i];
    const $v = state2[i];
    const $p = parameters[i];
    const $m12 = $beta1 * $m1 + $u * $g;
    const $m22 = $slow_beta3 * $m2 + $u2 * $g;
    const $v2 = $beta2 * $v + $u3 * square($g);
    const $m1_hat = $m12 / $u4;
    const $v_hat = $v2 / $u5;
    const $p2 = $p - $lr * (($m1_hat + $slow_alpha3 * $m22) / (Math.sqrt($v_hat) + $eps) + $weight_decay * $p);
    parameters[i] = $p2;
    state0[i] = $m12;
    state1[i] = $m22;
    state2[i] = $v2;
  }
}
return { update };
