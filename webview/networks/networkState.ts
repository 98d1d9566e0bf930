/** What the page of pictures of networks shows. */
import type { StepPictures } from '../../core/networkPictures/networkPictures.ts';
import type { SliceRequest } from '../../core/networkPictures/slice.ts';
import type { Window } from '../../core/problems/surfaces/surface.ts';
import type { LivePictures, NetworkPlace, NetworkRun, OpenedNetwork } from '../../core/protocol/networks.ts';
import { stableText } from '../../core/stableText.ts';
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
  /** Whether pictures of the chosen run come by themselves while it goes on. */
  readonly isLive: boolean;
  /** How much of the runs has been gone through beside the pictures, 0 to 1; null: they aren't gone through. */
  readonly following: number | null;
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
    ...{ error: null, isLive: false, following: null, request: null, slice: null, view: null },
    ...{ highlighted: null, theme },
  };
}

/** What is shown of the same runs stays until there is something else. */
export function openedState(network: OpenedNetwork, before: NetworkState): NetworkState {
  const { chosen, step } = network.place;
  const isSame = stableText(network.place.runs) === stableText(before.network?.place.runs ?? []);
  const pictures = isSame && chosen === before.chosen ? before.pictures : null;
  const { isLive } = network;
  return { ...atFirst(before.theme), network, chosen, step: step ?? 0, isLive, pictures };
}

/** The slider stands where a run is that is followed, and stays at its last step when it ends. */
export function wentOnState(
  state: NetworkState,
  runs: readonly NetworkRun[],
  live: LivePictures | null,
): NetworkState {
  if (!state.network) return state;
  const run = runs[state.chosen];
  const network = { ...state.network, runs };
  if (!state.isLive) return { ...state, network };
  if (!run?.goesOn) return { ...state, network, isLive: false, step: run?.stepsDone ?? state.step };
  if (live?.run !== state.chosen) return { ...state, network };
  return { ...state, network, step: live.pictures.step, pictures: live.pictures, error: null };
}

/** Of another run the same step, where it has it; who follows one that goes on follows the other, if that does. */
export function withRun(
  state: NetworkState,
  chosen: number,
): Pick<NetworkState, 'chosen' | 'step' | 'isLive'> {
  const runs = state.network?.runs ?? [];
  const wasAtEnd = state.isLive || state.step === runs[state.chosen]?.stepsDone;
  const { stepsDone: last = 0, goesOn = false } = runs[chosen] ?? {};
  return { chosen, step: wasAtEnd ? last : Math.min(state.step, last), isLive: wasAtEnd && goesOn };
}

export function placeOf({ network, chosen, step }: NetworkState): NetworkPlace | null {
  return network && { ...network.place, chosen, step };
}
