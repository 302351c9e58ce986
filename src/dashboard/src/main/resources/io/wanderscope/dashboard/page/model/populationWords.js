// What a population consists of, in words for people. PopulationWords says the same to the terminal and in pictures, and
// why the states are called what they are called; the tests of both read the same cases.

import { areaPerTime, isMetric } from './diffusion.js';
import { countedTracks as counted, plainNumber } from './text.js';

const MINIMUM_TRACKS = 30;
const MINIMUM_CLASSIFIED = 100;
const BOUND_BELOW = 0.1; // µm²/s
const FREE_ABOVE = 0.5;
const BOUND = 'bound';
const TAIL = 0.1; // share of the occupation to either side of its middle 80 %

export const isTooSmall = ({ tracks }) => tracks < MINIMUM_TRACKS;

// Why the tracks are not divided into classes; null if they are.
export function whyNoClasses({ classified_tracks: classified, classes }) {
  if (classes.length === 0) {
    return 'no fractions of classes: no track was classified, or the model does not say how it confuses them';
  }
  return classified < MINIMUM_CLASSIFIED
    ? `too few tracks to divide into classes: ${classified} classified (${MINIMUM_CLASSIFIED} or more)`
    : null;
}

// population: as the server sends it
export function sentenceOf(population) {
  const { tracks, states } = population;
  if (states.length === 0) {
    return `D is unknown, for none of the ${counted(tracks)} was seen in two successive frames`;
  }
  if (isTooSmall(population)) {
    return `${counted(tracks)} ${tracks === 1 ? 'is' : 'are'} too few to be divided into states (${MINIMUM_TRACKS} or more)`;
  }
  const unit = areaPerTime(population);
  if (states.length === 1) {
    return `one peak, ${spread(population, unit)}, from ${counted(tracks)}`;
  }
  const names = namesOf(population);
  const parts = states.map((state, place) => `${percent(state.fraction)} ${named(names[place], state, unit)}`);
  return `${parts.join(', ')}, from ${counted(tracks)}`;
}

function named(name, state, unit) {
  return name ? `${name} (${speed(name, state, unit)})` : `moving with ${about(state, unit)}`;
}

// The name of each state; null for those that have none.
export function namesOf(population) {
  const { states } = population;
  const names = states.map(({ diffusion_coefficient: d }) => nameOf(d));
  if (isMetric(population) && new Set(names).size > 1) {
    return names;
  }
  return states.length === 2 ? ['slow', 'fast'] : states.map(() => null);
}

function nameOf(diffusionCoefficient) {
  if (diffusionCoefficient < BOUND_BELOW) {
    return BOUND;
  }
  return diffusionCoefficient > FREE_ABOVE ? 'free' : 'slow';
}

// The bound have an upper bound where all slower motion belongs to them.
function speed(name, state, unit) {
  const { from, to } = state;
  const isBelow = name === BOUND && from === null && to !== null && to <= BOUND_BELOW;
  return isBelow ? `D below ${plainNumber(to)} ${unit}` : about(state, unit);
}

// Where the middle 80 % of the occupation are; only their upper end if the peak does not come down towards the slowest motion.
function spread({ occupation, states }, unit) {
  const highest = plainNumber(quantile(1 - TAIL, occupation));
  if (reachesSlowest(occupation)) {
    return `D below ${highest} ${unit}`;
  }
  return `${about(states[0], unit)} (middle 80 % from ${plainNumber(quantile(TAIL, occupation))} to ${highest})`;
}

function reachesSlowest(occupation) {
  const largest = Math.max(...occupation.map(({ fraction }) => fraction));
  return occupation[0].fraction >= largest / 2;
}

// The diffusion coefficient at which the occupation, added up from the slowest motion, reaches a share.
export function quantile(share, occupation) {
  let sum = 0;
  const bin = occupation.find(({ fraction }) => (sum += fraction) >= share) ?? occupation.at(-1);
  return bin.diffusion_coefficient;
}

function about({ diffusion_coefficient: d }, unit) {
  return `D about ${plainNumber(d)} ${unit}`;
}

function percent(fraction) {
  if (fraction > 0 && fraction < 0.005) {
    return 'under 1 %';
  }
  return fraction < 1 && fraction >= 0.995 ? 'over 99 %' : `${Math.round(100 * fraction)} %`;
}
