/** A question as a quick pick asks it, and what can be answered. */
import type { PickItem } from '../../shown/pickItem.ts';

/** `back` where the person asked for the pick before; undefined where they left. */
export type Answer<T> = { readonly value: T } | 'back' | undefined;

export interface Choice<T> extends PickItem {
  /** null: the item explains something and can't be chosen. */
  readonly value: T | null;
}

export interface Ask<T> {
  /** What has been chosen so far, with what is marked now. */
  readonly title: string | ((marked: readonly T[]) => string);
  readonly placeholder: string;
  readonly step: number;
  readonly totalSteps: number;
  readonly items: readonly Choice<T>[];
  /** Marked when the pick opens. */
  readonly selected: readonly Choice<T>[];
  readonly many: boolean;
  /**
   * Items for what the person types, shown above the others and, where `many`, marked; null for a text that looks for
   * something in the list. Default, and for null: where nothing in the list is called so, a row that says it.
   */
  readonly typed?: (text: string) => readonly Choice<T>[] | null;
  /** Whether what is typed is marked beside what was marked from the start, not in its place. Default: false. */
  readonly addsTyped?: boolean;
  /** Default: none. */
  readonly buttons?: readonly PickButton<T>[];
  /** What is wrong with values that are each fine, in words; null where nothing is. Default: nothing. */
  readonly check?: (values: readonly T[]) => string | null;
}

export interface PickButton<T> {
  /** The name of a codicon. */
  readonly icon: string;
  /** What it will do. */
  readonly tooltip: () => string;
  /**
   * Changes something beside what is asked for.
   * @param add Shows items as if they had been typed.
   */
  readonly press: (add: (items: readonly Choice<T>[]) => void) => void;
  /** Whether the pick is answered, too, as with Enter. Default: false. */
  readonly accepts?: boolean;
}
