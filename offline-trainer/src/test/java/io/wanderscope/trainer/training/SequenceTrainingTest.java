package io.wanderscope.trainer.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.wanderscope.diffusion.DiffusionModel;
import io.wanderscope.trainer.data.LabelledTrajectory;
import io.wanderscope.trainer.data.TestSet;
import io.wanderscope.trainer.testing.SmallRun;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SequenceTrainingTest {
    private static final int POINTS = 60;

    private static List<LabelledTrajectory> tracks(long seed, int count, List<DiffusionModel> models) {
        List<LabelledTrajectory> tracks = new ArrayList<>();
        TestSet.cell(seed, count, POINTS, 0).forEach(tracks::add);
        return tracks.stream()
                .filter(track -> models.contains(track.requireModel()))
                .toList();
    }

    private static double[] saliency(List<LabelledTrajectory> sequence, long seed, List<LabelledTrajectory> of)
            throws InterruptedException {
        try (SequenceTraining training = new SequenceTraining(SmallRun.configuration(), seed)) {
            training.train(sequence, tracks -> {});
            return training.saliencySums(of);
        }
    }

    @Test
    void learnsToTellTracksApart() throws Exception {
        // Given two models that look as different as models can, and ten passes over tracks of them
        List<DiffusionModel> models = List.of(DiffusionModel.CTRW, DiffusionModel.LEVY_WALK);
        List<LabelledTrajectory> set = tracks(1, 2000, models);
        List<LabelledTrajectory> sequence =
                Collections.nCopies(10, set).stream().flatMap(List::stream).toList();
        List<LabelledTrajectory> others = tracks(2, 400, models);

        // When
        List<DiffusionModel> answers;
        try (SequenceTraining training = new SequenceTraining(SmallRun.configuration(), 3)) {
            training.train(sequence, tracks -> {});
            answers = training.answers(others);
        }

        // Then
        long right = IntStream.range(0, others.size())
                .filter(track -> answers.get(track) == others.get(track).requireModel())
                .count();
        assertThat(right).isGreaterThan(95);
    }

    @Test
    void theSameSequenceAndSeedGiveTheSameNetworkAndOthersAnother() throws Exception {
        // Given
        List<LabelledTrajectory> sequence = tracks(1, 160, List.of(DiffusionModel.values()));
        List<LabelledTrajectory> reversed = new ArrayList<>(sequence);
        Collections.reverse(reversed);
        List<LabelledTrajectory> others = tracks(2, 16, List.of(DiffusionModel.values()));

        // When
        double[] first = saliency(sequence, 3, others);

        // Then
        assertThat(saliency(sequence, 3, others)).containsExactly(first);
        assertThat(saliency(sequence, 4, others)).isNotEqualTo(first);
        assertThat(saliency(reversed, 3, others)).isNotEqualTo(first);
    }

    @Test
    void countsTheTracksItHasSeen() throws Exception {
        // Given
        List<LabelledTrajectory> sequence = tracks(1, 100, List.of(DiffusionModel.values()));
        AtomicInteger seen = new AtomicInteger();

        // When
        try (SequenceTraining training = new SequenceTraining(SmallRun.configuration(), 3)) {
            training.train(sequence, seen::addAndGet);
        }

        // Then
        assertThat(seen).hasValue(100);
    }
}
