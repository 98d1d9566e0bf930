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
  const $rho_inf = 2 / (1 - $beta2) - 1;
  const $rho = $rho_inf - 2 * $t * Math.pow($beta2, $t) / oneMinusPower($beta2, $t);
  const $r = Math.sqrt(($rho - 4) * ($rho - 2) * $rho_inf / (($rho_inf - 4) * ($rho_inf - 2) * $rho));
  const $u4 = $lr * $r;
  const $u5 = Math.sqrt(oneMinusPower($beta2, $t));
  const f$weight_decay = Math.fround($weight_decay);
  const f$beta1 = Math.fround($beta1);
  const f$u = Math.fround($u);
  const f$beta2 = Math.fround($beta2);
  const f$u2 = Math.fround($u2);
  const f$u3 = Math.fround($u3);
  const f$u4 = Math.fround($u4);
  const f$u5 = Math.fround($u5);
  const f$eps = Math.fround($eps);
  const f$lr = Math.fround($lr);
  const f$rho = Math.fround($rho);
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
    const $p2 = Math.fround($p - Math.fround(Math.fround(Math.fround(f$u4 * $m_hat) * f$u5) / Math.fround(Math.fround(Math.sqrt($v2)) + f$eps)));
    const $p3 = Math.fround($p - Math.fround(f$lr * $m_hat));
    const $p4 = ((f$rho > 5) ? $p2 : $p3);
    parameters[i] = $p4;
    state0[i] = $m2;
    state1[i] = $v2;
  }
}
return { update };
