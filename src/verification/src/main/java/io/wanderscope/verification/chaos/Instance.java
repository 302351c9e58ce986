package io.wanderscope.verification.chaos;

import io.wanderscope.cluster.TemporaryDirectory;
import io.wanderscope.verification.InstanceProgram;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * One instance of the application as a process of its own, which may be killed and started again. It knows whether it
 * should run, so an end that nobody made is seen: an unexpected end. What it says in all its lives is in one log.
 */
public final class Instance implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    /** Exit codes of a process that ended by a signal: 128 and the signal's number. */
    private static final int KILLED = 128 + 9;

    private static final int STOPPED = 128 + 15;

    private final String name;
    private final Path log;
    private final TemporaryDirectory folder;
    private final List<String> command;
    private final List<UnexpectedEnd> unexpectedEnds = new ArrayList<>();
    /** Null while it should not run. */
    private Process process;

    /** With a command of any kind, for tests. */
    Instance(String name, Path logs, TemporaryDirectory folder, List<String> command) {
        this.name = name;
        this.log = logs.resolve(name + ".log");
        this.folder = folder;
        this.command = List.copyOf(command);
    }

    /**
     * Prepares an instance.
     *
     * @param entries of its configuration; the client id and the state directory are its own
     * @param program that it runs
     */
    static Instance of(String name, Map<String, String> entries, InstanceProgram program) throws IOException {
        TemporaryDirectory folder = TemporaryDirectory.create();
        folder.deleteAtExit();
        Map<String, String> all = new TreeMap<>(entries);
        all.put("client.id", name);
        all.put("state.dir", state(folder).toString().replace("\\", "\\\\"));
        String text = all.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue() + "\n")
                .collect(Collectors.joining());
        Path configuration = Files.writeString(folder.path().resolve("run.properties"), text);
        return new Instance(name, program.logs(), folder, command(name, configuration, program));
    }

    private static List<String> command(String name, Path configuration, InstanceProgram program) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                // Where a crash of the Java machine itself is told.
                "-XX:ErrorFile="
                        + program.logs().resolve(name + "-crash-%p.log").toAbsolutePath(),
                "-cp",
                System.getProperty("java.class.path"),
                program.mainClass(),
                "run",
                "--config",
                configuration.toString());
    }

    private static Path state(TemporaryDirectory folder) {
        return folder.path().resolve("state");
    }

    String name() {
        return name;
    }

    /** Whether nobody has ended it since it was started; it may have ended by itself. */
    public boolean shouldRun() {
        return process != null;
    }

    boolean isAlive() {
        return process != null && process.isAlive();
    }

    /** The ends that nobody made, so far as they were found. */
    List<UnexpectedEnd> unexpectedEnds() {
        return List.copyOf(unexpectedEnds);
    }

    /** Starts it unless it runs. */
    public void start() {
        findUnexpectedEnd();
        if (process == null) {
            process = started();
        }
    }

    private Process started() {
        try {
            // So that what it says last is of this life.
            Files.writeString(
                    log,
                    name + " started at " + Instant.now() + "\n",
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
            return new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start an instance of the application", e);
        }
    }

    /** Starts it again if it has ended by itself. */
    void revive() {
        if (shouldRun()) {
            start();
        }
    }

    private void findUnexpectedEnd() {
        if (process != null && !isAlive()) {
            ended(process.exitValue());
        }
    }

    private void ended(int exitCode) {
        unexpectedEnds.add(new UnexpectedEnd(name, Instant.now(), exitCode, lastLogLine()));
        process = null;
    }

    private String lastLogLine() {
        try {
            return new String(Files.readAllBytes(log), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !Character.isWhitespace(line.charAt(0)))
                    .reduce("", (before, line) -> line);
        } catch (IOException e) {
            return "the log cannot be read: " + e;
        }
    }

    /** Kills it as {@code kill -9} does: it gets no chance to finish anything. */
    void kill() throws InterruptedException {
        process.destroyForcibly();
        awaitEnd(KILLED);
    }

    /** Asks it to stop as SIGTERM does, and waits until it has; one that does not is killed: an unexpected end. */
    public void stop() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
        awaitEnd(STOPPED);
    }

    /** By its exit code, one that had ended by itself just before is told from one that was ended. */
    private void awaitEnd(int expected) throws InterruptedException {
        int exitCode = process.waitFor();
        if (exitCode == expected) {
            process = null;
        } else {
            ended(exitCode);
        }
    }

    /** Deletes what it keeps on disk, while it is dead. */
    public void deleteState() throws IOException {
        Path state = state(folder);
        if (Files.exists(state)) {
            try (var paths = Files.walk(state)) {
                for (Path path :
                        paths.sorted((one, other) -> other.compareTo(one)).toList()) {
                    Files.delete(path);
                }
            }
        }
    }

    @Override
    public void close() {
        if (process != null) {
            process.destroyForcibly();
            process.onExit().join();
        }
        folder.close();
    }
}
