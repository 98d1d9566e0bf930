'use strict';
const square = (x) => x * x;
function lookAhead(parameters, gradient, state, hyperparameters, step, ahead) {
  const $beta1 = hyperparameters.beta1;
  const $u = 1 - $beta1;
  const f$u = Math.fround($u);
  const f$beta1 = Math.fround($beta1);
  const state0 = state.tensors[0];
  for (let i = 0; i < parameters.length; i++) {
    const $z = state0[i];
    const $p = parameters[i];
    const $at = Math.fround(Math.fround(f$u * $z) + Math.fround(f$beta1 * $p));
    ahead[i] = $at;
  }
}
function update(parameters, gradient, state, hyperparameters, step) {
  const $lr = hyperparameters.lr;
  const $beta1 = hyperparameters.beta1;
  const $beta2 = hyperparameters.beta2;
  const $eps = hyperparameters.eps;
  const $weight_decay = hyperparameters.weight_decay;
  const $warmup_steps = hyperparameters.warmup_steps;
  const $t = step;
  const $weight_sum = state.scalars[0];
  const $u = 1 - $beta1;
  const $rate = $lr * Math.min(1, $t / Math.max(1, $warmup_steps));
  const $weight_sum2 = $weight_sum + square($rate);
  const $c = ($weight_sum2 > 0) ? square($rate) / $weight_sum2 : 0;
  const $u2 = 1 - $beta2;
  const $u3 = 1 / oneMinusPower($beta2, $t);
  const $u4 = 1 - $c;
  state.scalars[0] = $weight_sum2;
  const f$u = Math.fround($u);
  const f$beta1 = Math.fround($beta1);
  const f$beta2 = Math.fround($beta2);
  const f$u2 = Math.fround($u2);
  const f$u3 = Math.fround($u3);
  const f$rate = Math.fround($rate);
  const f$eps = Math.fround($eps);
  const f$weight_decay = Math.fround($weight_decay);
  const f$u4 = Math.fround($u4);
  const f$c = Math.fround($c);
  const state0 = state.tensors[0];
  const state1 = state.tensors[1];
  for (let i = 0; i < parameters.length; i++) {
    const $z = state0[i];
    const $p = parameters[i];
    const $v = state1[i];
    const $g = gradient[i];
    const $y = Math.fround(Math.fround(f$u * $z) + Math.fround(f$beta1 * $p));
    const $v2 = Math.fround(Math.fround(f$beta2 * $v) + Math.fround(f$u2 * Math.fround(square($g))));
    const $v_hat = Math.fround($v2 * f$u3);
    const $z2 = Math.fround($z - Math.fround(f$rate * Math.fround(Math.fround($g / Math.fround(Math.fround(Math.sqrt($v_hat)) + f$eps)) + Math.fround(f$weight_decay * $y))));
    const $p2 = Math.fround(Math.fround(f$u4 * $p) + Math.fround(f$c * $z2));
    parameters[i] = $p2;
    state0[i] = $z2;
    state1[i] = $v2;
  }
}
return { lookAhead, update };
