/** What the page of pictures of networks shows. */
import type { StepPictures } from '../../core/networkPictures/networkPictures.ts';
import type { SliceRequest } from '../../core/networkPictures/slice.ts';
import type { Window } from '../../core/problems/surfaces/surface.ts';
import type { NetworkPlace, OpenedNetwork } from '../../core/protocol/networks.ts';
import type { Notice } from '../shared/notice.ts';
import type { Theme } from '../shared/theme.ts';
import type { ShownSlice } from './slice/sliceScene.ts';

export interface NetworkState {
  /** null: there is nothing but a notice. */
  readonly network: OpenedNetwork | null;
  readonly notice: Notice;
  /** Of the runs, what has been computed again: 0 to 1. */
  readonly share: number;
  /** The place of the run that is looked at, and after which of its steps. */
  readonly chosen: number;
  readonly step: number;
  /** The last that came; of another run or step while the next is on its way. */
  readonly pictures: StepPictures | null;
  readonly error: string | null;
  /** The slice that was asked for last; null where the extension has chosen it. */
  readonly request: SliceRequest | null;
  readonly slice: ShownSlice | null;
  /** What is in view of the slice; null: all of it. */
  readonly view: Window | null;
  /** The path under the pointer. */
  readonly highlighted: string | null;
  readonly theme: Theme;
}

export function atFirst(theme: Theme): NetworkState {
  return {
    ...{ network: null, notice: { kind: 'loading' }, share: 0, chosen: 0, step: 0, pictures: null },
    ...{ error: null, request: null, slice: null, view: null, highlighted: null, theme },
  };
}

export function openedState(network: OpenedNetwork, theme: Theme): NetworkState {
  const { chosen, step } = network.place;
  return { ...atFirst(theme), network, chosen, step: step ?? 0 };
}

/** Of another run the same step, where it has it. */
export function withRun(state: NetworkState, chosen: number): Pick<NetworkState, 'chosen' | 'step'> {
  const runs = state.network?.runs ?? [];
  const wasAtEnd = state.step === runs[state.chosen]?.stepsDone;
  const last = runs[chosen]?.stepsDone ?? 0;
  return { chosen, step: wasAtEnd ? last : Math.min(state.step, last) };
}

export function placeOf({ network, chosen, step }: NetworkState): NetworkPlace | null {
  return network && { ...network.place, chosen, step };
}
