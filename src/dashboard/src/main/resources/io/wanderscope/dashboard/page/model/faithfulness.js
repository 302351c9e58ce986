// How far the maps of a track can be trusted, as the server's model says of itself.

// It was measured on tracks of 1000 points, to within 100 points: in shorter ones than this, that is a quarter of the track to
// either side, and says nothing.
const MIN_POINTS = 400;

// What the model says of each map, by its name; empty where the result came from another model or is for a short track. model: as
// `/api/model` answers it, or null; result: the one that is explained, or undefined
export function faithfulnessByMap(model, result) {
  const known = model && isOf(result, model) && result.points >= MIN_POINTS;
  return new Map(known ? model.maps.map((each) => [each.map, each]) : []);
}

// The file without its figures holds the same network.
function isOf(result, model) {
  return [model.sha256, model.studied_sha256].includes(result?.model_hash);
}
