package io.wanderscope.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.utils.internals.Exit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who is told of which broker, when one of them asks for the end of the process; no broker runs. */
class BrokerHaltTest {
    @TempDir
    private Path folder;

    private final List<Lack> told = new ArrayList<>();

    @BeforeEach
    void listen() {
        BrokerHalt.tell(told::add);
    }

    @AfterEach
    void listenNoMore() {
        BrokerHalt.tell(lack -> {});
    }

    private BrokerHalt.Watch watch(String name) throws IOException {
        Path data = Files.createDirectory(folder.resolve(name));
        Files.createFile(data.resolve("meta.properties"));
        return BrokerHalt.watch(data);
    }

    private static void assertThatOneHalts() {
        assertThatThrownBy(() -> Exit.halt(1)).isInstanceOf(BrokerHalt.class);
    }

    @Test
    void theOnlyBrokerHasStoppedForAReasonThatItsLogKnows() throws Exception {
        try (BrokerHalt.Watch only = watch("only")) {
            // When
            assertThatOneHalts();

            // Then
            assertThat(told).extracting(Lack::kind).containsExactly(Lack.Kind.BROKER);
            assertThat(only.halted()).hasValue(told.get(0));
        }
    }

    @Test
    void ofTwoTheOneWithoutAFolderHasStopped() throws Exception {
        try (BrokerHalt.Watch one = watch("one");
                BrokerHalt.Watch other = watch("other")) {
            // Given
            TemporaryDirectory.deleteTree(folder.resolve("other"));

            // When
            assertThatOneHalts();

            // Then
            assertThat(told).extracting(Lack::kind).containsExactly(Lack.Kind.DISK);
            assertThat(one.halted()).isEmpty();
            assertThat(other.halted()).hasValue(told.get(0));
        }
    }

    @Test
    void ofTwoWithTheirFoldersNobodyKnowsWhichButItIsTold() throws Exception {
        try (BrokerHalt.Watch one = watch("one");
                BrokerHalt.Watch other = watch("other")) {
            // When
            assertThatOneHalts();

            // Then
            assertThat(told).extracting(Lack::kind).containsExactly(Lack.Kind.BROKER);
            assertThat(one.halted()).isEmpty();
            assertThat(other.halted()).isEmpty();
        }
    }
}
