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
  const $u4 = 1 / oneMinusPower($beta1, $t);
  const $u5 = 1 / oneMinusPower($beta2, $t);
  const f$u = Math.fround($u);
  const f$beta1 = Math.fround($beta1);
  const f$u2 = Math.fround($u2);
  const f$beta2 = Math.fround($beta2);
  const f$u3 = Math.fround($u3);
  const f$eps = Math.fround($eps);
  const f$u4 = Math.fround($u4);
  const f$u5 = Math.fround($u5);
  const f$lr = Math.fround($lr);
  const state0 = state.tensors[0];
  const state1 = state.tensors[1];
  for (let i = 0; i < parameters.length; i++) {
    const $p = parameters[i];
    const $m = state0[i];
    const $g = gradient[i];
    const $s = state1[i];
    const $p2 = Math.fround($p * f$u);
    const $m2 = Math.fround(Math.fround(f$beta1 * $m) + Math.fround(f$u2 * $g));
    const $s2 = Math.fround(Math.fround(Math.fround(f$beta2 * $s) + Math.fround(f$u3 * Math.fround(square(Math.fround($g - $m2))))) + f$eps);
    const $m_hat = Math.fround($m2 * f$u4);
    const $s_hat = Math.fround($s2 * f$u5);
    const $p3 = Math.fround($p2 - Math.fround(Math.fround(f$lr * $m_hat) / Math.fround(Math.fround(Math.sqrt($s_hat)) + f$eps)));
    parameters[i] = $p3;
    state0[i] = $m2;
    state1[i] = $s2;
  }
}
return { update };
