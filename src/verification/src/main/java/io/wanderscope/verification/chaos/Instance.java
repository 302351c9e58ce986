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
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An instance of the application as a separate process that can be killed and started again. It knows whether the process
 * should be running, and so notices an unexpected exit. One log holds the output of all its runs.
 */
public final class Instance implements AutoCloseable {
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(60);
    /** Exit codes of a process that was ended by a signal: 128 plus the signal's number. */
    private static final int KILLED = 128 + 9;

    private static final int STOPPED = 128 + 15;
    private static final Duration DUMP_TIMEOUT = Duration.ofSeconds(30);

    private final String name;
    private final Path log;
    private final TemporaryDirectory folder;
    private final InstantSource clock;
    private List<String> command;
    private final List<UnexpectedExit> unexpectedExits = new ArrayList<>();
    /** Null while it should not run. */
    private @Nullable Process process;

    /** An instance that runs any command, for tests. */
    Instance(String name, Path logs, TemporaryDirectory folder, List<String> command, InstantSource clock) {
        this.name = name;
        this.log = logs.resolve(name + ".log");
        this.folder = folder;
        this.command = List.copyOf(command);
        this.clock = clock;
    }

    /**
     * Prepares an instance.
     *
     * @param entries its configuration, except for the client id and the state directory
     * @param program what it runs
     * @param clock dates its starts and unexpected exits
     */
    static Instance of(String name, Map<String, String> entries, InstanceProgram program, InstantSource clock)
            throws IOException {
        TemporaryDirectory folder = TemporaryDirectory.create();
        folder.deleteAtExit();
        Map<String, String> all = new TreeMap<>(entries);
        all.put("client.id", name);
        all.put("state.dir", state(folder).toString().replace("\\", "\\\\"));
        String text = all.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue() + "\n")
                .collect(Collectors.joining());
        Files.writeString(configuration(folder), text);
        return new Instance(name, program.logs(), folder, command(name, folder, program), clock);
    }

    private static Path configuration(TemporaryDirectory folder) {
        return folder.path().resolve("run.properties");
    }

    private static List<String> command(String name, TemporaryDirectory folder, InstanceProgram program)
            throws IOException {
        Path temporaryFiles = Files.createDirectories(folder.path().resolve("tmp"));
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                // A killed JVM does not delete its native libraries, which are extracted here.
                "-Djava.io.tmpdir=" + temporaryFiles,
                // Where the JVM writes its report if it crashes.
                "-XX:ErrorFile="
                        + program.logs().resolve(name + "-crash-%p.log").toAbsolutePath(),
                "-cp",
                program.classPath(),
                program.mainClass(),
                "run",
                "--config",
                configuration(folder).toString());
    }

    private static Path state(TemporaryDirectory folder) {
        return folder.path().resolve("state");
    }

    String name() {
        return name;
    }

    /** Whether it was started and not stopped since; it may have exited unexpectedly. */
    public boolean shouldRun() {
        return process != null;
    }

    boolean isAlive() {
        return process != null && process.isAlive();
    }

    /** The unexpected exits noticed so far. */
    List<UnexpectedExit> unexpectedExits() {
        return List.copyOf(unexpectedExits);
    }

    /** Starts it unless it is running. */
    public void start() {
        noticeUnexpectedExit();
        if (process == null) {
            process = launch();
        }
    }

    private Process launch() {
        try {
            // Ensures that the last line of the log belongs to this run.
            Files.writeString(
                    log,
                    name + " started at " + clock.instant() + "\n",
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

    /** Starts it again if it exited unexpectedly. */
    void revive() {
        if (shouldRun()) {
            start();
        }
    }

    private void noticeUnexpectedExit() {
        if (process != null && !process.isAlive()) {
            recordUnexpectedExit(process.exitValue());
        }
    }

    private void recordUnexpectedExit(int exitCode) {
        unexpectedExits.add(new UnexpectedExit(name, clock.instant(), exitCode, lastLogLine()));
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

    /** What its stream threads do now, as the JDK's jcmd prints it; or a line that says why that cannot be had. */
    List<String> streamThreads() throws InterruptedException {
        if (process == null) {
            return List.of(name + " does not run");
        }
        try {
            Path file = Files.createTempFile(folder.path(), "threads", ".txt");
            Process dump = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "jcmd")
                                    .toString(),
                            Long.toString(process.pid()),
                            "Thread.print")
                    .redirectErrorStream(true)
                    .redirectOutput(file.toFile())
                    .start();
            boolean hasAnswered = dump.waitFor(DUMP_TIMEOUT.toSeconds(), TimeUnit.SECONDS);
            dump.destroyForcibly();
            return hasAnswered ? streamThreads(Files.readString(file)) : List.of(name + " does not answer jcmd");
        } catch (IOException e) {
            return List.of(name + " does not say what its threads do: " + e.getMessage());
        }
    }

    private List<String> streamThreads(String dump) {
        List<String> threads = Stream.of(dump.split("\\R\\R"))
                .filter(thread -> thread.contains("-StreamThread-") && thread.contains("StreamThread.run("))
                .map(thread -> name + ": " + thread.strip())
                .toList();
        return threads.isEmpty()
                ? List.of(name + " has no stream threads: "
                        + dump.lines().reduce("", (before, line) -> line.isBlank() ? before : line))
                : threads;
    }

    /** Kills it like {@code kill -9}, without a chance to finish anything. */
    void kill() throws InterruptedException {
        Process running = running();
        running.destroyForcibly();
        awaitExit(running, KILLED);
    }

    /** Sends SIGTERM and waits. An instance that does not stop in time is killed, which is an unexpected exit. */
    public void stop() throws InterruptedException {
        Process running = running();
        running.destroy();
        if (!running.waitFor(STOP_TIMEOUT.toSeconds(), TimeUnit.SECONDS)) {
            running.destroyForcibly();
        }
        awaitExit(running, STOPPED);
    }

    private Process running() {
        return Objects.requireNonNull(process, "the instance was not started");
    }

    /** The exit code shows whether the signal ended it or it had already exited by itself. */
    private void awaitExit(Process running, int expected) throws InterruptedException {
        int exitCode = running.waitFor();
        if (exitCode == expected) {
            process = null;
        } else {
            recordUnexpectedExit(exitCode);
        }
    }

    /** Lets it run another version from its next start on, with the same configuration and state. */
    public void replaceProgram(InstanceProgram other) throws IOException {
        command = command(name, folder, other);
    }

    /** Deletes its state directory; it must not be running. */
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
