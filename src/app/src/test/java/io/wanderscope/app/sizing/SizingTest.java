package io.wanderscope.app.sizing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.wanderscope.app.bench.Figures;
import io.wanderscope.app.terminal.CommandFailure;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The arithmetic of the size, with costs that are easy to follow. */
class SizingTest {
    private final Figures figures = measured();

    /** A label every 20 positions, 2,000 µs each; 60 µs of the stream, 40 of them on its thread; 30 of the broker. */
    private static Figures measured() {
        Figures figures = new Figures(Map.of(), Map.of());
        figures.add("load.positions", "", 10_000, "positions/s");
        figures.add("load.labels", "", 500, "labels/s");
        figures.add("load.cpu", "", 190, "µs");
        figures.add("load.cpu.stream", "", 40, "µs");
        figures.add("load.cpu.broker", "", 30, "µs");
        figures.add("load.bytes.input", "", 80, "B");
        figures.add("load.bytes.output", "", 100, "B");
        figures.add("load.bytes.internal", "", 120, "B");
        figures.add("bytes.stream-positions-changelog", "", 60, "B");
        figures.add("bytes.stream-tracks-changelog", "", 59.5, "B");
        figures.add("bytes.stream-clock-changelog", "", 0.5, "B");
        figures.add("engine.cpu", "", 2_000, "µs");
        figures.add("restore.rate", "", 50, "MB/s");
        return figures;
    }

    private void plan(int microscopes, OptionalDouble cardLabels) {
        Sizing.plan(figures, new Laboratory(microscopes, 7, cardLabels));
    }

    @Test
    void coresFollowFromTheCostOfAPosition() {
        // When
        plan(100, OptionalDouble.empty());

        // Then
        assertThat(figures.value("plan.positions")).isEqualTo(230_000);
        assertThat(figures.value("plan.labels")).isEqualTo(11_500);
        // 230,000 positions/s of 100 µs, at 60 %
        assertThat(figures.value("plan.cores.inference")).isCloseTo(23 / 0.6, within(1e-9));
        assertThat(figures.value("plan.cores.stream")).isCloseTo(13.8 / 0.6, within(1e-9));
        assertThat(figures.value("plan.instances")).isEqualTo(4);
        // 9.2 cores of work on stream threads, at 60 %
        assertThat(figures.value("plan.threads")).isEqualTo(16);
        assertThat(figures.value("plan.partitions")).isEqualTo(32);
    }

    @Test
    void brokersFollowFromBytesCoresAndReplicas() {
        // When
        plan(100, OptionalDouble.empty());

        // Then 300 bytes a position, in three replicas
        assertThat(figures.value("plan.network.in")).isCloseTo(230_000.0 * 3 * 300, within(1.0));
        // the input once, results twice, two more replicas of everything
        assertThat(figures.value("plan.network.out")).isCloseTo(230_000.0 * (80 + 200 + 600), within(1.0));
        double kept = 230_000.0 * 180 * 7 * 86_400;
        double changelogs = 2 * 32 * 2.0 * (1 << 30);
        assertThat(figures.value("plan.disk")).isCloseTo(3 * (kept + changelogs), within(1e3));
        assertThat(figures.value("plan.cores.broker")).isCloseTo(3 * 230_000 * 30e-6 / 0.6, within(1e-9));
        // 75.5 TB on disks of 16 TB, at 60 %
        assertThat(figures.value("plan.brokers")).isEqualTo(8);
    }

    @Test
    void aStreamThatKeepsUpWritesMoreForEachPosition() {
        // Given 220 bytes of changelogs where 120 were measured behind
        figures.add("rate.575.bytes.internal", "", 220, "B");
        figures.add("rate.2300.bytes.internal", "", 210, "B");

        // When
        plan(100, OptionalDouble.empty());

        // Then
        assertThat(figures.value("plan.network.in")).isCloseTo(230_000.0 * 3 * (80 + 100 + 220), within(1.0));
    }

    @Test
    void oneMicroscopeNeedsOneInstanceAndABrokerForEachReplica() {
        // When
        plan(1, OptionalDouble.empty());

        // Then
        assertThat(figures.value("plan.instances")).isEqualTo(1);
        assertThat(figures.value("plan.threads")).isEqualTo(1);
        assertThat(figures.value("plan.partitions")).isEqualTo(4);
        assertThat(figures.value("plan.brokers")).isEqualTo(3);
    }

