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
  const f$weight_decay = Math.fround($weight_decay);
  const f$beta1 = Math.fround($beta1);
  const f$u3 = Math.fround($u3);
  const f$beta2 = Math.fround($beta2);
  const f$eps = Math.fround($eps);
  const f$u4 = Math.fround($u4);
  const state0 = state.tensors[0];
  const state1 = state.tensors[1];
  for (let i = 0; i < parameters.length; i++) {
    const $g = gradient[i];
    const $p = parameters[i];
    const $m = state0[i];
    const $u = state1[i];
    const $g2 = Math.fround($g + Math.fround(f$weight_decay * $p));
    const $g3 = ((f$weight_decay !== 0) ? $g2 : $g);
    const $m2 = Math.fround(Math.fround(f$beta1 * $m) + Math.fround(f$u3 * $g3));
    const $u2 = Math.max(Math.fround(f$beta2 * $u), Math.fround(Math.abs($g3) + f$eps));
    const $p2 = Math.fround($p - Math.fround(Math.fround(f$u4 * $m2) / $u2));
    parameters[i] = $p2;
    state0[i] = $m2;
    state1[i] = $u2;
  }
}
return { update };
