'use strict';
const square = (x) => x * x;
function update(parameters, gradient, state, hyperparameters, step) {
  const $lr = hyperparameters.lr;
  const $beta1 = hyperparameters.beta1;
  const $beta2 = hyperparameters.beta2;
  const $eps = hyperparameters.eps;
  const $weight_decay = hyperparameters.weight_decay;
  const $t = step;
  const $u = 1 - $beta1;
  const $u2 = 1 - $beta2;
  const $u3 = oneMinusPower($beta1, $t);
  const $u4 = oneMinusPower($beta2, $t);
  const state0 = state.tensors[0];
  const state1 = state.tensors[1];
  for (let i = 0; i < parameters.length; i++) {
    const $g = gradient[i];
    const $p = parameters[i];
    const $m = state0[i];
    const $v = state1[i];
    const $g2 = $g + $weight_decay * $p;
    const $g3 = ($weight_decay !== 0) ? $g2 : $g;
    const $m2 = $beta1 * $m + $u * $g3;
    const $v2 = $beta2 * $v + $u2 * square($g3);
    const $m_hat = $m2 / $u3;
    const $v_hat = $v2 / $u4;
    const $p2 = $p - $lr * $m_hat / (Math.sqrt($v_hat) + $eps);
    parameters[i] = $p2;
    state0[i] = $m2;
    state1[i] = $v2;
  }
}
return { update };
