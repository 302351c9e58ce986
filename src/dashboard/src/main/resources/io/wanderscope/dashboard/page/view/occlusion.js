// The button that asks which segments of a track its answer depends on, and the strip that shows them.

import { framesOf, occlusionNote, weightsAt } from '../model/occlusion.js';
import { element } from './elements.js';
import { saliencyKey } from './saliencyKey.js';
import { strip } from './strip.js';

const WHAT =
  'Cuts out one segment of the track after the other, joins and classifies the rest, and shows how much of the answer is lost without each. Takes a second or so.';

// track: as `/api/tracks` answers it; state: of the inspector, see there; trust: what the model says
// of this map, or undefined; onAsk: called when a person presses the button
export function occlusion(track, { answer, problem, asking }, trust, onAsk) {
  const button = element(
    'button',
    {
      id: 'ask-occlusion',
      title: WHAT,
      'aria-label': 'occlusion: show which segments the answer depends on',
      'aria-disabled': String(asking),
    },
    asking ? 'occlusion …' : 'occlusion',
  );
  button.addEventListener('click', () => onAsk());
  const parts = [button];
  if (answer) {
    parts.unshift(occlusionStrip(track, answer, trust));
  }
  if (problem) {
    parts.push(element('p', { id: 'occlusion-problem' }, problem));
  }
  return parts;
}

// On the axis of the saliency above it; where there is none, with a key of its own.
function occlusionStrip({ saliency, result }, answer, trust) {
  const note = occlusionNote(answer, result.revision);
  const weights = weightsAt(saliency?.frames ?? framesOf(answer.segments), answer.segments);
  const drawn = strip('occlusion', note, `Occlusion: ${note}`, weights, trust, { 'data-map': 'occlusion' });
  if (!saliency) {
    drawn.prepend(saliencyKey(answer.explained));
  }
  return drawn;
}
