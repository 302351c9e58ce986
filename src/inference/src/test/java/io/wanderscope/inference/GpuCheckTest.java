package io.wanderscope.inference;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What of the script {@code gpu-check} can be tested without a card. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the script needs bash and POSIX permissions")
class GpuCheckTest {
    @TempDir
    private Path folder;

    private record Ended(int code, String output) {}

    /** Runs the script where only {@link #commands} are found. */
    private Ended script(String... options) throws IOException, InterruptedException {
        Path home = ShippedModelFile.path().getParent().getParent();
        List<String> command = new ArrayList<>(
                List.of("bash", home.resolve("src/inference/gpu-check").toString()));
        command.addAll(List.of(options));
        Path output = folder.resolve("output.txt");
        ProcessBuilder process =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        Map<String, String> environment = process.environment();
        environment.put("PATH", commands().toString());
        environment.put("JAVA_HOME", System.getProperty("java.home"));
        int code = process.start().waitFor();
        return new Ended(code, Files.readString(output));
    }

    /** A folder with the programs that the script needs, and neither Python nor nvidia-smi. */
    private Path commands() throws IOException {
        Path commands = Files.createDirectories(folder.resolve("bin"));
        for (String name : List.of("basename", "dirname", "readlink", "sed", "mktemp", "rm", "mkdir", "ln")) {
            Path system = Path.of("/usr/bin", name);
            Path command = commands.resolve(name);
            String called = Files.exists(system) ? system.toString() : "/bin/" + name;
            Files.writeString(command, "#!/bin/sh\nexec " + called + " \"$@\"\n");
            Files.setPosixFilePermissions(command, PosixFilePermissions.fromString("rwx------"));
        }
        return commands;
    }

    @Test
    void endsWithACodeOfItsOwnWhereThereIsNoCard() throws Exception {
        // When
        Ended ended = script();

        // Then
        assertThat(ended.code()).isEqualTo(3);
        assertThat(ended.output()).contains("no NVIDIA card", "--cpu-only");
    }

    @Test
    void saysWhichFileIsMissing() throws Exception {
        // When
        Ended ended = script("--model", "none.onnx");

        // Then
        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.output()).contains("none.onnx cannot be read");
    }

    @Test
    void runsTheJavaPathOnTheCpu() throws Exception {
        // When
        Ended ended = script(
                "--cpu-only",
                "--seconds",
                "0.01",
                "--python",
                "none",
                "--classes",
                System.getProperty("java.class.path"));

        // Then
        assertThat(ended.output())
                .contains("Java on cpu", "1,000 points, batches of", "within 1e-04", "no comparison with Python");
        assertThat(ended.code()).isZero();
    }

    @Test
    void leavesItsBatchesAndSpeedsForPython() throws IOException {
        // Given
        ByteArrayOutputStream output = new ByteArrayOutputStream();

        // When
        boolean same = GpuCheck.check(
                ShippedModelFile.path(),
                ExecutionProvider.CPU,
                folder,
                0.01,
                new PrintStream(output, true, StandardCharsets.UTF_8));

        // Then
        assertThat(same).isTrue();
        assertThat(Files.readAllLines(folder.resolve("java.csv")))
                .hasSize(4)
                .element(1)
                .asString()
                .matches("50,64,[0-9.]+");
        assertThat(folder.resolve("positions-50-64.f32")).hasSize(64 * 50 * 2 * Float.BYTES);
    }
}
