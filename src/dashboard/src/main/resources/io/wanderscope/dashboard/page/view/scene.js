// What is to be drawn: trajectories by id, the number of updates they have had, viewport and appearance, the moment in
// frames (frame), of the page's clock (now) and of the animation (time), and the selected trajectory or undefined.

// Whether two scenes have the same trajectories at the same moment, though perhaps in another view.
export function isSameMoment(scene, other) {
  return (
    other !== null &&
    scene.trajectories === other.trajectories &&
    scene.updates === other.updates &&
    scene.frame === other.frame
  );
}

// Whether two views have the same section, size and look.
export function isSameView(view, other) {
  return other !== null && Object.entries(view).every(([name, value]) => other[name] === value);
}
