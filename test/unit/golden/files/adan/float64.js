'use strict';
const square = (x) => x * x;
function update(parameters, gradient, state, hyperparameters, step) {
  const $lr = hyperparameters.lr;
  const $beta1 = hyperparameters.beta1;
  const $beta2 = hyperparameters.beta2;
  const $beta3 = hyperparameters.beta3;
  const $eps = hyperparameters.eps;
  const $weight_decay = hyperparameters.weight_decay;
  const $t = step;
  const $u = 1 - $beta1;
  const $u2 = 1 - $beta2;
  const $u3 = 1 - $beta3;
  const $u4 = oneMinusPower($beta1, $t);
  const $u5 = oneMinusPower($beta2, $t);
  const $u6 = oneMinusPower($beta3, $t);
  const $u7 = 1 + $lr * $weight_decay;
  const state0 = state.tensors[0];
  const state1 = state.tensors[1];
  const state2 = state.tensors[2];
  const state3 = state.tensors[3];
  for (let i = 0; i < parameters.length; i++) {
    const $g = gradient[i];
    const $previous = state3[i];
    const $m = state0[i];
    const $d = state1[i];
    const $n = state2[i];
    const $p = parameters[i];
    const $change = ($t === 1) ? 0 : $g - $previous;
    const $m2 = $beta1 * $m + $u * $g;
    const $d2 = $beta2 * $d + $u2 * $change;
    const $n2 = $beta3 * $n + $u3 * square($g + $beta2 * $change);
    const $m_hat = $m2 / $u4;
    const $d_hat = $d2 / $u5;
    const $n_hat = $n2 / $u6;
    const $p2 = $p - $lr * ($m_hat + $beta2 * $d_hat) / (Math.sqrt($n_hat) + $eps);
    const $p3 = $p2 / $u7;
    const $previous2 = $g;
    parameters[i] = $p3;
    state0[i] = $m2;
    state1[i] = $d2;
    state2[i] = $n2;
    state3[i] = $previous2;
  }
}
return { update };
