// Selects a part of the plane of D and α: drag around dots, click to let go; or arrows, with Shift for the size.

const CLICK = 4; // pixels that a click may move
const STEP = 12; // pixels
const KEYS = { ArrowLeft: [-STEP, 0], ArrowRight: [STEP, 0], ArrowUp: [0, -STEP], ArrowDown: [0, STEP] };

// panel: ViewsPanel; brushed: gives the ranges that are selected, or null; onBrush: called with the ranges that are selected, or null, and whether the person goes on
export function listenToPlane(panel, brushed, onBrush) {
  listenToDrag(panel, onBrush);
  listenToArrows(panel, brushed, onBrush);
}

function listenToDrag(panel, onBrush) {
  const { plane } = panel;
  let start = null;
  const boxTo = (event) => boxBetween(start, placeOf(plane, event), panel.scale.box);
  plane.addEventListener('pointerdown', (event) => {
    if (event.isPrimary && event.button === 0) {
      start = placeOf(plane, event);
      plane.setPointerCapture(event.pointerId);
    }
  });
  plane.addEventListener('pointermove', (event) => {
    if (start && isDrag(start, placeOf(plane, event))) {
      onBrush(panel.scale.rangesOf(boxTo(event)), true);
    }
  });
  plane.addEventListener('pointerup', (event) => {
    if (start) {
      onBrush(isDrag(start, placeOf(plane, event)) ? panel.scale.rangesOf(boxTo(event)) : null, false);
    }
    start = null;
  });
  plane.addEventListener('pointercancel', () => {
    start = null;
  });
}

// Without a brush, the first arrow selects the middle.
function listenToArrows(panel, brushed, onBrush) {
  panel.plane.addEventListener('keydown', (event) => {
    const step = KEYS[event.key];
    if (event.key === 'Escape') {
      event.stopPropagation();
      onBrush(null, false);
    } else if (step && !event.ctrlKey && !event.altKey && !event.metaKey) {
      event.preventDefault();
      const { scale } = panel;
      const box = brushed() ? scale.boxOf(brushed()) : middle(scale.box);
      onBrush(scale.rangesOf(moved(box, step, event.shiftKey, scale.box)), false);
    }
  });
}

function middle({ left, top, width, height }) {
  return {
    left: left + width / 4,
    top: top + height / 4,
    right: left + (3 * width) / 4,
    bottom: top + (3 * height) / 4,
  };
}

function moved({ left, top, right, bottom }, [dx, dy], isSize, limits) {
  return isSize
    ? within({ left, top, right: Math.max(left + STEP, right + dx), bottom: Math.max(top + STEP, bottom + dy) }, limits)
    : within({ left: left + dx, top: top + dy, right: right + dx, bottom: bottom + dy }, limits);
}

function boxBetween([x0, y0], [x1, y1], limits) {
  return within(
    { left: Math.min(x0, x1), top: Math.min(y0, y1), right: Math.max(x0, x1), bottom: Math.max(y0, y1) },
    limits,
  );
}

function within({ left, top, right, bottom }, box) {
  return {
    left: Math.max(box.left, left),
    top: Math.max(box.top, top),
    right: Math.min(box.left + box.width, right),
    bottom: Math.min(box.top + box.height, bottom),
  };
}

function isDrag([x0, y0], [x1, y1]) {
  return Math.abs(x1 - x0) + Math.abs(y1 - y0) > CLICK;
}

function placeOf(plane, event) {
  const box = plane.getBoundingClientRect();
  return [event.clientX - box.left, event.clientY - box.top];
}
