/** VS Code hears the keys of outputs, too: Enter would unfold the cell, besides pressing the button. */
export function keepKey(event: KeyboardEvent): void {
  if (event.key === 'Enter' || event.key === ' ') event.stopPropagation();
}
