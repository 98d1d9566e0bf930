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
  const f$beta1 = Math.fround($beta1);
  const f$u = Math.fround($u);
  const f$beta2 = Math.fround($beta2);
  const f$u2 = Math.fround($u2);
  const f$u3 = Math.fround($u3);
  const f$u4 = Math.fround($u4);
  const f$eps = Math.fround($eps);
  const f$weight_decay = Math.fround($weight_decay);
  const f$lr = Math.fround($lr);
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
      const $m2 = Math.fround(Math.fround(f$beta1 * $m) + Math.fround(f$u * $g));
      const $v2 = Math.fround(Math.fround(f$beta2 * $v) + Math.fround(f$u2 * Math.fround(square($g))));
      const $m_hat = Math.fround($m2 * f$u3);
      const $v_hat = Math.fround($v2 * f$u4);
      const $step = Math.fround(Math.fround($m_hat / Math.fround(Math.fround(Math.sqrt($v_hat)) + f$eps)) + Math.fround(f$weight_decay * $p));
      state0[i] = $m2;
      state1[i] = $v2;
      scratch0[i] = $step;
      sum$norm += square($p);
      sum$norm2 += square($step);
    }
    const $norm = Math.fround(Math.sqrt(sum$norm));
    const $norm2 = Math.fround(Math.sqrt(sum$norm2));
    const $p_norm = $norm;
    const $step_norm = $norm2;
    const $trust = ((($p_norm > 0) && ($step_norm > 0)) ? Math.fround($p_norm / $step_norm) : 1);
    const $u5 = Math.fround(f$lr * $trust);
    for (let i = start; i < end; i++) {
      const $p = parameters[i];
      const $step = scratch0[i];
      const $p2 = Math.fround($p - Math.fround($u5 * $step));
      parameters[i] = $p2;
    }
  }
}
return { update };
