package io.wanderscope.app.embedded;

import io.wanderscope.app.terminal.CommandFailure;
import io.wanderscope.cluster.ClassificationStreams;
import io.wanderscope.cluster.Lack;
import java.util.Optional;
import java.util.function.Supplier;

/** Why a stream has stopped whose broker runs in the same process. */
public final class StoppedStream {
    private StoppedStream() {}

    /**
     * The failure of the command that runs a stream; empty while that works. Clients of a broker without a disk fail in
     * many ways, and only the disk explains them.
     *
     * @param ofBroker what the broker lacks, which takes a while to find; empty also for a broker elsewhere
     */
    public static Optional<CommandFailure> failure(ClassificationStreams streams, Supplier<Optional<Lack>> ofBroker) {
        return streams.failure().map(failure -> failure(failure, streams.lack(), ofBroker));
    }

    static CommandFailure failure(String failure, Optional<Lack> ofStream, Supplier<Optional<Lack>> ofBroker) {
        if (ofStream.isPresent()) {
            return CommandFailure.ofThread(failure, ofStream);
        }
        Optional<Lack> lack = ofBroker.get();
        return CommandFailure.ofThread(lack.map(Lack::text).orElse(failure), lack);
    }
}
