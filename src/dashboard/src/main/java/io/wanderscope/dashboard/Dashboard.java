package io.wanderscope.dashboard;

import io.micrometer.core.instrument.MeterRegistry;
import io.wanderscope.dashboard.explanation.Occlusions;
import io.wanderscope.dashboard.history.History;
import io.wanderscope.dashboard.http.Ingest;
import io.wanderscope.dashboard.http.Operations;
import io.wanderscope.dashboard.http.WebServer;
import io.wanderscope.dashboard.live.LiveAcquisitions;
import io.wanderscope.dashboard.live.LiveLimits;
import io.wanderscope.dashboard.live.RejectionReader;
import io.wanderscope.dashboard.live.TopicReader;
import io.wanderscope.ingest.RecordPublisher;
import io.wanderscope.streaming.BrokerWatch;
import io.wanderscope.streaming.Clocks;
import io.wanderscope.streaming.StreamTopics;
import io.wanderscope.streaming.TriggerRules;
import io.wanderscope.wire.WireFormat;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** A running dashboard: reads the topics of a cluster and serves what they say to browsers. */
public final class Dashboard implements AutoCloseable {
    private final LiveAcquisitions acquisitions;
    private final BrokerWatch brokers;
    private final TopicReader reader;
    private final RejectionReader rejections;
    private final History history;
    private final Occlusions occlusions;
    private final Optional<RecordPublisher> publisher;
    private final WebServer server;

    private Dashboard(
            LiveAcquisitions acquisitions,
            BrokerWatch brokers,
            TopicReader reader,
            RejectionReader rejections,
            History history,
            Occlusions occlusions,
            Optional<RecordPublisher> publisher,
            WebServer server) {
        this.acquisitions = acquisitions;
        this.brokers = brokers;
        this.reader = reader;
        this.rejections = rejections;
        this.history = history;
        this.occlusions = occlusions;
        this.publisher = publisher;
        this.server = server;
    }

    /**
     * The cluster whose topics a dashboard reads, and to which it may write what clients send.
     *
     * @param consumer configuration of a Kafka consumer, without deserializers and group
     * @param producer configuration of a Kafka producer, without serializers
     * @param topics their names
     * @param rules with which the stream runs; without any, no triggers are read
     * @param format the format of their records
     * @param history how far back to begin; not negative
     */
    public record Source(
            Map<String, Object> consumer,
            Map<String, Object> producer,
            StreamTopics topics,
            TriggerRules rules,
            WireFormat format,
            Duration history) {}

    /**
     * Starts a dashboard.
     *
     * @param model explains single tracks; the caller closes it after the dashboard
     * @param dead the thread that has died although it must run, and of what; empty when none has
     * @param metrics registry for the dashboard's own metrics
     * @param scrape the program's metrics in Prometheus' text format
     * @param clocks by which a record is recent or past, and waiting is measured
     * @throws IOException when it cannot listen; the message is meant for people
     * @throws org.apache.kafka.common.KafkaException when the consumer's or the producer's configuration is rejected
     */
    public static Dashboard start(
            Source source,
            DashboardModel model,
            HttpSettings http,
            Supplier<Optional<String>> dead,
            MeterRegistry metrics,
            Supplier<String> scrape,
            Clocks clocks)
            throws IOException {
        LiveLimits limits = LiveLimits.defaults();
        LiveAcquisitions acquisitions = new LiveAcquisitions(limits, clocks.wall());
        History history = History.of(source.consumer(), source.topics(), source.format(), clocks);
        TopicReader reader = TopicReader.start(
                source.consumer(),
                source.topics(),
                source.rules(),
                source.format(),
                source.history(),
                acquisitions,
                history,
                metrics,
                clocks);
        RejectionReader rejections = RejectionReader.start(
                source.consumer(), source.topics().deadLetters(), source.history(), acquisitions, clocks);
        history.start();
        BrokerWatch brokers = BrokerWatch.start(source.consumer(), clocks);
        Occlusions occlusions = new Occlusions(model, Occlusions.PATIENCE);
        Optional<RecordPublisher> publisher = Optional.empty();
        try {
            publisher = http.ingest()
                    .map(taking -> RecordPublisher.open(source.producer(), source.format(), Ingest.PATIENCE));
            Optional<Ingest> ingest = publisher.map(open ->
                    new Ingest(http.ingest().orElseThrow(), open, source.topics(), brokers::problem, clocks.wall()));
            Operations operations = new Operations(() -> brokers.problem().or(reader::notReady), dead, scrape);
            return new Dashboard(
                    acquisitions,
                    brokers,
                    reader,
                    rejections,
                    history,
                    occlusions,
                    publisher,
                    WebServer.dashboard(
                            http,
                            operations,
                            acquisitions,
                            history,
                            occlusions,
                            ingest,
                            limits,
                            metrics,
                            clocks.nanoTime()));
        } catch (IOException | RuntimeException e) {
            occlusions.close();
            publisher.ifPresent(RecordPublisher::close);
            brokers.close();
            reader.close();
            rejections.close();
            history.close();
            throw e;
        }
    }

    /** The address to open in a browser on this machine, token included. */
    public String address() {
        return server.address();
    }

    /** Shows how well the localisations of an acquisition with known particles have been linked so far. */
    public void showLinking(String acquisition, LinkingQuality quality) {
        acquisitions.setLinking(acquisition, quality);
    }

    /** Disconnects the browsers and stops reading. */
    @Override
    public void close() {
        // First, because requests wait for them.
        occlusions.close();
        publisher.ifPresent(RecordPublisher::close);
        server.close();
        brokers.close();
        reader.close();
        rejections.close();
        history.close();
    }
}
