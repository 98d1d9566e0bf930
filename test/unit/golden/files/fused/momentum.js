'use strict';
const diverged = (best, first, divergedAt) => ({ final: NaN, best, first, forGood: 0, divergedAt });
return (first, second) => {
const condition = 100;
const $lr = first;
const $momentum = second;
let $p$0 = 1;
let $p$1 = 10;
let $g$0 = 0, $g$1 = 0;
let $v$0 = 0;
let $v$1 = 0;
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
t += 1;
const $t = t;
const $v2$0 = $momentum * $v$0 + $g$0;
const $v2$1 = $momentum * $v$1 + $g$1;
const $p2$0 = $p$0 - $lr * $v2$0;
const $p2$1 = $p$1 - $lr * $v2$1;
$p$0 = $p2$0;
$p$1 = $p2$1;
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
