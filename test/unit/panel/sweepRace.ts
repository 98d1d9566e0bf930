/** A sweep of 500 runs on the valley, computed here: five ways to step × five momenta × twenty rates. */
import type { RaceView } from '../../../core/protocol/panel.ts';
import { raceOf, runView } from './fixtures.ts';

const steps = 60;
const start = [1, 10] as const;
const curvatures = [100, 1] as const;

/** What a parameter keeps, and how far it is moved. */
interface Memory {
  speed: number;
  square: number;
}
type Step = (gradient: number, memory: Memory, momentum: number, t: number) => number;

const ways: Readonly<Record<string, Step>> = {
  Momentum(gradient, memory, momentum) {
    memory.speed = momentum * memory.speed + gradient;
    return memory.speed;
  },
  Nesterov(gradient, memory, momentum) {
    memory.speed = momentum * memory.speed + gradient;
    return gradient + momentum * memory.speed;
  },
  RMSProp(gradient, memory, momentum) {
    memory.square = 0.99 * memory.square + 0.01 * gradient ** 2;
    memory.speed = momentum * memory.speed + gradient / (Math.sqrt(memory.square) + 1e-8);
    return memory.speed;
  },
  Adam(gradient, memory, momentum, t) {
    memory.speed = momentum * memory.speed + (1 - momentum) * gradient;
    memory.square = 0.999 * memory.square + 0.001 * gradient ** 2;
    return memory.speed / (1 - momentum ** t) / (Math.sqrt(memory.square / (1 - 0.999 ** t)) + 1e-8);
  },
  'Clipped SGD'(gradient, memory, momentum) {
    memory.speed = momentum * memory.speed + Math.sign(gradient) * Math.min(1, Math.abs(gradient));
    return memory.speed;
  },
};

const momenta = [0, 0.5, 0.8, 0.9, 0.95];
const rates = Array.from({ length: 20 }, (_, i) => Number((10 ** (-4 + (4 * i) / 19)).toPrecision(3)));

function train(way: Step, lr: number, momentum: number): { losses: number[]; path: number[] } {
  const place: [number, number] = [...start];
  const memories = place.map((): Memory => ({ speed: 0, square: 0 }));
  // No run comes below this, as with batches of data.
  const lossNow = () =>
    0.01 * (1 + lr) +
    curvatures.reduce((sum, curvature, i) => sum + (curvature * (place[i] ?? 0) ** 2) / 2, 0);
  const losses = [lossNow()];
  const path = [...place];
  for (let t = 1; t <= steps && (losses.at(-1) ?? 0) < 1e6; t++) {
    memories.forEach((memory, i) => {
      place[i as 0 | 1] -= lr * way((curvatures[i] ?? 0) * (place[i] ?? 0), memory, momentum, t);
    });
    losses.push(lossNow());
    path.push(...place);
  }
  return { losses, path };
}

/**
 * @param names Of the ways to step that are raced. Default: all.
 * @param every Rates and momenta are left out but for every so many. Default: 1, none is.
 */
export function sweepView(names: readonly string[] = Object.keys(ways), every = 1): RaceView {
  const isKept = (_: number, i: number) => i % every === 0;
  const runs = names.flatMap((name, color) =>
    momenta.filter(isKept).flatMap((momentum, variant) =>
      rates.filter(isKept).map((lr) => {
        const way = ways[name];
        if (!way) throw new Error(`no way to step is called ${name}`);
        const { losses, path } = train(way, lr, momentum);
        const diverged = (losses.at(-1) ?? 0) >= 1e6;
        return runView({
          ...{ name, optimizer: name.toLowerCase().replace(' ', '_'), color, variant, lr, steps, target: 1 },
          ...{ hyperparameters: { momentum }, losses: Float64Array.from(losses) },
          path: Float64Array.from(path),
          status: diverged
            ? {
                kind: 'diverged',
                step: losses.length - 1,
                reason: 'loss rose above 1e6',
                hint: 'try a lower rate',
              }
            : { kind: 'finished' },
        });
      }),
    ),
  );
  const { facts, threads } = raceOf({ runs });
  return { ...facts, title: 'Rates and momenta on the valley', threads, runs, phase: 'ended', speed: 1 };
}
