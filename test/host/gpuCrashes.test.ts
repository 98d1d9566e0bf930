/**
 * The GPU's process ends at random instants of races: while the device is opened, kernels are compiled, steps are computed
 * or taken again. `npm run test:gpuCrashes` runs these; where nobody says how many crashes there are to be, there are none.
 */
import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Race } from '../../core/race/race.ts';
import { createRandom } from '../../core/random.ts';
import type { Api } from '../../extension/extension.ts';
import { activateExtension, recorded } from './extension.ts';
import { crashGpu, expectClose, finishRace, patience, startRace } from './gpuRaces.ts';

const { HOST_TEST_CRASHES: crashes = '0', HOST_TEST_CRASHES_SEED: seed = '1' } = process.env;

/** Small networks, which share dispatches; a large one; one that is evaluated often, and looks ahead. */
const experiments = {
  small: {
    problem: { data: 'digits', hidden: [16] },
    ...{ optimizers: [{ optimizer: 'sgd' }, { optimizer: 'adam' }, { optimizer: 'lion' }] },
    ...{ lr: [0.01], batch_size: [32], epochs: 3 },
  },
  large: {
    problem: { data: 'digits', hidden: [128, 64], activation: 'relu' },
    ...{ optimizers: [{ optimizer: 'adamw' }], lr: [0.001], batch_size: [96], epochs: 2 },
  },
  evaluated: {
    problem: { data: 'digits', hidden: [12], validation: 0.2 },
    ...{ optimizers: [{ optimizer: 'sam' }, { optimizer: 'nadam' }], lr: [0.01], batch_size: [48] },
    ...{ epochs: 3, schedule: { name: 'OneCycleLR', max_lr: 0.1 } },
  },
};
const names = ['small', 'large', 'evaluated'] as const;

interface Undisturbed {
  readonly losses: readonly Float64Array[];
  readonly milliseconds: number;
}

const lossesOf = ({ runs }: Race) => runs.map((run) => recorded(run).losses);

/** What computed the runs, each once, after it was checked that their curves are whole. */
function expectWhole(race: Race, expected: readonly Float64Array[]): string {
  const stories = race.runs.map((run, index) => {
    const { status, losses, engine } = recorded(run);
    const description = engine?.description ?? '';
    assert.equal(status.kind, 'finished', JSON.stringify(status));
    const undisturbed = expected[index] ?? new Float64Array();
    const [, until] = /until step ([\d,]+), then/.exec(description) ?? [];
    const all = description.startsWith('GPU') ? losses.length : 0;
    const onGpu = until === undefined ? all : Number(until.replaceAll(',', '')) + 1;
    // A device gives the same bits again; the CPU differs by rounding.
    assert.deepEqual(losses.subarray(0, onGpu), undisturbed.subarray(0, onGpu));
    expectClose(losses, undisturbed);
    return description;
  });
  return [...new Set(stories)].join('; ');
}

if (Number(crashes) > 0)
  describe('a GPU whose process ends at random instants', function () {
    this.timeout((Number(crashes) + 5) * patience);
    const random = createRandom(Number(seed));
    const undisturbed = new Map<string, Undisturbed>();
    let api: Api;

    before(async () => {
      api = await activateExtension();
      for (const name of names) {
        // The first pays for much that those after it find done.
        for (const _ of [1, 2]) {
          const begin = performance.now();
          const race = await startRace(api, { ...experiments[name], engine: 'gpu' });
          await finishRace(race);
          for (const run of race.runs)
            assert.match(recorded(run).engine?.description ?? '', /^GPU \(\w+\), float32(?! until)/);
          undisturbed.set(name, { losses: lossesOf(race), milliseconds: performance.now() - begin });
        }
      }
    });

    it(`${crashes} times gives whole curves`, async () => {
      for (let crashed = 0, round = 0; crashed < Number(crashes); round++) {
        const name = names[random.below(names.length)] ?? 'small';
        const { losses, milliseconds } = undisturbed.get(name) ?? { losses: [], milliseconds: 0 };
        const first = random.uniform() * milliseconds;
        // A second one may meet the way back from the first.
        const waits = random.below(3) === 0 ? [first, random.uniform() * 2000] : [first];
        const begin = performance.now();
        const race = await startRace(api, { ...experiments[name], engine: 'gpu' });
        for (const wait of waits) {
          await sleep(wait);
          if (race.phase === 'ended') break;
          await crashGpu();
          crashed++;
        }
        const at = `${waits.map((wait) => Math.round(wait)).join(' and ')} ms`;
        await finishRace(race);
        const seconds = ((performance.now() - begin) / 1000).toFixed(1);
        console.log(`      ${round}: ${name}, ${at}: ${seconds} s, ${expectWhole(race, losses)}`);
      }
    });
  });
