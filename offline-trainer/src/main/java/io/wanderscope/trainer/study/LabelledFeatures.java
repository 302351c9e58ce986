package io.wanderscope.trainer.study;

import java.util.Arrays;
import java.util.function.UnaryOperator;

/**
 * Features of many tracks with the classes of the tracks.
 *
 * @param features the features of each track, [tracks][features]
 * @param classes index of the class of each track, from 0
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record LabelledFeatures(double[][] features, int[] classes) {
    /** Number of tracks. */
    int tracks() {
        return features.length;
    }

    /** Number of features of a track. */
    int width() {
        return features[0].length;
    }

    /** The features after a change of each track's. */
    LabelledFeatures map(UnaryOperator<double[]> change) {
        return new LabelledFeatures(Arrays.stream(features).map(change).toArray(double[][]::new), classes);
    }
}
