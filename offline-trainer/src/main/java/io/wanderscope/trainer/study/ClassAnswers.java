package io.wanderscope.trainer.study;

import io.wanderscope.diffusion.DiffusionModel;
import java.util.stream.IntStream;

/**
 * The true classes of tracks, and the answers to them.
 *
 * @param actual index of each track's class
 * @param predicted index of the class that it was taken for
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record ClassAnswers(int[] actual, int[] predicted) {
    /** Number of tracks by actual and predicted class. */
    int[][] confusion() {
        int classes = DiffusionModel.values().length;
        int[][] confusion = new int[classes][classes];
        for (int track = 0; track < actual.length; track++) {
            confusion[actual[track]][predicted[track]]++;
        }
        return confusion;
    }

    /** Share of the tracks whose answer lies in the group of their class. */
    Mean accuracy(ClassGroups groups) {
        return Mean.share(IntStream.range(0, actual.length).mapToDouble(track -> isRight(track, groups) ? 1 : 0));
    }

    private boolean isRight(int track, ClassGroups groups) {
        return groups.of(actual[track]) == groups.of(predicted[track]);
    }

    /** Share of the tracks of a class that are given some class; if it is the same, the recall. */
    Mean as(DiffusionModel model, DiffusionModel answer) {
        return Mean.share(IntStream.range(0, actual.length)
                .filter(track -> actual[track] == model.classIndex())
                .mapToDouble(track -> predicted[track] == answer.classIndex() ? 1 : 0));
    }
}
