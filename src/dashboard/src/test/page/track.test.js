import assert from 'node:assert/strict';
import { test } from 'node:test';
import { answer, answered, displacements, facts, mayHaveChanged, meaning, version } from '#page/model/track.js';

const result = (revision, parts = {}) => ({
  revision,
  status: 'LIVE',
  label: 'CTRW',
  reason: null,
  confidence: 0.87,
  alpha: 0.5,
  alpha_sd: 0.125,
  points: 60,
  first_frame: 3,
  last_frame: 62,
  delay_ms: 90,
  ...parts,
});

const track = (parts = {}) => ({
  status: 'live',
  result: result(2),
  saliency: { revision: 2 },
  path: { frames: [1, 2] },
  ...parts,
});

test('a track is asked for again when the field has a newer revision, and not while it has the same', () => {
  assert.equal(mayHaveChanged(track(), { result: result(3) }), true);
  assert.equal(mayHaveChanged(track(), { result: result(2) }), false);
});

test('a track is asked for again until its latest result is explained', () => {
  assert.equal(mayHaveChanged(track({ saliency: null }), { result: result(2) }), true);
  assert.equal(mayHaveChanged(track({ saliency: { revision: 1 } }), { result: result(2) }), true);
});

test('a live track is asked for again when the field no longer has it, or has its final result', () => {
  assert.equal(mayHaveChanged(track(), undefined), true);
  assert.equal(mayHaveChanged(track(), { result: result(2, { status: 'FINAL' }) }), true);
});

test('an ended track that is explained is not asked for again', () => {
  assert.equal(mayHaveChanged(track({ status: 'ended' }), undefined), false);
});

test('a result that no saliency will explain needs none', () => {
  // Given a result without a class
  const undetermined = result(2, { label: 'UNDETERMINED', confidence: null });

  // Then
  const ended = track({ status: 'ended', result: undetermined, saliency: null });
  assert.equal(mayHaveChanged(ended, undefined), false);
});

test('versions differ when status, result or saliency do, and not with points alone', () => {
  // Given
  const versions = [
    track(),
    track({ status: 'ended' }),
    track({ result: result(3) }),
    track({ saliency: { revision: 1 } }),
    track({ result: null }),
  ].map(version);

  // Then
  assert.equal(new Set(versions).size, versions.length);
  assert.equal(version(track({ path: { frames: [1, 2, 3] } })), version(track()));
  assert.notEqual(version(track({ result: null, path: { frames: [1, 2, 3] } })), version(track({ result: null })));
});

test('the meaning is that of the class, or the reason why there is none', () => {
  // Given
  const classes = [{ label: 'CTRW', name: 'continuous-time random walk', meaning: 'It rests.' }];
  const without = (reason) => result(1, { label: 'UNDETERMINED', reason });

  // Then
  assert.equal(meaning(result(1), classes), 'Continuous-time random walk. It rests.');
  assert.match(meaning(without('TOO_SHORT'), classes), /too few points/);
  assert.equal(meaning(without('A_LATER_REASON'), classes), 'No class: a later reason.');
});

test('other motion means what it is, not that there is no class', () => {
  // Given
  const classes = [{ label: 'IMMOBILE', name: 'immobile', meaning: 'It does not move.' }];
  const immobile = result(1, {
    label: 'UNDETERMINED',
    reason: 'IMMOBILE',
    confidence: 0.02,
    families: { IMMOBILE: 0.91 },
  });

  // Then
  assert.equal(meaning(immobile, classes), 'Immobile. It does not move.');
  assert.equal(answer(immobile), 'IMMOBILE');
  assert.equal(Object.fromEntries(facts(track({ result: immobile }))).confidence, '91 %');
});

test('an undecided result says between which classes', () => {
  // Given
  const undecided = result(1, {
    ...{ label: 'UNDETERMINED', reason: 'LOW_CONFIDENCE', confidence: 0.4 },
    class_set: ['SUB_FBM', 'SUB_SBM'],
  });

  // Then
  assert.equal(answer(undecided), 'SUB_FBM or SUB_SBM (90 % if one of the eight)');
  assert.match(
    meaning(undecided, []),
    /^No class is probable enough .* If it is one of the eight, the right one is among these in 90 % .* equally frequent\.$/,
  );
  assert.equal(answer(result(1, { label: 'UNDETERMINED', reason: 'TOO_SHORT', confidence: null })), 'no answer');
});

test('facts say how noisy and how unfamiliar a track is, and how many of its points were detected', () => {
  // Given
  const measured = result(2, { noise: 0.35, noise_sd: 0.08, novelty: 1.5, observed_points: 57 });

  // When
  const known = Object.fromEntries(facts(track({ result: measured })));

  // Then
  assert.equal(known['localisation noise'], '0.35 ± 0.08 of a step');
  assert.match(known.novelty, /^1\.50 \(above 1/);
  assert.equal(known.points, '60 (57 detected), frames 3–62');
});

test('facts are written for people, and a dash stands for what is missing', () => {
  // Given
  const undetermined = result(2, { confidence: null, alpha: null, alpha_sd: null });

  // When
  const sure = Object.fromEntries(facts(track()));
  const unsure = Object.fromEntries(facts(track({ status: 'ended', result: undetermined })));

  // Then
  assert.equal(sure.confidence, '87 %');
  assert.match(sure['anomalous exponent'], /^0\.50 ± 0\.1[23]$/);
  assert.equal(sure.points, '60, frames 3–62');
  assert.match(sure.state, /live, revision 2/);
  assert.equal(unsure.confidence, '–');
  assert.equal(unsure['anomalous exponent'], '–');
  assert.match(unsure.state, /final/);
});

test('displacements are the distances from point to point', () => {
  assert.deepEqual(displacements([0, 3, 3], [0, 4, 4]), [5, 0]);
  assert.deepEqual(displacements([1], [1]), []);
});

test('the list of ended tracks has those with an answer, in the order given, up to its limit', () => {
  // Given
  const tracks = [
    { id: 'a', result: null },
    { id: 'b', result: { label: 'ATTM' } },
    { id: 'c', result: { label: 'UNDETERMINED' } },
    { id: 'f', result: { label: 'UNDETERMINED', reason: 'LOW_CONFIDENCE' } },
    { id: 'd', result: { label: 'CTRW' } },
    { id: 'e', result: { label: 'ATTM' } },
  ];

  // Then
  assert.deepEqual(
    answered(tracks, 2).map(({ id }) => id),
    ['b', 'd'],
  );
});
