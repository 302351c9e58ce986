// How well localisations were linked, where the particles are known.

import { linkingScore, linkingText } from '../model/linking.js';
import { element, setText } from './elements.js';

export class Linking {
  constructor(section) {
    this.section = section;
    this.told = element('p', { class: 'told' });
    this.score = element('p', {
      class: 'unit',
      title: 'Harmonic mean of both shares, over all links so far',
    });
    section.querySelector('div').append(this.told, this.score);
  }

  // linking: of the acquisition that is shown, or null
  show(linking) {
    this.section.hidden = linking === null;
    setText(this.told, linking === null ? '' : linkingText(linking));
    setText(this.score, linking === null ? '' : linkingScore(linking));
  }
}
