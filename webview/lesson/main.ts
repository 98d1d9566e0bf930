/** The renderer's entry: draws what cells of lessons put out. */
import { html, render } from 'lit/html.js';
import type { MapOutput } from '../../core/lesson/mapOutput.ts';
import type { CellOutput, RaceOutput, WordsOutput } from '../../core/lesson/raceOutput.ts';
import { RaceView } from '../shared/race/raceView.ts';
import { onThemeChange } from '../shared/theme.ts';
import { ExerciseView } from './exerciseView.ts';
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
  const maps = new Map<string, { readonly view: MapCellView; readonly element: HTMLElement }>();
  const ask = (race: string) => postMessage?.({ type: 'ready', race });
  const askMap = (map: string) => postMessage?.({ type: 'map', map, action: 'ready' });
  const exercises = new ExerciseView((cell, action) =>
    postMessage?.(action === 'again' ? { type: 'run', cell } : { type: 'exercise', cell, action }),
  );
  // What an extension sends and puts out is its own.
  onDidReceiveMessage?.((message) => {
    const piece = message as RaceOutput | MapOutput;
    if (piece.type === 'map') {
      for (const { view } of maps.values())
        if (view.map === piece.map && !view.append(piece)) askMap(piece.map);
      return;
    }
    for (const { view } of views.values())
      if (view.race === piece.race && !view.append(piece)) ask(piece.race);
  });
  /** Of maps, whose parts are loaded with the first. */
  const onScreen = new Set<string>();
  const renderMap = async (id: string, output: MapOutput, element: HTMLElement) => {
    views.delete(id);
    onScreen.add(id);
    const { MapCellView } = await import('./mapCellView.ts');
    if (!onScreen.has(id)) return;
    const known = maps.get(id);
    if (known?.element === element) known.view.reset(output);
    else {
      element.classList.add('optimizer-lesson');
      const view = new MapCellView(element, output, (action, cell) =>
        postMessage?.({ type: 'map', map: view.map, action, cell }),
      );
      maps.set(id, { element, view });
    }
    if (output.phase === 'running') askMap(output.map);
  };
  const repaint = () => {
    for (const { view } of [...views.values(), ...maps.values()]) view.onThemeChange();
  };
  linkStyles(repaint);
  onThemeChange(repaint);
  return {
    renderOutputItem(item, element): void | Promise<void> {
      const output = item.json() as CellOutput;
      if (output.type === 'map') return renderMap(item.id, output, element);
      for (const known of [maps, onScreen]) known.delete(item.id);
      if (output.type !== 'race') {
        views.delete(item.id);
        if (output.type === 'words') renderWords(output, element);
        else if (output.type === 'question') renderQuestion(output, element, postMessage);
        else if (output.type === 'answered') renderAnswered(output, element);
        else exercises.render(output, element);
        return;
      }
      const known = views.get(item.id);
      if (known?.element === element) known.view.reset(output);
      else {
        // What words stand there are lit's, and so is what comes now.
        element.classList.add('optimizer-lesson');
        views.set(item.id, { element, view: new RaceView(element, output) });
      }
      if (!output.runs.every(({ ended }) => ended)) ask(output.race);
    },
    disposeOutputItem(id) {
      for (const known of [views, maps, onScreen]) {
        if (id === undefined) known.clear();
        else known.delete(id);
      }
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
