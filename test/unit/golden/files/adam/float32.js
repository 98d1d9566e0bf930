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
  const $u3 = 1 / oneMinusPower($beta1, $t);
  const $u4 = 1 / oneMinusPower($beta2, $t);
  const f$weight_decay = Math.fround($weight_decay);
  const f$beta1 = Math.fround($beta1);
  const f$u = Math.fround($u);
  const f$beta2 = Math.fround($beta2);
  const f$u2 = Math.fround($u2);
  const f$u3 = Math.fround($u3);
  const f$u4 = Math.fround($u4);
  const f$lr = Math.fround($lr);
  const f$eps = Math.fround($eps);
  const state0 = state.tensors[0];
  const state1 = state.tensors[1];
  for (let i = 0; i < parameters.length; i++) {
    const $g = gradient[i];
    const $p = parameters[i];
    const $m = state0[i];
    const $v = state1[i];
    const $g2 = Math.fround($g + Math.fround(f$weight_decay * $p));
    const $g3 = ((f$weight_decay !== 0) ? $g2 : $g);
    const $m2 = Math.fround(Math.fround(f$beta1 * $m) + Math.fround(f$u * $g3));
    const $v2 = Math.fround(Math.fround(f$beta2 * $v) + Math.fround(f$u2 * Math.fround(square($g3))));
    const $m_hat = Math.fround($m2 * f$u3);
    const $v_hat = Math.fround($v2 * f$u4);
    const $p2 = Math.fround($p - Math.fround(Math.fround(f$lr * $m_hat) / Math.fround(Math.fround(Math.sqrt($v_hat)) + f$eps)));
    parameters[i] = $p2;
    state0[i] = $m2;
    state1[i] = $v2;
  }
}
return { update };
