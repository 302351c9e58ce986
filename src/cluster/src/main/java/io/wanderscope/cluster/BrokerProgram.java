package io.wanderscope.cluster;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.utils.Time;

/** The program of one of {@link BrokerNodes}, for a process of its own. */
public final class BrokerProgram {
    private BrokerProgram() {}

    /**
     * Runs a node until the input ends, as it does when the process that started this one is gone. If it does not start, the
     * process ends with exit code 1.
     *
     * @param configuration the file with its configuration
     */
    public static void main(String[] configuration) {
        try {
            run(Path.of(configuration[0]));
            Runtime.getRuntime().halt(0);
        } catch (Throwable e) {
            e.printStackTrace();
            // Those threads of the node that have started keep the process alive.
            Runtime.getRuntime().halt(1);
        }
    }

    private static void run(Path configuration) throws IOException {
        Properties entries = new Properties();
        try (Reader reader = Files.newBufferedReader(configuration)) {
            entries.load(reader);
        }
        EarlierIncarnation.fence(entries);
        new KafkaRaftServer(KafkaConfig.apply(entries, false), Time.SYSTEM).startup();
        while (System.in.read() >= 0) {
            // Nothing is ever sent.
        }
    }
}
