/** What stands above the charts, and in their pictures. */
import { isLogCurve, isLogScore } from './chartScenes.ts';
import { curvesTitle, type Shown } from './comparisonState.ts';
import { tuningCaptionText } from './tuningScene.ts';
import { words } from './words.ts';

export interface Caption {
  readonly title: string;
  readonly text: string;
}

export function curvesCaption(shown: Shown): Caption {
  const { seeds, unit } = shown.sheet;
  return { title: curvesTitle(shown), text: words.curvesText(seeds, isLogCurve(shown), unit) };
}

export function tuningCaption(shown: Shown): Caption {
  return { title: words.tuning, text: tuningCaptionText(shown) };
}

export function trialsCaption(shown: Shown): Caption {
  return {
    title: words.bestSoFar,
    text: `${words.bestSoFarText(shown.sheet.judge.tuned, isLogScore(shown))}. ${shown.problem.lead}`,
  };
}

export function profileCaption({ sheet }: Shown): Caption {
  return { title: words.profile, text: words.profileText(sheet.profiled) };
}
