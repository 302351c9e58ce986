package io.wanderscope.streaming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.wanderscope.schema.ParticleLocalisation;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class LocalisationRulesTest {
    private static ParticleLocalisation localisation(Consumer<ParticleLocalisation.Builder> change) {
        ParticleLocalisation.Builder localisation = ParticleLocalisation.newBuilder()
                .setAcquisition("cell")
                .setFrame(3)
                .setTime(Instant.EPOCH)
                .setX(1.0)
                .setY(2.0);
        change.accept(localisation);
        return localisation.build();
    }

    private static ParticleLocalisation mark(Consumer<ParticleLocalisation.Builder> change) {
        return localisation(change.andThen(each -> each.setX(null).setY(null)));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static Stream<Arguments> valid() {
        return Stream.of(
                arguments("cell", localisation(each -> {})),
                arguments("cell/left", localisation(each -> each.setTile("left"))),
                arguments("cell/a/b", localisation(each -> each.setTile("a/b"))),
                arguments("cell", localisation(each -> each.setZ(-1e15))),
                arguments("cell", localisation(each -> each.setLocalisationError(0.0))),
                arguments("cell", mark(each -> each.setFrameLocalisations(0))),
                arguments("cell", mark(each -> each.setEndOfAcquisition(true))));
    }

    static Stream<Arguments> invalid() {
        return Stream.of(
                arguments(DeadLetterCause.MISSING_IDENTITY, "", localisation(each -> each.setAcquisition(""))),
                arguments(DeadLetterCause.MISSING_IDENTITY, "cell/", localisation(each -> each.setTile(""))),
                arguments(DeadLetterCause.AMBIGUOUS_IDENTITY, "a/b", localisation(each -> each.setAcquisition("a/b"))),
                arguments(DeadLetterCause.WRONG_KEY, "cell/7", localisation(each -> {})),
                arguments(DeadLetterCause.WRONG_KEY, "cell", localisation(each -> each.setTile("7"))),
                arguments(
                        DeadLetterCause.TEXT_TOO_LONG,
                        "x".repeat(1001),
                        localisation(each -> each.setAcquisition("x".repeat(1001)))),
                arguments(
                        DeadLetterCause.TEXT_TOO_LONG,
                        "cell",
                        localisation(each -> each.setLengthUnit("u".repeat(65)))),
                arguments(DeadLetterCause.NEGATIVE_FRAME, "cell", localisation(each -> each.setFrame(-1))),
                arguments(
                        DeadLetterCause.INVALID_TIME,
                        "cell",
                        localisation(each -> each.setTime(Instant.parse("+10000-01-01T00:00:00Z")))),
                arguments(DeadLetterCause.INVALID_COUNT, "cell", localisation(each -> each.setFrameLocalisations(-1))),
                arguments(DeadLetterCause.INVALID_COORDINATES, "cell", mark(each -> {})),
                arguments(DeadLetterCause.INVALID_COORDINATES, "cell", localisation(each -> each.setX(null))),
                arguments(DeadLetterCause.INVALID_COORDINATES, "cell", localisation(each -> each.setY(Double.NaN))),
                arguments(DeadLetterCause.INVALID_COORDINATES, "cell", localisation(each -> each.setZ(1e16))),
                arguments(
                        DeadLetterCause.INVALID_COORDINATES,
                        "cell",
                        localisation(each -> each.setLocalisationError(-0.1))),
                arguments(
                        DeadLetterCause.INVALID_COORDINATES,
                        "cell",
                        localisation(each -> each.setEndOfAcquisition(true))));
    }

    @ParameterizedTest
    @MethodSource("valid")
    void nothingIsWrongWithAValidRecord(String key, ParticleLocalisation localisation) {
        // When
        Optional<RecordFault> fault = LocalisationRules.fault(localisation, utf8(key));

        // Then
        assertThat(fault).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("invalid")
    void whatIsWrongIsTheCause(DeadLetterCause cause, String key, ParticleLocalisation localisation) {
        // When
        Optional<RecordFault> fault = LocalisationRules.fault(localisation, utf8(key));

        // Then
        assertThat(fault).map(RecordFault::cause).contains(cause);
    }

    @Test
    void aRecordWithoutAKeyHasTheWrongOne() {
        // When
        Optional<RecordFault> fault = LocalisationRules.fault(localisation(each -> {}), null);

        // Then
        assertThat(fault)
                .contains(new RecordFault(
                        DeadLetterCause.WRONG_KEY, "the record key does not match the value; expected cell"));
    }

    @Test
    void theKeyOfATrackIsNeverTooLongForAPosition() {
        // Given
        FieldKey field = new FieldKey("x".repeat(900), "y".repeat(99));

        // When
        byte[] longest = field.track(Long.MAX_VALUE).bytes();

        // Then
        assertThat(utf8(field.text())).hasSize(LocalisationRules.MAX_KEY_BYTES);
        assertThat(longest).hasSizeLessThanOrEqualTo(PositionRules.MAX_KEY_BYTES);
    }
}
