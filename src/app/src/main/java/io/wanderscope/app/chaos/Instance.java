package io.wanderscope.app.chaos;

import io.wanderscope.app.cluster.TemporaryDirectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** One instance of the application as a process of its own, which may be killed and started again. */
final class Instance implements AutoCloseable {
    private static final String MAIN = "io.wanderscope.app.command.Wanderscope";

    private final String name;
    private final Path log;
    private final Path configuration;
    private final TemporaryDirectory folder = TemporaryDirectory.create();
    private Process process;

    /**
     * Prepares an instance.
     *
     * @param entries of its configuration; the client id and the state directory are its own
     * @param logs folder for what it says
     */
    Instance(String name, Map<String, String> entries, Path logs) throws IOException {
        this.name = name;
        this.log = logs.resolve(name + ".log");
        String text = entries.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue() + "\n")
                .collect(Collectors.joining());
        folder.deleteAtExit();
        this.configuration = Files.writeString(
                folder.path().resolve("run.properties"),
                text + "client.id=" + name + "\nstate.dir=" + state().toString().replace("\\", "\\\\") + "\n");
    }

    private Path state() {
        return folder.path().resolve("state");
    }

    String name() {
        return name;
    }

    boolean isAlive() {
        return process != null && process.isAlive();
    }

    /** Starts it unless it runs. */
    void start() {
        if (isAlive()) {
            return;
        }
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                MAIN,
                "run",
                "--config",
                configuration.toString());
        try {
            process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start an instance of the application", e);
        }
    }

    /** Kills it as {@code kill -9} does: it gets no chance to finish anything. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Asks it to stop as SIGTERM does, and waits until it has. */
    void stop() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            kill();
        }
    }

    /** Deletes what it keeps on disk, while it is dead. */
    void deleteState() throws IOException {
        if (Files.exists(state())) {
            try (var paths = Files.walk(state())) {
                for (Path path :
                        paths.sorted((one, other) -> other.compareTo(one)).toList()) {
                    Files.delete(path);
                }
            }
        }
    }

    @Override
    public void close() {
        if (isAlive()) {
            process.destroyForcibly();
            process.onExit().join();
        }
        folder.close();
    }
}
