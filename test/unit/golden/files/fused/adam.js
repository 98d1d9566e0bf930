'use strict';
const square = (x) => x * x;
const diverged = (best, first, divergedAt) => ({ final: NaN, best, first, forGood: 0, divergedAt });
return (first, second) => {
const condition = 100;
const $lr = first;
const $beta1 = 0.9;
const $beta2 = second;
const $eps = 1e-8;
const $weight_decay = 0;
let $p$0 = 1;
let $p$1 = 10;
let $g$0 = 0, $g$1 = 0;
const $u = 1 - $beta1;
const $u2 = 1 - $beta2;
let $m$0 = 0;
let $m$1 = 0;
let $v$0 = 0;
let $v$1 = 0;
const powers0 = powersOf($beta1);
const powers1 = powersOf($beta2);
let loss = 0, best = Infinity, reached = 0, above = 0, t = 0;
{
const x = $p$0, y = $p$1;
loss = 0.5 * (condition * (x * x) + y * y);
}
if (loss < best) best = loss;
const limit = largestLoss(loss);
if (!(loss > -Infinity && loss <= limit)) return diverged(best, reached === 0 && loss <= 0.01 ? 1 : reached, 1);
if (loss <= 0.01) reached = 1;
{
const x = $p$0, y = $p$1;
$g$0 = condition * x;
$g$1 = y;
}
const steps = 200;
while (t < steps) {
const $power$0 = powers0[t];
const $power$1 = powers1[t];
t += 1;
const $t = t;
const $u3 = 1 - $power$0;
const $u4 = 1 - $power$1;
const $m2$0 = $beta1 * $m$0 + $u * $g$0;
const $m2$1 = $beta1 * $m$1 + $u * $g$1;
const $v2$0 = $beta2 * $v$0 + $u2 * square($g$0);
const $v2$1 = $beta2 * $v$1 + $u2 * square($g$1);
const $m_hat$0 = $m2$0 / $u3;
const $m_hat$1 = $m2$1 / $u3;
const $v_hat$0 = $v2$0 / $u4;
const $v_hat$1 = $v2$1 / $u4;
const $p2$0 = $p$0 - $lr * $m_hat$0 / (Math.sqrt($v_hat$0) + $eps);
const $p2$1 = $p$1 - $lr * $m_hat$1 / (Math.sqrt($v_hat$1) + $eps);
$p$0 = $p2$0;
$p$1 = $p2$1;
$m$0 = $m2$0;
$m$1 = $m2$1;
$v$0 = $v2$0;
$v$1 = $v2$1;
{
const x = $p$0, y = $p$1;
loss = 0.5 * (condition * (x * x) + y * y);
}
if (!(loss > -Infinity && loss <= limit)) return diverged(loss < best ? loss : best, reached === 0 && loss <= 0.01 ? t : reached, t);
if (loss < best) best = loss;
if (loss <= 0.01) {
if (reached === 0) reached = t;
} else above = t;
{
const x = $p$0, y = $p$1;
$g$0 = condition * x;
$g$1 = y;
}
}
const forGood = loss <= 0.01 ? above + 1 : 0;
return { final: loss, best, first: reached, forGood, divergedAt: 0 };
};
