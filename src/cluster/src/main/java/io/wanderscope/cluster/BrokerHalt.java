package io.wanderscope.cluster;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.apache.kafka.common.utils.internals.Exit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Kafka's way to end the process when a broker cannot go on: at once and without a word, for example when its folder is
 * full or gone. With a broker in this process, that is not Kafka's to decide. The thread that asks for it ends instead,
 * and so gives up its locks, and whoever runs the broker is told.
 */
final class BrokerHalt extends Error {
    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(BrokerHalt.class);
    /** Of the brokers in this process; Kafka does not say which of them asks for its end. */
    private static final Set<Watch> WATCHES = ConcurrentHashMap.newKeySet();

    private static final Lack UNKNOWN = new Lack(
            Lack.Kind.BROKER,
            "the Kafka broker inside this process has stopped by itself; run with --verbose for its reason");
    private static final AtomicReference<Consumer<Lack>> TOLD = new AtomicReference<>(lack -> {});

    private BrokerHalt() {
        super("the broker inside this process has stopped", null, false, false);
    }

    /** Who is told, of all brokers in this process. */
    static void tell(Consumer<Lack> told) {
        TOLD.set(told);
    }

    /** Watches a broker that is about to start on a folder. */
    static Watch watch(Path folder) {
        Watch watch = new Watch(folder);
        WATCHES.add(watch);
        Exit.setHaltProcedure((status, message) -> halted());
        Exit.setExitProcedure((status, message) -> halted());
        return watch;
    }

    private static void halted() {
        LOG.info(
                "event=embedded_broker_halted thread=\"{}\"",
                Thread.currentThread().getName());
        tellWhy();
        throw new BrokerHalt();
    }

    private static void tellWhy() {
        Map<Watch, Lack> lacks = new HashMap<>();
        WATCHES.forEach(watch -> watch.lack().ifPresent(lack -> lacks.put(watch, lack)));
        if (!lacks.isEmpty()) {
            lacks.forEach(Watch::halted);
        } else if (WATCHES.size() == 1) {
            WATCHES.forEach(watch -> watch.halted(UNKNOWN));
        } else if (!WATCHES.isEmpty()) {
            // It may be any of them.
            TOLD.get().accept(UNKNOWN);
        }
    }

    /** Whether a broker has asked for the end of the process. */
    static final class Watch implements AutoCloseable {
        private final Path folder;
        private final AtomicReference<Optional<Lack>> found = new AtomicReference<>(Optional.empty());

        private Watch(Path folder) {
            this.folder = folder;
        }

        private void halted(Lack why) {
            if (found.compareAndSet(Optional.empty(), Optional.of(why))) {
                TOLD.get().accept(why);
            }
        }

        /** What keeps the broker from writing in its folder. */
        Optional<Lack> lack() {
            // A broker makes its folder again when it creates a partition, but not this file.
            Optional<Lack> lack = Files.exists(folder.resolve("meta.properties"))
                    ? Lack.ofFolder(folder)
                    : Optional.of(Lack.ofDeleted(folder));
            return lack.map(
                    each -> new Lack(each.kind(), "the Kafka broker inside this process has stopped: " + each.text()));
        }

        /** Why it has; empty while it has not. */
        Optional<Lack> halted() {
            return found.get();
        }

        @Override
        public void close() {
            WATCHES.remove(this);
        }
    }
}
