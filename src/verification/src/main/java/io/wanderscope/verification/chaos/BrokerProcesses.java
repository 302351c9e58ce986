package io.wanderscope.verification.chaos;

import io.wanderscope.cluster.BrokerNodes;
import io.wanderscope.cluster.BrokerProgram;
import io.wanderscope.cluster.Lack;
import io.wanderscope.cluster.Polling;
import io.wanderscope.cluster.TemporaryDirectory;
import io.wanderscope.verification.ChaosFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.apache.kafka.common.utils.Time;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A Kafka cluster of which each node is a process of its own, which can be killed and started again on the same data. One log
 * for each holds the output of all its runs.
 */
public final class BrokerProcesses implements AutoCloseable {

    private static final int ATTEMPTS = 5;
    private static final Logger LOG = LoggerFactory.getLogger(BrokerProcesses.class);
    private static final Polling POLLING = new Polling(Time.SYSTEM, ChaosCluster.TIMEOUT, Duration.ofMillis(250));

    /** A node has ended by itself, as it does when its port is taken. */
    private static final class Ended extends ChaosFailure {
        private static final long serialVersionUID = 1L;

        Ended(String message, Optional<Lack> lack) {
            super(message, lack);
        }
    }

    private final TemporaryDirectory data;
    private final BrokerNodes nodes;
    private final Path logs;
    /** Of each node; null while it is away. */
    private final List<@Nullable Process> processes;

    private final Thread shutdownHook = new Thread(this::end, "broker-processes-exit");

    private BrokerProcesses(TemporaryDirectory data, BrokerNodes nodes, Path logs) {
        this.data = data;
        this.nodes = nodes;
        this.logs = logs;
        this.processes =
                new ArrayList<>(Collections.nCopies(nodes.configurations().size(), null));
    }

    /**
     * Starts a cluster and returns when all its nodes serve clients.
     *
     * @param number of nodes, from 1
     * @param logs existing folder for what they print
     * @throws ChaosFailure when one of them does not start
     */
    static BrokerProcesses start(int number, Path logs) {
        return start(directory -> BrokerNodes.prepare(number, directory), logs);
    }

    /** Visible to tests, which take the ports of nodes that are prepared. */
    static BrokerProcesses start(Function<Path, BrokerNodes> preparation, Path logs) {
        // Another process may take a free port before a node binds it.
        for (int attempt = 1; ; attempt++) {
            try {
                return started(prepared(preparation, logs));
            } catch (Ended e) {
                LOG.info("event=brokers_not_started attempt={} reason=\"{}\"", attempt, e.getMessage());
                if (attempt == ATTEMPTS || e.lack().isPresent()) {
                    throw e;
                }
            }
        }
    }

    private static BrokerProcesses prepared(Function<Path, BrokerNodes> preparation, Path logs) {
        TemporaryDirectory data = TemporaryDirectory.create();
        try {
            return new BrokerProcesses(data, preparation.apply(data.path()), logs);
        } catch (RuntimeException e) {
            data.close();
            throw e;
        }
    }

    private static BrokerProcesses started(BrokerProcesses cluster) {
        Runtime.getRuntime().addShutdownHook(cluster.shutdownHook);
        try {
            cluster.restore();
            return cluster;
        } catch (RuntimeException e) {
            cluster.close();
            throw e;
        }
    }

    private Path log(int index) {
        return logs.resolve("broker-" + (index + 1) + ".log");
    }

    private void launch(int index) {
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                BrokerProgram.class.getName(),
                nodes.configurations().get(index).toString());
        try {
            processes.set(
                    index,
                    new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(
                                    ProcessBuilder.Redirect.appendTo(log(index).toFile()))
                            .start());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start a broker", e);
        }
    }

    String bootstrapServers() {
        return nodes.bootstrapServers();
    }

    /** Number of nodes, those that are away included. */
    public int size() {
        return processes.size();
    }

    /**
     * Kills a node like {@code kill -9}.
     *
     * @param index of the node, from 0
     * @throws ChaosFailure when it had ended by itself
     */
    public void kill(int index) {
        Process process = Objects.requireNonNull(processes.get(index), "the broker is away");
        requireAlive(index, process);
        process.destroyForcibly();
        process.onExit().join();
        processes.set(index, null);
    }

    /**
     * Starts again the nodes that are away, if any, and returns when all replicas are in sync.
     *
     * @throws ChaosFailure when that takes too long, or a node has ended by itself
     */
    public void restore() {
        requireAlive();
        if (processes.contains(null)) {
            IntStream.range(0, size())
                    .filter(index -> processes.get(index) == null)
                    .forEach(this::launch);
            awaitInSync();
        }
    }

    private void awaitInSync() {
        boolean inSync = POLLING.until(answer -> answer, () -> {
            requireAlive();
            return nodes.areInSync();
        });
        if (!inSync) {
            throw new ChaosFailure(
                    "the brokers are not in sync within " + ChaosCluster.TIMEOUT.toSeconds()
                            + " s; what they printed is in " + logs,
                    Lack.ofFolder(data.path()));
        }
    }

    /**
     * Makes sure that no node has ended by itself; those that are away are not asked.
     *
     * @throws ChaosFailure when one has
     */
    void requireAlive() {
        for (int index = 0; index < size(); index++) {
            Process process = processes.get(index);
            if (process != null) {
                requireAlive(index, process);
            }
        }
    }

    private void requireAlive(int index, Process process) {
        if (!process.isAlive()) {
            throw new Ended(
                    "broker " + (index + 1) + " has ended by itself with exit code " + process.exitValue()
                            + "; what it printed is in " + log(index),
                    Lack.ofFolder(data.path()));
        }
    }

    /** Ends the nodes and deletes their data. */
    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(shutdownHook);
        } catch (IllegalStateException e) {
            // The process is ending, and the hook ends the nodes.
            return;
        }
        end();
    }

    private void end() {
        for (Process process : processes) {
            if (process != null) {
                process.destroyForcibly();
                process.onExit().join();
            }
        }
        data.close();
    }
}
