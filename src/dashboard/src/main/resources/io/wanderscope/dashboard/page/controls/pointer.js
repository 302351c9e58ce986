// Mouse, finger and wheel in the field of view: drag to move it, turn to zoom, click to select.

const CLICK = 3; // pixels that a click may move
const LINE = 33; // pixels of a wheel that turns by lines
const ZOOM = 400; // pixels of the wheel for a factor of e

// onSelect: called with the id of the trajectory that was clicked, or null
export function listenToPointer(field, onSelect) {
  listenToDrag(field, onSelect);
  field.element.addEventListener(
    'wheel',
    (event) => {
      event.preventDefault();
      const pixels = event.deltaY * (event.deltaMode === WheelEvent.DOM_DELTA_LINE ? LINE : 1);
      field.zoom(Math.exp(-pixels / ZOOM), ...within(field, event));
    },
    { passive: false },
  );
}

function listenToDrag(field, onSelect) {
  const { element } = field;
  let last = null; // where the pointer was, while it is pressed
  let moved = 0;
  element.addEventListener('pointerdown', (event) => {
    if (!event.isPrimary || event.button !== 0 || event.target.closest('button')) {
      return; // a second finger would make the view jump
    }
    last = [event.clientX, event.clientY];
    moved = 0;
    element.setPointerCapture(event.pointerId);
  });
  element.addEventListener('pointermove', (event) => {
    if (last && event.isPrimary) {
      const [dx, dy] = [event.clientX - last[0], event.clientY - last[1]];
      moved += Math.abs(dx) + Math.abs(dy);
      if (moved > CLICK) {
        field.pan(dx, dy);
      }
      last = [event.clientX, event.clientY];
    }
  });
  element.addEventListener('pointerup', (event) => {
    if (last && event.isPrimary && moved <= CLICK) {
      onSelect(field.nearest(...within(field, event)));
    }
    last = event.isPrimary ? null : last;
  });
  element.addEventListener('pointercancel', () => {
    last = null;
  });
}

// In pixels of the field.
function within({ element }, event) {
  const box = element.getBoundingClientRect();
  return [event.clientX - box.left, event.clientY - box.top];
}

// In the legend, a click with Shift selects a kind of motion, and does not hide it.
export function listenToShiftClick(legend, onSelect) {
  legend.addEventListener(
    'click',
    (event) => {
      const button = event.target.closest('[data-label]');
      if (event.shiftKey && button) {
        event.stopPropagation();
        onSelect(button.dataset.label);
      }
    },
    { capture: true },
  );
}
