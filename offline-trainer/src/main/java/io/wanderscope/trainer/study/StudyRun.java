package io.wanderscope.trainer.study;

import io.wanderscope.inference.ModelDescription.ResidualStage;
import io.wanderscope.inference.TrajectoryClassifier;
import io.wanderscope.trainer.evaluation.Evaluator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What a study runs on.
 *
 * @param classifier the model
 * @param seed seed of all simulations
 * @param tracks number of tracks
 * @param command the command line that repeats the study, which its page shows
 * @param progress receives the progress
 */
public record StudyRun(
        TrajectoryClassifier classifier, long seed, int tracks, String command, Evaluator.Progress progress) {

    /** Names of the residual stages, from the finest. */
    List<String> stages() {
        return classifier.model().stages().stream().map(ResidualStage::name).toList();
    }

    /** Names of the maps that the model gives: Grad-CAM of each stage, and absolute Grad-CAM over all of them. */
    List<String> maps() {
        return Stream.concat(stages().stream(), Stream.of(AbsoluteGradCam.METHOD))
                .toList();
    }

    /**
     * Works on tracks in parallel, and reports the progress.
     *
     * @param test name of the test
     * @param count number of tracks
     * @param work gives the result of one, by its number from 0
     */
    <T> List<T> ofTracks(String test, int count, IntFunction<T> work) {
        AtomicInteger done = new AtomicInteger();
        return IntStream.range(0, count)
                .parallel()
                .mapToObj(track -> {
                    T result = work.apply(track);
                    int now = done.incrementAndGet();
                    progress.advance(test, now - 1, now, count);
                    return result;
                })
                .toList();
    }
}
