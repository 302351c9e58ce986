// The palette shared by this page, the pictures of `classify` and the model report. The build fills in the colours from
// palette.properties of the module `diffusion`, which also says why they are what they are.

export const MARKERS = {
  ATTM: '${marker.ATTM}',
  CTRW: '${marker.CTRW}',
  SUB_FBM: '${marker.SUB_FBM}',
  SUB_SBM: '${marker.SUB_SBM}',
  SUPER_FBM: '${marker.SUPER_FBM}',
  LEVY_WALK: '${marker.LEVY_WALK}',
  SUPER_SBM: '${marker.SUPER_SBM}',
  BROWNIAN: '${marker.BROWNIAN}',
  IMMOBILE: '${marker.IMMOBILE}',
  CONFINED: '${marker.CONFINED}',
  DIRECTED: '${marker.DIRECTED}',
  SWITCHING: '${marker.SWITCHING}',
  ARTEFACT: '${marker.ARTEFACT}',
  UNFAMILIAR: '${marker.UNFAMILIAR}',
  UNSURE: '${marker.UNSURE}',
  PENDING: '${marker.PENDING}',
  UNDETERMINED: '${marker.UNDETERMINED}',
};

// Only the markers that the dark theme changes.
export const DARK_MARKERS = {
  BROWNIAN: '${marker.dark.BROWNIAN}',
  IMMOBILE: '${marker.dark.IMMOBILE}',
  CONFINED: '${marker.dark.CONFINED}',
  DIRECTED: '${marker.dark.DIRECTED}',
  SWITCHING: '${marker.dark.SWITCHING}',
  ARTEFACT: '${marker.dark.ARTEFACT}',
  UNFAMILIAR: '${marker.dark.UNFAMILIAR}',
  UNSURE: '${marker.dark.UNSURE}',
  PENDING: '${marker.dark.PENDING}',
  UNDETERMINED: '${marker.dark.UNDETERMINED}',
};

// Only the lines that differ from the markers of the dark theme.
export const DARK_LINES = {
  UNFAMILIAR: '${line.dark.UNFAMILIAR}',
  PENDING: '${line.dark.PENDING}',
};

export const LINES = {
  ATTM: '${line.ATTM}',
  CTRW: '${line.CTRW}',
  SUB_FBM: '${line.SUB_FBM}',
  SUB_SBM: '${line.SUB_SBM}',
  SUPER_FBM: '${line.SUPER_FBM}',
  LEVY_WALK: '${line.LEVY_WALK}',
  SUPER_SBM: '${line.SUPER_SBM}',
  BROWNIAN: '${line.BROWNIAN}',
  IMMOBILE: '${line.IMMOBILE}',
  CONFINED: '${line.CONFINED}',
  DIRECTED: '${line.DIRECTED}',
  SWITCHING: '${line.SWITCHING}',
  ARTEFACT: '${line.ARTEFACT}',
  UNFAMILIAR: '${line.UNFAMILIAR}',
  UNSURE: '${line.UNSURE}',
  PENDING: '${line.PENDING}',
  UNDETERMINED: '${line.UNDETERMINED}',
};

export const SALIENCY = '${saliency}'.split(' ');
export const DARK_SALIENCY = '${saliency.dark}'.split(' ');
export const WITHOUT_SALIENCY = '${unexplained}';
export const DARK_WITHOUT_SALIENCY = '${unexplained.dark}';
