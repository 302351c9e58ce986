package io.wanderscope.app.bench;

/**
 * A position of a track, or the mark of its end.
 *
 * @param track number of the track within its acquisition, from 0
 * @param frame index of the position within the track, from 0; of an end mark, that of the last position
 * @param turn camera frame in which it was recorded, from 0
 * @param isEnd whether it is the mark of the end
 */
record TrackEvent(int track, int frame, long turn, boolean isEnd) {}
