// Panels of the side column fold. Where the window is narrow, all but the first begin folded, so that the field is seen.

const NARROW = '(max-width: 700px)';

// side: the element that has them
export function foldPanels(side) {
  const panels = [...side.querySelectorAll('details.panel')];
  const narrow = matchMedia(NARROW);
  const fold = () => panels.slice(1).forEach((panel) => (panel.open = !narrow.matches));
  narrow.addEventListener('change', fold);
  fold();
}
