// Makes elements of the page. Text is always text, never markup.

const SVG = 'http://www.w3.org/2000/svg';

export function element(name, attributes = {}, ...children) {
  return filled(document.createElement(name), attributes, children);
}

export function svg(name, attributes = {}, ...children) {
  return filled(document.createElementNS(SVG, name), attributes, children);
}

function filled(made, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    made.setAttribute(name, value);
  }
  made.append(...children);
  return made;
}

// A table that the keyboard can scroll.
export function table(name, head, rows) {
  const scroller = element(
    'div',
    { class: 'scroll', tabindex: 0, role: 'group', 'aria-label': name },
    element('table'),
  );
  fillTable(scroller, head, rows);
  return scroller;
}

export function fillTable(scroller, head, rows) {
  const row = (cells, kind) => element('tr', {}, ...cells.map((cell) => element(kind, {}, String(cell))));
  scroller.firstElementChild.replaceChildren(
    element('thead', {}, row(head, 'th')),
    element('tbody', {}, ...rows.map((cells) => row(cells, 'td'))),
  );
}

// Replaces the options of a list only when they changed, so that an open list does not close.
// options: pairs of a value and a text; selected: a value, or null to leave the choice as it is
export function fillSelect(list, options, selected) {
  if (JSON.stringify(options) !== list.dataset.options) {
    list.dataset.options = JSON.stringify(options);
    list.replaceChildren(...options.map(([value, text]) => new Option(text, value)));
  }
  if (selected !== null) {
    list.value = selected;
  }
}

// Replaces children that are all new, and leaves the keyboard where it was.
// find: finds the element to focus, given the one that had the focus
export function replaceKeepingFocus(root, children, find) {
  const focused = root.contains(document.activeElement) ? document.activeElement : null;
  root.replaceChildren(...children);
  if (focused) {
    find(focused)?.focus({ preventScroll: true });
  }
}

// Sets a text that is read aloud only when it changed: it would be read again otherwise.
export function setText(target, text) {
  if (target.textContent !== text) {
    target.textContent = text;
  }
}
