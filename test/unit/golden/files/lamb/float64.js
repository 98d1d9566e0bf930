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
  const scratch0 = scratch(0, parameters.length);
  for (const [start, end] of tensors(parameters.length)) {
    let sum$norm = 0;
    let sum$norm2 = 0;
    for (let i = start; i < end; i++) {
      const $m = state0[i];
      const $g = gradient[i];
      const $v = state1[i];
      const $p = parameters[i];
      const $m2 = $beta1 * $m + $u * $g;
      const $v2 = $beta2 * $v + $u2 * square($g);
      const $m_hat = $m2 / $u3;
      const $v_hat = $v2 / $u4;
      const $step = $m_hat / (Math.sqrt($v_hat) + $eps) + $weight_decay * $p;
      state0[i] = $m2;
      state1[i] = $v2;
      scratch0[i] = $step;
      sum$norm += square($p);
      sum$norm2 += square($step);
    }
    const $norm = Math.sqrt(sum$norm);
    const $norm2 = Math.sqrt(sum$norm2);
    const $p_norm = $norm;
    const $step_norm = $norm2;
    const $trust = (($p_norm > 0) && ($step_norm > 0)) ? $p_norm / $step_norm : 1;
    const $u5 = $lr * $trust;
    for (let i = start; i < end; i++) {
      const $p = parameters[i];
      const $step = scratch0[i];
      const $p2 = $p - $u5 * $step;
      parameters[i] = $p2;
    }
  }
}
return { update };
