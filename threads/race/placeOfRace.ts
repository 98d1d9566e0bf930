/** Where a race is computed: found out before it begins, where a GPU is asked for or considered. */
import type { Room } from '../../core/engine/gpu/auto/prediction.ts';
import { onCpu, type Verdict } from '../../core/engine/gpu/auto/verdict.ts';
import { gpuErrorOf } from '../../core/engine/gpu/deviceAccess.ts';
import type { GpuLink } from '../../core/engine/gpu/messages.ts';
import type { Race } from '../../core/race/race.ts';
import type { Waiting } from './autoEngine.ts';
import { type GpuOfMachine, runsOnGpu } from './sharing.ts';
import { TooLong, within } from './within.ts';

/** How long a race waits for a device that it asks for, in milliseconds; the way to it gives up by itself then. */
const usualPatience = 30_000;
/** A device that is lost so often while it is opened is given up. */
const mostLosses = 3;

export interface PlaceOfRace {
  /** null where there is no way to a GPU, or why the one that was asked for can't be used, as a clause. */
  readonly gpu: GpuOfMachine | string | null;
  /** Where runs go whose engine is "auto". */
  readonly auto: Verdict;
}

/**
 * At once where no GPU is asked for, or worth a question. Rejects where what decides about "auto" fails.
 * @param patience How long a device that is asked for may take to open, in milliseconds. Default: 30,000.
 */
export function placeOfRace(
  race: Race,
  gpu: GpuOfMachine | null,
  room: Room,
  waiting: Waiting,
  patience = usualPatience,
): PlaceOfRace | Promise<PlaceOfRace> {
  if (!gpu) return { gpu, auto: onCpu };
  if (runsOnGpu(race, gpu).size > 0)
    return refusalOf(gpu.link, patience, waiting.signal).then((refusal) => ({
      ...{ gpu: refusal ?? gpu, auto: onCpu },
    }));
  const auto = gpu.choose?.(race, room, waiting) ?? onCpu;
  return auto instanceof Promise ? auto.then((verdict) => ({ gpu, auto: verdict })) : { gpu, auto };
}

/** Opens the device. Gives why there is none, as a clause; null where there is one. */
async function refusalOf(link: GpuLink, patience: number, signal: AbortSignal): Promise<string | null> {
  const open = async (): Promise<string | null> => {
    for (let losses = 1; ; losses++) {
      try {
        await link.request<'open'>({ type: 'open' });
        return null;
      } catch (error) {
        const { message, isLost } = gpuErrorOf(error);
        if (!isLost) return message;
        if (losses === mostLosses) return `the GPU was lost ${mostLosses} times in a row: ${message}`;
      }
    }
  };
  try {
    return await within(patience, signal, open);
  } catch (error) {
    return error instanceof TooLong
      ? `the GPU did not answer for ${patience / 1000} s`
      : 'it was not waited for';
  }
}

/** Where the race goes, for the log. */
export function wordsOf({ experiment }: Race, { gpu, auto }: PlaceOfRace): string {
  if (typeof gpu === 'string') return `gpu is the processor, since ${gpu}`;
  if (experiment.engine === 'gpu') return 'gpu is the GPU';
  return `auto is ${auto.onGpu ? 'the GPU' : 'the processor'}${auto.reason ? `, since ${auto.reason}` : ''}`;
}

/** The race as its memory is reckoned where it goes: where a GPU computes it, the processor has to be able to take over. */
export function reckoned(race: Race, { gpu, auto }: PlaceOfRace): Race {
  const { engine } = race.experiment;
  const isOnGpu = runsOnGpu(race, gpu, auto).size > 0;
  if (isOnGpu === (engine === 'gpu')) return race;
  return { ...race, experiment: { ...race.experiment, engine: isOnGpu ? 'gpu' : 'cpu' } };
}
