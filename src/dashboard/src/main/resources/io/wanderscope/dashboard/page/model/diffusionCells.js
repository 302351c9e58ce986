// The columns of a track's CSV that say how it diffuses, with the names and the meaning that they have in labels.csv.

const LAGS = [1, 2, 3, 4];

export const DIFFUSION_COLUMNS = [
  ...['diffusion_coefficient', 'diffusion_coefficient_sd', 'diffusion_unit', 'localisation_error'],
  ...LAGS.map((lag) => `msd_${lag}`),
  ...['radius_of_gyration', 'duration'],
];

// estimate: the `diffusion` of a result, or null
export function diffusionCells(estimate) {
  if (!estimate) {
    return DIFFUSION_COLUMNS.map(() => '');
  }
  const { length_unit: length, time_unit: time } = estimate;
  return [
    ...[cell(estimate.diffusion_coefficient), cell(estimate.diffusion_coefficient_sd)],
    `${length}^2/${time === 'S' ? 's' : 'frame'}`,
    localisationError(estimate),
    ...LAGS.map((each) => cell(estimate.msd.find(({ lag }) => lag === each)?.value ?? null)),
    ...[cell(estimate.radius_of_gyration), cell(estimate.duration)],
  ];
}

// None where the estimate of its square is negative.
function localisationError({ localisation_variance: variance }) {
  return variance === null || variance < 0 ? '' : cell(Math.sqrt(variance));
}

function cell(value) {
  return value === null ? '' : Number(value.toPrecision(6));
}
