'use strict';
const square = (x) => x * x;
function update(parameters, gradient, state, hyperparameters, step) {
  const $lr = hyperparameters.lr;
  const $beta1 = hyperparameters.beta1;
  const $beta2 = hyperparameters.beta2;
  const $nu1 = hyperparameters.nu1;
  const $nu2 = hyperparameters.nu2;
  const $eps = hyperparameters.eps;
  const $t = step;
  const $u = 1 - $beta1;
  const $u2 = 1 - $beta2;
  const $u3 = oneMinusPower($beta1, $t);
  const $u4 = oneMinusPower($beta2, $t);
  const $u5 = 1 - $nu1;
  const $u6 = 1 - $nu2;
  const state0 = state.tensors[0];
  const state1 = state.tensors[1];
  for (let i = 0; i < parameters.length; i++) {
    const $m = state0[i];
    const $g = gradient[i];
    const $v = state1[i];
    const $p = parameters[i];
    const $m2 = $beta1 * $m + $u * $g;
    const $v2 = $beta2 * $v + $u2 * square($g);
    const $m_hat = $m2 / $u3;
    const $v_hat = $v2 / $u4;
    const $p2 = $p - $lr * ($u5 * $g + $nu1 * $m_hat) / (Math.sqrt($u6 * square($g) + $nu2 * $v_hat) + $eps);
    parameters[i] = $p2;
    state0[i] = $m2;
    state1[i] = $v2;
  }
}
return { update };
