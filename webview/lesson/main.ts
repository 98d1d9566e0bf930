/** The renderer's entry: draws what cells of lessons put out. */
import { html, render } from 'lit/html.js';
import { isRunning } from '../../core/fairComparison/comparisonSheet.ts';
import type { ComparisonOutput } from '../../core/lesson/comparisonOutput.ts';
import type { MapOutput } from '../../core/lesson/mapOutput.ts';
import type { CellOutput, RaceOutput, WordsOutput } from '../../core/lesson/raceOutput.ts';
import { RaceView } from '../shared/race/raceView.ts';
import { onThemeChange } from '../shared/theme.ts';
import type { ComparisonCellView } from './comparisonCellView.ts';
import { ExerciseView } from './exerciseView.ts';
import { LateViews } from './lateViews.ts';
import type { MapCellView } from './mapCellView.ts';
import { renderAnswered, renderQuestion } from './questionView.ts';

/** As much of VS Code's renderer API as is used: its types come with no package of ours. */
interface RendererContext {
  postMessage?(message: unknown): void;
  onDidReceiveMessage?(listener: (message: unknown) => void): void;
}

interface OutputItem {
  readonly id: string;
  json(): unknown;
}

interface Renderer {
  renderOutputItem(item: OutputItem, element: HTMLElement): void | Promise<void>;
  disposeOutputItem(id?: string): void;
}

export function activate({ postMessage, onDidReceiveMessage }: RendererContext): Renderer {
  /** By the ids of their output items. */
  const views = new Map<string, { readonly view: RaceView; readonly element: HTMLElement }>();
  const ask = (race: string) => postMessage?.({ type: 'ready', race });
  const askMap = (map: string) => postMessage?.({ type: 'map', map, action: 'ready' });
  const maps = new LateViews<MapOutput, MapCellView>(async (element, output) => {
    const { MapCellView } = await import('./mapCellView.ts');
    return () => {
      const view: MapCellView = new MapCellView(element, output, (action, cell) =>
        postMessage?.({ type: 'map', map: view.map, action, cell }),
      );
      return view;
    };
  });
  const comparisons = new LateViews<ComparisonOutput, ComparisonCellView>(async (element, output) => {
    const { ComparisonCellView } = await import('./comparisonCellView.ts');
    return () => {
      const view: ComparisonCellView = new ComparisonCellView(element, output, (action) =>
        postMessage?.({ type: 'comparison', comparison: view.comparison, action }),
      );
      return view;
    };
  });
  const exercises = new ExerciseView((cell, action) =>
    postMessage?.(action === 'again' ? { type: 'run', cell } : { type: 'exercise', cell, action }),
  );
  // What an extension sends and puts out is its own.
  onDidReceiveMessage?.((message) => {
    const piece = message as RaceOutput | MapOutput | ComparisonOutput;
    if (piece.type === 'map') {
      for (const view of maps.all) if (view.map === piece.map && !view.append(piece)) askMap(piece.map);
    } else if (piece.type === 'comparison') {
      for (const view of comparisons.all) if (view.comparison === piece.comparison) view.reset(piece);
    } else {
      for (const { view } of views.values())
        if (view.race === piece.race && !view.append(piece)) ask(piece.race);
    }
  });
  const repaint = () => {
    const races = [...views.values()].map(({ view }) => view);
    for (const view of [...races, ...maps.all, ...comparisons.all]) view.onThemeChange();
  };
  linkStyles(repaint);
  onThemeChange(repaint);
  const renderMap = async (id: string, output: MapOutput, element: HTMLElement) => {
    if ((await maps.render(id, output, element)) && output.phase === 'running') askMap(output.map);
  };
  const renderComparison = async (id: string, output: ComparisonOutput, element: HTMLElement) => {
    const { comparison, sheet } = output;
    if ((await comparisons.render(id, output, element)) && isRunning(sheet))
      postMessage?.({ type: 'comparison', comparison, action: 'ready' });
  };
  const renderRace = (id: string, output: RaceOutput, element: HTMLElement) => {
    const known = views.get(id);
    if (known?.element === element) known.view.reset(output);
    else {
      // What words stand there are lit's, and so is what comes now.
      element.classList.add('optimizer-lesson');
      views.set(id, { element, view: new RaceView(element, output) });
    }
    if (!output.runs.every(({ ended }) => ended)) ask(output.race);
  };
  return {
    renderOutputItem(item, element): void | Promise<void> {
      const { id } = item;
      const output = item.json() as CellOutput;
      if (output.type !== 'map') maps.forget(id);
      if (output.type !== 'comparison') comparisons.forget(id);
      if (output.type !== 'race') views.delete(id);
      switch (output.type) {
        case 'race':
          return renderRace(id, output, element);
        case 'map':
          return renderMap(id, output, element);
        case 'comparison':
          return renderComparison(id, output, element);
        case 'words':
          return renderWords(output, element);
        case 'question':
          return renderQuestion(output, element, postMessage);
        case 'answered':
          return renderAnswered(output, element);
        case 'exercise':
          return exercises.render(output, element);
      }
    },
    disposeOutputItem(id) {
      for (const late of [maps, comparisons]) late.forget(id);
      if (id === undefined) views.clear();
      else views.delete(id);
    },
  };
}

function renderWords({ text, wrong }: WordsOutput, element: HTMLElement): void {
  element.classList.add('optimizer-lesson');
  render(html`<p class=${wrong ? 'words bad' : 'words'}>${text}</p>`, element);
}

/** VS Code loads the renderer by its address: the style sheet is beside it. @param loaded Before it there are no colours. */
function linkStyles(loaded: () => void): void {
  const link = document.createElement('link');
  link.rel = 'stylesheet';
  link.addEventListener('load', loaded);
  link.href = new URL('lesson.css', import.meta.url).href;
  document.head.append(link);
}
