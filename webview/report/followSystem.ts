/** The look of a report: that of the system, by the classes by which VS Code tells pages the kind of its theme. */

const kinds = {
  light: ['vscode-light'],
  dark: ['vscode-dark'],
  contrastLight: ['vscode-high-contrast-light', 'vscode-high-contrast'],
  contrastDark: ['vscode-high-contrast'],
} as const;

export function followSystem(): void {
  const [dark, contrast, forced] = [
    '(prefers-color-scheme: dark)',
    '(prefers-contrast: more)',
    '(forced-colors: active)',
  ].map((query) => matchMedia(query));
  const show = () => {
    // On paper the drawings stay as they were drawn, and the style sheet turns them light.
    if (matchMedia('print').matches) return;
    const isContrast = contrast?.matches || forced?.matches;
    const kind = dark?.matches
      ? isContrast
        ? kinds.contrastDark
        : kinds.dark
      : isContrast
        ? kinds.contrastLight
        : kinds.light;
    document.body.classList.remove(...Object.values(kinds).flat());
    document.body.classList.add(...kind);
  };
  for (const query of [dark, contrast, forced]) query?.addEventListener('change', show);
  show();
}
