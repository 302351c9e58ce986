// What a person can change of the image below the paths.

import { brightnessOf, sliderOf } from '../model/fieldImage.js';
import { percent } from '../model/text.js';
import { setText } from './elements.js';
import { theme } from './theme.js';

export class ImageControls {
  // section: hidden as long as there is no image; look: ImageLook; onChange: called when a person changes it
  constructor(section, look, onChange) {
    const find = (name) => section.querySelector(`[data-part="${name}"]`);
    this.section = section;
    this.look = look;
    this.parts = Object.fromEntries(
      ['shown', 'brightness', 'black', 'inverted', 'brightness-value', 'black-value', 'note'].map((name) => [
        name,
        find(name),
      ]),
    );
    const { shown, brightness, black, inverted } = this.parts;
    const listen = (input, type, take) =>
      input.addEventListener(type, () => {
        take();
        this.render();
        onChange();
      });
    listen(shown, 'change', () => (look.isShown = shown.checked));
    listen(brightness, 'input', () => (look.brightness = brightnessOf(Number(brightness.value))));
    listen(black, 'input', () => (look.black = Number(black.value)));
    listen(inverted, 'change', () => (look.inverted = inverted.checked));
  }

  // hasImage: whether there is one; note: why it is not drawn, or null
  show(hasImage, note) {
    this.section.hidden = !hasImage;
    setText(this.parts.note, note ?? '');
    this.parts.note.hidden = note === null;
    this.render();
  }

  render() {
    const { look, parts } = this;
    parts.shown.checked = look.isShown;
    parts.inverted.checked = look.isInverted(theme());
    parts.brightness.value = String(sliderOf(look.brightness));
    parts.black.value = String(look.black);
    parts['brightness-value'].value = percent(look.brightness);
    parts['black-value'].value = percent(look.black);
  }
}
