/** Runs from another start: the numbers of a race from there, and no more of them than are quick. */
import { describe, expect, it } from 'vitest';
import { expandExperiment } from '../../../core/experiment/expand.ts';
import { mostPreviewedSteps } from '../../../core/experiment/limits.ts';
import { parseExperiment } from '../../../core/experiment/parseExperiment.ts';
import type { RunSpec } from '../../../core/experiment/runSpec.ts';
import { previewRuns } from '../../../core/preview/previewRuns.ts';
import { createRunner, specOf } from '../engine/runs.ts';
import { parsed, withHalf } from '../experiment/ownRules.ts';

const now = () => 0;
const start = [0.5, 3] as const;

const onSurface = (problem: object, optimizers: readonly object[], lr = 0.01) => ({
  ...{ problem, optimizers, lr: [lr], steps: 300 },
});

/** What a race records of the same run from there. */
async function raced(experiment: ReturnType<typeof onSurface>) {
  const runner = await createRunner({
    ...experiment,
    problem: { ...experiment.problem, start: [...start] },
  });
  await runner.advance(1000, Number.POSITIVE_INFINITY);
  const { points, state } = runner.takePiece();
  return { losses: points.loss, path: points.position, hasDiverged: state.status.kind === 'diverged' };
}

describe('runs from elsewhere', () => {
  it.each([
    ['adam on the valley', onSurface({ surface: 'valley' }, [{ optimizer: 'adam' }])],
    ['sam on a typed formula', onSurface({ formula: '(x - 1)**2 + 10*y**2' }, [{ optimizer: 'sam' }])],
    [
      'a schedule',
      onSurface(
        { surface: 'rosenbrock' },
        [{ optimizer: 'momentum', schedule: { name: 'CosineAnnealingLR', T_max: 50 } }],
        1e-4,
      ),
    ],
    ['one that diverges', onSurface({ surface: 'valley' }, [{ optimizer: 'sgd' }], 0.05)],
  ])('have the numbers of a race from there, bit for bit: %s', async (_, experiment) => {
    const [run] = await previewRuns([specOf(experiment)], start, now);
    const race = await raced(experiment);
    expect(run).toEqual(race);
    expect([...(run?.path.slice(0, 2) ?? [])]).toEqual([...start]);
  });

  it('are those of rules of people’s own, too', async () => {
    const [spec] = expandExperiment(parsed(withHalf({}, { steps: 50 })));
    const [run] = await previewRuns(spec ? [spec] : [], [1, 0], now);
    // p - 0.5 · 0.01 · 100 p
    expect([...(run?.path.slice(0, 6) ?? [])]).toEqual([1, 0, 0.5, 0, 0.25, 0]);
  });

  it('end where a run has reached what it is to reach', async () => {
    const experiment = {
      ...onSurface({ surface: 'valley' }, [{ optimizer: 'momentum' }]),
      stop: { target: 1 },
    };
    const [run] = await previewRuns([specOf(experiment)], start, now);
    expect(run?.losses.at(-1)).toBeLessThanOrEqual(1);
    expect(run?.losses.length).toBeLessThan(300);
  });

  it('are those that were asked for, in their order', async () => {
    const specs = expandExperiment(
      parseExperiment({ ...onSurface({ surface: 'valley' }, [{ optimizer: 'sgd' }]), lr: [0.001, 0.01] }),
    );
    const runs = await previewRuns(specs.toReversed(), start, now);
    expect(runs.map(({ losses }) => losses.at(-1))).toEqual(
      (await Promise.all(specs.toReversed().map((spec) => previewRuns([spec], start, now)))).map(([run]) =>
        run?.losses.at(-1),
      ),
    );
    expect(runs[0]?.losses.at(-1)).not.toBe(runs[1]?.losses.at(-1));
  });

  it('are refused where they take too many steps, or are on no surface', async () => {
    const spec = specOf(onSurface({ surface: 'valley' }, [{ optimizer: 'sgd' }]));
    const long = (steps: number): RunSpec => ({ ...spec, steps });
    const half = mostPreviewedSteps / 2;
    expect(await previewRuns([long(half), long(half)], [0, 0], now)).toHaveLength(2);
    await expect(previewRuns([long(half), long(half + 1)], start, now)).rejects.toThrow(
      'steps = 100001 over all runs — expected at most 100000',
    );
    const network = specOf({
      problem: { data: 'iris', hidden: [2] },
      optimizers: [{ optimizer: 'sgd' }],
      lr: [0.1],
      epochs: 1,
    });
    await expect(previewRuns([network], start, now)).rejects.toThrow('expected a surface');
  });
});
