'use strict';
function update(parameters, gradient, state, hyperparameters, step) {
  const $lr = hyperparameters.lr;
  const $momentum = hyperparameters.momentum;
  const $dampening = hyperparameters.dampening;
  const $weight_decay = hyperparameters.weight_decay;
  const $used = state.scalars[0];
  const $u = ($used === 0) ? 1 : 1 - $dampening;
  const $used2 = 1;
  const $used3 = ($momentum !== 0) ? $used2 : $used;
  state.scalars[0] = $used3;
  const state0 = state.tensors[0];
  for (let i = 0; i < parameters.length; i++) {
    const $g = gradient[i];
    const $p = parameters[i];
    const $v = state0[i];
    const $g2 = $g + $weight_decay * $p;
    const $g3 = ($weight_decay !== 0) ? $g2 : $g;
    const $v2 = $momentum * $v + $u * $g3;
    const $g4 = $v2;
    const $v3 = ($momentum !== 0) ? $v2 : $v;
    const $g5 = ($momentum !== 0) ? $g4 : $g3;
    const $p2 = $p - $lr * $g5;
    parameters[i] = $p2;
    state0[i] = $v3;
  }
}
return { update };
