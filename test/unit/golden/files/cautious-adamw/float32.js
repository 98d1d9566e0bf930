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
  const $u4 = 1 / oneMinusPower($beta1, $t);
  const $u5 = 1 / oneMinusPower($beta2, $t);
  const $u6 = 1 - $lr * $weight_decay;
  const f$beta1 = Math.fround($beta1);
  const f$u = Math.fround($u);
  const f$beta2 = Math.fround($beta2);
  const f$u3 = Math.fround($u3);
  const f$u4 = Math.fround($u4);
  const f$u5 = Math.fround($u5);
  const f$u6 = Math.fround($u6);
  const f$lr = Math.fround($lr);
  const f$eps = Math.fround($eps);
  const state0 = state.tensors[0];
  const state1 = state.tensors[1];
  const scratch0 = scratch(0, parameters.length);
  for (const [start, end] of tensors(parameters.length)) {
    let sum$mean = 0;
    for (let i = start; i < end; i++) {
      const $m = state0[i];
      const $g = gradient[i];
      const $m2 = Math.fround(Math.fround(f$beta1 * $m) + Math.fround(f$u * $g));
      const $agrees = ((Math.fround($m2 * $g) > 0) ? 1 : 0);
      state0[i] = $m2;
      scratch0[i] = $agrees;
      sum$mean += $agrees;
    }
    const $mean = Math.fround(sum$mean / (end - start));
    const $u2 = Math.fround(1 / Math.max($mean, 0.0010000000474974513));
    for (let i = start; i < end; i++) {
      const $agrees = scratch0[i];
      const $v = state1[i];
      const $g = gradient[i];
      const $m2 = state0[i];
      const $p = parameters[i];
      const $scale = Math.fround($agrees * $u2);
      const $v2 = Math.fround(Math.fround(f$beta2 * $v) + Math.fround(f$u3 * Math.fround(square($g))));
      const $m_hat = Math.fround($m2 * f$u4);
      const $v_hat = Math.fround($v2 * f$u5);
      const $p2 = Math.fround($p * f$u6);
      const $p3 = Math.fround($p2 - Math.fround(Math.fround(Math.fround(f$lr * $scale) * $m_hat) / Math.fround(Math.fround(Math.sqrt($v_hat)) + f$eps)));
      parameters[i] = $p3;
      state1[i] = $v2;
    }
  }
}
return { update };
