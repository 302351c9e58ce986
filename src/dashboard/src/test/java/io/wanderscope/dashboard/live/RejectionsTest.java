package io.wanderscope.dashboard.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.wanderscope.dashboard.live.RejectedRecords.CauseCount;
import io.wanderscope.streaming.DeadLetterCause;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RejectionsTest {
    private final Rejections rejections = new Rejections(2);

    private void add(String key, DeadLetterCause cause) {
        rejections.add(key.getBytes(StandardCharsets.UTF_8), Optional.of(cause));
    }

    @Test
    void areCountedByAcquisitionAndCauseTheMostFrequentFirst() {
        // Given
        add("a/1", DeadLetterCause.UNIT_CHANGED);
        add("a/1", DeadLetterCause.AFTER_FINAL);

        // When
        add("b", DeadLetterCause.AFTER_END);
        add("a/2/x", DeadLetterCause.AFTER_FINAL);

        // Then the acquisition with the latest comes first
        assertThat(rejections.all())
                .extracting(RejectedRecords::acquisition, RejectedRecords::records)
                .containsExactly(tuple("a", 3L), tuple("b", 1L));
        assertThat(rejections.all().get(0).causes())
                .containsExactly(
                        new CauseCount("AFTER_FINAL", DeadLetterCause.AFTER_FINAL.meaning(), 2),
                        new CauseCount("UNIT_CHANGED", DeadLetterCause.UNIT_CHANGED.meaning(), 1));
    }

    @Test
    void whoseKeyDoesNotTellTheAcquisitionAreOfNone() {
        // When
        rejections.add(null, Optional.of(DeadLetterCause.UNREADABLE));
        rejections.add(new byte[] {(byte) 0xff}, Optional.of(DeadLetterCause.UNREADABLE));
        rejections.add(new byte[1025], Optional.of(DeadLetterCause.TEXT_TOO_LONG));
        add("", DeadLetterCause.MISSING_IDENTITY);
        add("a/b/1", DeadLetterCause.AMBIGUOUS_IDENTITY);
        rejections.add(null, Optional.empty());

        // Then
        assertThat(rejections.all()).singleElement().satisfies(rejected -> {
            assertThat(rejected.acquisition()).isNull();
            assertThat(rejected.records()).isEqualTo(6);
            assertThat(rejected.causes())
                    .extracting(CauseCount::cause)
                    .containsExactly(
                            "UNREADABLE", "MISSING_IDENTITY", "AMBIGUOUS_IDENTITY", "TEXT_TOO_LONG", "UNKNOWN");
        });
    }

    @Test
    void ofMoreAcquisitionsThanAreKeptStillCount() {
        // Given
        add("a/1", DeadLetterCause.AFTER_FINAL);
        add("b/1", DeadLetterCause.AFTER_FINAL);

        // When
        add("a/1", DeadLetterCause.AFTER_FINAL);
        add("c/1", DeadLetterCause.AFTER_FINAL);

        // Then
        assertThat(rejections.all())
                .extracting(RejectedRecords::acquisition, RejectedRecords::records)
                .containsExactly(tuple("c", 1L), tuple("a", 2L), tuple(null, 1L));
    }
}
