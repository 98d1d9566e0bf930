import { html, nothing, type TemplateResult } from 'lit/html.js';
import type { Setting } from '../../../core/race/runSettings.ts';
import { select } from '../../shared/controls/controls.ts';
import { whyEmpty } from '../figures/caption.ts';
import { type PanelActions, type PanelState, visibleRuns } from '../state.ts';
import { words } from '../words.ts';
import { judgeOf } from './judging.ts';
import { type SweepDrawings, sweepHintId } from './sweepDrawings.ts';
import { heatAxes, stageOf, sweptSettings, tunedSetting, tunedSettings } from './swept.ts';

/** The view of a sweep that the person has chosen, with its settings; nothing where that is the curves. */
export function sweepFigure(
  state: PanelState,
  actions: PanelActions,
  drawings: SweepDrawings,
): TemplateResult | null {
  const stage = stageOf(state);
  const element = drawings.elementOf(stage);
  if (stage === 'curves' || element === null) return null;
  const { title, text } = sweepCaption(state);
  const empty = whyEmpty(state);
  return html`<div class="stage sweeps">
    <section class="figure loss sweep-figure" aria-label=${title}>
      <div class="caption-line">
        <p class="caption"><b>${title}</b> <span>${text}</span></p>
        <div class="sweep-fields">${fields(state, actions)}</div>
      </div>
      ${empty === null ? element : html`<p class="body quiet">${empty}</p>`}
      <p id=${sweepHintId} class="sr-only">${words.sweepHints[stage]}</p>
    </section>
  </div>`;
}

/** What the view shows, in few words: above it and in its picture. */
export function sweepCaption(state: PanelState): { readonly title: string; readonly text: string } {
  const { race, settings } = state;
  const stage = stageOf(state);
  const judge = judgeOf(race, settings.judge).label(race).toLowerCase();
  const [shown, all] = [visibleRuns(state).length, race.runs.length];
  const parts = [
    words.sweepText[stage](judge, tunedSetting(state)?.name ?? ''),
    ...(shown < all ? [words.foundRuns(shown, all)] : []),
  ];
  return { title: words.stages[stage], text: parts.join(', ') };
}

function fields(state: PanelState, { set }: PanelActions): TemplateResult | typeof nothing {
  const { race, settings } = state;
  switch (stageOf(state)) {
    case 'tuning': {
      const tuned = tunedSettings(race);
      if (tuned.length < 2) return nothing;
      return settingSelect(words.tunedField, tuned, tunedSetting(state), (id) => set({ tuned: id }));
    }
    case 'heatMap': {
      const axes = heatAxes(race, settings);
      const all = sweptSettings(race);
      if (!axes || all.length < 2) return nothing;
      const { across, down } = axes;
      // What is chosen for one axis and lies along the other changes places with it.
      return html`${settingSelect(words.acrossField, all, across, (id) => set({ across: id, down: id === down.id ? across.id : down.id }))}
      ${settingSelect(words.downField, all, down, (id) => set({ down: id, across: id === across.id ? down.id : across.id }))}`;
    }
    case 'parallel':
    case 'curves':
      return nothing;
  }
}

function settingSelect(
  label: string,
  settings: readonly Setting[],
  chosen: Setting | undefined,
  choose: (id: string) => void,
): TemplateResult {
  const choices = settings.map((setting) => ({ value: setting.id, label: words.settingHead(setting) }));
  return select(label, choices, chosen?.id ?? '', choose);
}
