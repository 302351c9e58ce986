package io.wanderscope.streaming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.wanderscope.diffusion.ObservedTrajectory;
import io.wanderscope.inference.Classification;
import io.wanderscope.inference.Explanation;
import io.wanderscope.inference.FakeTrajectoryClassifier;
import io.wanderscope.inference.ModelDescription;
import io.wanderscope.inference.TrajectoryClassifier;
import io.wanderscope.schema.ResultStatus;
import io.wanderscope.schema.TrajectoryLabel;
import io.wanderscope.schema.TrajectorySaliency;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which results say how much each point counted, and that the model explains no others. */
class SaliencyChoiceTest {
    @TempDir
    private Path state;

    @ParameterizedTest
    @CsvSource({"ALL, LIVE FINAL", "FINAL, FINAL", "NONE, ''"})
    void explainsTheResultsThatWereChosen(SaliencyChoice choice, String explained) {
        // Given
        Asked classifier = new Asked();
        StreamSettings settings = StreamSettings.defaults().with(StreamSettings.SALIENCY, choice);
        try (TopologyHarness harness = new TopologyHarness(settings, classifier, state)) {
            // When
            harness.sendFrames("1", 0, 25);
            harness.end("1", 24);
            harness.linger();

            // Then
            List<String> statuses = explained.isEmpty() ? List.of() : List.of(explained.split(" "));
            assertThat(harness.labels())
                    .extracting(TrajectoryLabel::getStatus, label -> label.getProbabilities() != null)
                    .containsExactly(tuple(ResultStatus.LIVE, true), tuple(ResultStatus.FINAL, true));
            assertThat(harness.saliency())
                    .extracting(TrajectorySaliency::getStatus)
                    .extracting(ResultStatus::name)
                    .containsExactlyElementsOf(statuses);
            assertThat(classifier.explanations())
                    .filteredOn(each -> each == Explanation.GRAD_CAM)
                    .hasSameSizeAs(statuses);
            assertThat(classifier.explanations()).hasSize(2);
        }
    }

    /** Remembers which explanation it was asked for with each batch. */
    private record Asked(TrajectoryClassifier fake, List<Explanation> explanations) implements TrajectoryClassifier {
        Asked() {
            this(FakeTrajectoryClassifier.create(), new ArrayList<>());
        }

        @Override
        public ModelDescription model() {
            return fake.model();
        }

        @Override
        public List<Classification> classify(List<ObservedTrajectory> trajectories, Explanation explanation) {
            explanations.add(explanation);
            return fake.classify(trajectories, explanation);
        }

        @Override
        public void close() {
            fake.close();
        }
    }
}
