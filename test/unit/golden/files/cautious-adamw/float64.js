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
  const $u3 = 1 - $beta2;
  const $u4 = oneMinusPower($beta1, $t);
  const $u5 = oneMinusPower($beta2, $t);
  const $u6 = 1 - $lr * $weight_decay;
  const state0 = state.tensors[0];
  const state1 = state.tensors[1];
  const scratch0 = scratch(0, parameters.length);
  for (const [start, end] of tensors(parameters.length)) {
    let sum$mean = 0;
    for (let i = start; i < end; i++) {
      const $m = state0[i];
      const $g = gradient[i];
      const $m2 = $beta1 * $m + $u * $g;
      const $agrees = ($m2 * $g > 0) ? 1 : 0;
      state0[i] = $m2;
      scratch0[i] = $agrees;
      sum$mean += $agrees;
    }
    const $mean = sum$mean / (end - start);
    const $u2 = Math.max($mean, 0.001);
    for (let i = start; i < end; i++) {
      const $agrees = scratch0[i];
      const $v = state1[i];
      const $g = gradient[i];
      const $m2 = state0[i];
      const $p = parameters[i];
      const $scale = $agrees / $u2;
      const $v2 = $beta2 * $v + $u3 * square($g);
      const $m_hat = $m2 / $u4;
      const $v_hat = $v2 / $u5;
      const $p2 = $p * $u6;
      const $p3 = $p2 - $lr * $scale * $m_hat / (Math.sqrt($v_hat) + $eps);
      parameters[i] = $p3;
      state1[i] = $v2;
    }
  }
}
return { update };
