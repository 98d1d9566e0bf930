'use strict';
const square = (x) => x * x;
function update(parameters, gradient, state, hyperparameters, step) {
  const $lr = hyperparameters.lr;
  const $beta1 = hyperparameters.beta1;
  const $beta2 = hyperparameters.beta2;
  const $eps = hyperparameters.eps;
  const $weight_decay = hyperparameters.weight_decay;
  const $t = step;
  const $u = 1 - $lr * $weight_decay;
  const $u2 = 1 - $beta1;
  const $u3 = 1 - $beta2;
  const $u4 = oneMinusPower($beta1, $t);
  const $u5 = oneMinusPower($beta2, $t);
  const state0 = state.tensors[0];
  const state1 = state.tensors[1];
  for (let i = 0; i < parameters.length; i++) {
    const $p = parameters[i];
    const $m = state0[i];
    const $g = gradient[i];
    const $s = state1[i];
    const $p2 = $p * $u;
    const $m2 = $beta1 * $m + $u2 * $g;
    const $s2 = $beta2 * $s + $u3 * square($g - $m2) + $eps;
    const $m_hat = $m2 / $u4;
    const $s_hat = $s2 / $u5;
    const $p3 = $p2 - $lr * $m_hat / (Math.sqrt($s_hat) + $eps);
    parameters[i] = $p3;
    state0[i] = $m2;
    state1[i] = $s2;
  }
}
return { update };