    @Test
    void cardsReplaceTheModelsCores() {
        // When cards of 5,000 labels/s
        plan(100, OptionalDouble.of(5_000));

        // Then 11,500 labels/s, at 60 %
        assertThat(figures.value("plan.cards")).isEqualTo(4);
        assertThat(figures.value("plan.instances")).isEqualTo(4);
    }

    @Test
    void whatALostInstanceHadIsReadByTheOthers() {
        // When
        plan(100, OptionalDouble.empty());

        // Then a quarter of the changelogs, by three instances
        double changelogs = 2 * 32 * 2.0 * (1 << 30);
        assertThat(figures.value("plan.restore")).isCloseTo(changelogs / 4 / 3 / 50e6, within(1e-6));
    }

    @Test
    void whatBreaksFirstIsSaid() {
        // When
        List<String> lines = Sizing.plan(figures, new Laboratory(10_000, 7, OptionalDouble.empty()));

        // Then 0.153 threads a microscope, so 1,000 at 6,521; two partitions for each, in 12 topics and 3 replicas
        assertThat(figures.value("plan.limit.members")).isEqualTo(6_521);
        assertThat(figures.value("plan.limit.replicas")).isEqualTo(18_115);
        assertThat(lines)
                .last()
                .isEqualTo(
                        "The group of stream threads breaks first, at 6,521 microscopes; split the acquisitions among 2"
                                + " clusters, which need know nothing of each other.");
    }

    @Test
    void oneMicroscopeIsCalledOne() {
        // When
        List<String> lines = Sizing.plan(figures, new Laboratory(1, 7, OptionalDouble.empty()));

        // Then
        assertThat(lines).first().asString().startsWith("1 microscope of ");
    }

    @Test
    void everyLineSaysHowItWasComputed() {
        // When
        List<String> lines = Sizing.plan(figures, new Laboratory(100, 7, OptionalDouble.empty()));

        // Then
        assertThat(lines).first().isEqualTo("100 microscopes of 2,300 positions/s, with 60 % of each machine in use");
        assertThat(lines)
                .anySatisfy(line -> assertThat(line)
                        .startsWith("  cores for the model ")
                        .endsWith(" 38.3 cores   100 µs a position"))
                .anySatisfy(line -> assertThat(line).startsWith("  disk ").contains(" 75.5 TB "));
    }

    @Test
    void coresOfABrokerThatWasElsewhereAreNotMeasured() {
        // Given figures of a run with --config
        Figures elsewhere = new Figures(Map.of(), Map.of());
        figures.keys().stream()
                .filter(key -> !key.equals("load.cpu.broker"))
                .forEach(key -> elsewhere.add(key, "", figures.value(key), ""));

        // When
        List<String> lines = Sizing.plan(elsewhere, new Laboratory(100, 7, OptionalDouble.empty()));

        // Then
        assertThat(elsewhere.has("plan.cores.broker")).isFalse();
        assertThat(lines)
                .anySatisfy(line -> assertThat(line)
                        .startsWith("  cores for the brokers ")
                        .endsWith(" not measured   the broker was elsewhere; see bench without --config"));
        assertThat(elsewhere.value("plan.brokers")).isEqualTo(8);
    }

    @Test
    void figuresThatLackACostAreRefused() {
        // Given
        Figures empty = new Figures(Map.of(), Map.of());

        // When
        assertThatThrownBy(() -> Sizing.plan(empty, new Laboratory(1, 7, OptionalDouble.empty())))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("there is no figure load.labels");
    }

    @ParameterizedTest
    @CsvSource({
        "0, 7, --plan must be from 1 to 1000000 microscopes",
        "1000001, 7, --plan must be from 1 to 1000000 microscopes",
        "1, 0, --retention must be above 0 and at most 3650 days",
        "1, 3651, --retention must be above 0 and at most 3650 days"
    })
    void aLaboratoryOutOfRangeIsRefused(int microscopes, double days, String message) {
        // When
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Laboratory(microscopes, days, OptionalDouble.empty()))
                .withMessageStartingWith(message + ", got ");
    }

    @Test
    void aCardMustGiveLabels() {
        // When
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Laboratory(1, 7, OptionalDouble.of(0)))
                .withMessage("--card must be above 0 and below 1000000000 labels per second, got 0.0");
    }
}
