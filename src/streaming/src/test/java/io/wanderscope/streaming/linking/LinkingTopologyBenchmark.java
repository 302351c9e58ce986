package io.wanderscope.streaming.linking;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.wanderscope.schema.ParticleLocalisation;
import io.wanderscope.schema.ParticlePosition;
import io.wanderscope.streaming.ClassificationStreamsConfig;
import io.wanderscope.streaming.FieldKey;
import io.wanderscope.streaming.LinkerSettings;
import io.wanderscope.streaming.MetricsOfTests;
import io.wanderscope.streaming.StreamMetrics;
import io.wanderscope.streaming.StreamSettings;
import io.wanderscope.streaming.StreamTopics;
import io.wanderscope.streaming.TopologyHarness;
import io.wanderscope.streaming.TopologyNames;
import io.wanderscope.streaming.intake.LocalisationDecoder;
import io.wanderscope.streaming.intake.ReceivedLocalisation;
import io.wanderscope.wire.WireFormat;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Properties;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.StoreBuilder;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** Localisations through decoder, linker and their stores, on one thread: 50 a frame, from bytes to bytes. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 5)
@Measurement(iterations = 5, time = 5)
public class LinkingTopologyBenchmark {
    private static final int PARTICLES = 50;
    private static final String LOCALISATIONS = "localisations";
    private static final String POSITIONS = "positions";
    private static final String DEAD_LETTERS = "dead-letters";
    private static final byte[] KEY = TopologyHarness.ACQUISITION.getBytes(StandardCharsets.UTF_8);

    private final Random random = new Random(3);
    private final double[] places = random.doubles(2 * PARTICLES, 0, 30).toArray();
    private final Serde<ParticleLocalisation> localisation =
            WireFormat.singleObject().serde(ParticleLocalisation.class);
    private final Serde<ParticlePosition> position = WireFormat.singleObject().serde(ParticlePosition.class);
    private TopologyTestDriver driver;
    private TestInputTopic<byte[], byte[]> in;
    private TestOutputTopic<byte[], byte[]> out;
    private long frame;

    private record Linking(StreamSettings settings, StreamMetrics metrics)
            implements ProcessorSupplier<FieldKey, ReceivedLocalisation, Object, Object> {
        @Override
        public Processor<FieldKey, ReceivedLocalisation, Object, Object> get() {
            StreamTopics topics = StreamTopics.defaults().withLocalisations(LOCALISATIONS);
            return new LinkingProcessor(settings, settings.linking(topics).orElseThrow(), metrics);
        }

        @Override
        public Set<StoreBuilder<?>> stores() {
            return new LinkedHashSet<>(LinkingProcessor.stores());
        }
    }

    @Setup(Level.Trial)
    public void start() throws IOException {
        StreamMetrics metrics = MetricsOfTests.in(new SimpleMeterRegistry());
        StreamSettings settings = StreamSettings.defaults().with(LinkerSettings.MAXIMUM_DISPLACEMENT, Optional.of(1.0));
        Topology topology = new Topology();
        topology.addSource("source", new ByteArrayDeserializer(), new ByteArrayDeserializer(), LOCALISATIONS);
        topology.addProcessor("decoder", () -> new LocalisationDecoder(localisation.deserializer(), metrics), "source");
        topology.addProcessor(TopologyNames.LINKER, new Linking(settings, metrics), "decoder");
        topology.addSink(
                TopologyNames.LINKED_POSITIONS_SINK,
                POSITIONS,
                new StringSerializer(),
                position.serializer(),
                TopologyNames.LINKER);
        topology.addSink(
                TopologyNames.LOCALISATION_DEAD_LETTERS_SINK,
                DEAD_LETTERS,
                new ByteArraySerializer(),
                new ByteArraySerializer(),
                "decoder",
                TopologyNames.LINKER);
        Path state = Files.createTempDirectory("linking-benchmark");
        Properties configuration = new Properties();
        configuration.putAll(ClassificationStreamsConfig.entries());
        configuration.put(StreamsConfig.APPLICATION_ID_CONFIG, "benchmark");
        configuration.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "not.used:9092");
        configuration.put(StreamsConfig.STATE_DIR_CONFIG, state.toString());
        driver = new TopologyTestDriver(topology, configuration, Instant.EPOCH);
        in = driver.createInputTopic(LOCALISATIONS, new ByteArraySerializer(), new ByteArraySerializer());
        out = driver.createOutputTopic(POSITIONS, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    @TearDown(Level.Trial)
    public void stop() {
        driver.close();
    }

    /** A frame; its number is not limited. */
    @Benchmark
    @OperationsPerInvocation(PARTICLES)
    public int localisations() {
        for (int particle = 0; particle < PARTICLES; particle++) {
            places[2 * particle] += 0.2 * random.nextGaussian();
            places[2 * particle + 1] += 0.2 * random.nextGaussian();
            ParticleLocalisation sent =
                    SpotDetector.at(frame, PARTICLES, places[2 * particle], places[2 * particle + 1]);
            in.pipeInput(KEY, localisation.serializer().serialize(LOCALISATIONS, sent), sent.getTime());
        }
        frame++;
        int written = out.readKeyValuesToList().size();
        if (written < PARTICLES) {
            throw new IllegalStateException("frame " + frame + " was not linked");
        }
        return written;
    }
}
