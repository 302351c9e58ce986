package io.wanderscope.app.chaos;

import io.wanderscope.app.cluster.ClusterException;
import io.wanderscope.app.cluster.EmbeddedBroker;
import io.wanderscope.app.cluster.RequiredTopics;
import io.wanderscope.app.cluster.TopicCreation;
import io.wanderscope.app.guarantees.Guarantee;
import io.wanderscope.app.guarantees.GuaranteeTable;
import io.wanderscope.app.guarantees.Observed;
import io.wanderscope.app.guarantees.ObservedResult;
import io.wanderscope.app.guarantees.PlannedRecord;
import io.wanderscope.app.guarantees.RandomisedAcquisitions;
import io.wanderscope.app.guarantees.Truth;
import io.wanderscope.schema.ResultStatus;
import io.wanderscope.streaming.StreamSettings;
import io.wanderscope.streaming.StreamTopics;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * A broker, two instances of the application and a stream of randomised acquisitions; faults at random moments; and at
 * the end, when every track must have its FINAL, the guarantees.
 *
 * <p>An instance that is dead is brought back by the next fault, so that one instance at least is alive or starting.
 */
public final class ChaosRun {
    private static final StreamTopics TOPICS = StreamTopics.defaults();
    private static final String APPLICATION = "wanderscope-chaos";
    private static final int PARTITIONS = 8;
    private static final int POISON_EVERY = 100;
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(2);

    private final ChaosPlan plan;
    private final PrintWriter progress;
    private final EmbeddedBroker broker;
    private final Map<String, Object> client;
    private final List<Instance> instances;
    private final UniformRandomProvider random;
    private final Map<Fault, Integer> faults = new EnumMap<>(Fault.class);
    private final List<Loss> losses = new ArrayList<>();
    private final AtomicBoolean finishing = new AtomicBoolean();

    /** One of two instances was killed: when, and which partitions it had. */
    private record Loss(Instant at, Set<Integer> partitions) {}

    private ChaosRun(ChaosPlan plan, EmbeddedBroker broker, Path model, Path logs, PrintWriter progress)
            throws IOException {
        this.plan = plan;
        this.progress = progress;
        this.broker = broker;
        this.client = Map.of("bootstrap.servers", broker.bootstrapServers());
        this.instances = List.of(
                new Instance("instance-1", configuration(broker, model), logs),
                new Instance("instance-2", configuration(broker, model), logs));
        this.random = RandomSource.XO_RO_SHI_RO_128_PP.create(plan.seed());
    }

    /**
     * Runs to the end and checks the guarantees.
     *
     * @param model the model file that the instances use
     * @param logs an existing folder for what the instances say
     * @param progress where the state of things is told
     * @throws ClusterException when nothing moves any more before every track has its FINAL
     */
    public static ChaosReport run(ChaosPlan plan, Path model, Path logs, PrintWriter progress)
            throws IOException, InterruptedException {
        try (EmbeddedBroker broker = EmbeddedBroker.start()) {
            return new ChaosRun(plan, broker, model, logs, progress).run();
        }
    }

    /** Short timeouts, so that what is lost is known to be soon; no track ends but by its mark. */
    private static Map<String, String> configuration(EmbeddedBroker broker, Path model) {
        return Map.ofEntries(
                Map.entry("bootstrap.servers", broker.bootstrapServers()),
                Map.entry("application.id", APPLICATION),
                Map.entry("model.path", model.toAbsolutePath().toString().replace("\\", "\\\\")),
                Map.entry("num.stream.threads", "1"),
                Map.entry("inference.threads", "1"),
                Map.entry("session.timeout.ms", "3000"),
                Map.entry("heartbeat.interval.ms", "500"),
                Map.entry("producer.transaction.timeout.ms", "5000"),
                Map.entry("metadata.recovery.strategy", "rebootstrap"),
                Map.entry(
                        StreamSettings.STREAM_TIME_INACTIVITY,
                        Long.toString(Duration.ofDays(1).toMillis())),
                Map.entry(
                        StreamSettings.WALL_CLOCK_INACTIVITY,
                        Long.toString(Duration.ofDays(1).toMillis())),
                Map.entry(StreamSettings.MINIMUM_CONFIDENCE, "0"));
    }

    private ChaosReport run() throws IOException, InterruptedException {
        RequiredTopics.ensure(client, RequiredTopics.of(TOPICS), TopicCreation.onOneBroker(PARTITIONS));
        instances.forEach(Instance::start);
        ExecutorService publisher = Executors.newSingleThreadExecutor();
        try {
            Future<Truth> sent = publisher.submit(this::publish);
            makeFaults(sent);
            finishing.set(true);
            instances.forEach(Instance::start);
            Truth truth = result(sent);
            progress.println("published " + truth.positions() + " positions of "
                    + truth.tracks().size() + " tracks; waiting for their FINALs");
            Observed observed = awaitFinals(truth);
            return new ChaosReport(
                    truth, observed, faults, takeovers(observed), new GuaranteeTable(Guarantee.all(), truth, observed));
        } finally {
            publisher.shutdownNow();
            instances.forEach(Instance::close);
        }
    }

    private Truth publish() throws InterruptedException {
        RandomisedAcquisitions records = new RandomisedAcquisitions(plan.seed(), POISON_EVERY);
        AtomicReference<Exception> failure = new AtomicReference<>();
        try (Producer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers",
                        broker.bootstrapServers(),
                        ProducerConfig.ACKS_CONFIG,
                        "all",
                        ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                        (int) PATIENCE.toMillis()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            long start = System.nanoTime();
            for (long sent = 0; records.hasNext(); sent++) {
                if (finishing.get()) {
                    records.finish();
                } else {
                    keepPace(start, sent);
                }
                send(producer, records.next(), failure);
                requireNone(failure.get());
            }
            producer.flush();
            requireNone(failure.get());
        }
        return records.truth();
    }

    @SuppressWarnings("FutureReturnValueIgnored") // the callback says what the future would
    private static void send(
            Producer<byte[], byte[]> producer, PlannedRecord record, AtomicReference<Exception> failure) {
        producer.send(
                new ProducerRecord<>(TOPICS.positions(), record.key(), record.value()),
                (metadata, problem) -> failure.compareAndSet(null, problem));
    }

    private static void requireNone(Exception failure) {
        if (failure != null) {
            throw new KafkaException("a position could not be sent: " + failure.getMessage(), failure);
        }
    }

    private void keepPace(long start, long sent) throws InterruptedException {
        long ahead = sent * 1_000_000_000L / plan.positionsPerSecond() - (System.nanoTime() - start);
        if (ahead > 1_000_000) {
            Thread.sleep(Duration.ofNanos(ahead).toMillis());
        }
    }

    private void makeFaults(Future<Truth> sent) throws IOException, InterruptedException {
        Instant end = Instant.now().plus(plan.duration());
        while (Instant.now().isBefore(end) || faults.getOrDefault(Fault.KILL, 0) < plan.kills()) {
            Thread.sleep((long) (plan.interval().toMillis() * random.nextDouble(0.2, 1.8)));
            if (sent.isDone()) {
                // It ends before it is told to only by a failure, which is told by result().
                return;
            }
            makeFault();
            progress.println(faults);
            progress.flush();
        }
    }

    private void makeFault() throws IOException, InterruptedException {
        Optional<Instance> dead =
                instances.stream().filter(instance -> !instance.isAlive()).findFirst();
        if (dead.isPresent()) {
            dead.get().start();
            count(Fault.JOIN);
            return;
        }
        Instance chosen = instances.get(random.nextInt(instances.size()));
        double draw = random.nextDouble();
        if (draw < 0.08) {
            broker.restart();
            count(Fault.BROKER_RESTART);
        } else if (draw < 0.2) {
            chosen.stop();
            count(Fault.LEAVE);
        } else {
            kill(chosen, draw < 0.3, draw < 0.5);
        }
    }

    private void kill(Instance chosen, boolean deleteState, boolean stayDead) throws IOException, InterruptedException {
        Set<Integer> partitions = partitionsOf(chosen);
        chosen.kill();
        losses.add(new Loss(Instant.now(), partitions));
        count(Fault.KILL);
        if (deleteState) {
            chosen.deleteState();
            count(Fault.KILL_AND_DELETE_STATE);
        }
        if (!stayDead) {
            chosen.start();
        }
    }

    private void count(Fault fault) {
        faults.merge(fault, 1, Integer::sum);
    }

    private Set<Integer> partitionsOf(Instance instance) throws InterruptedException {
        try (Admin admin = Admin.create(client)) {
            return admin
                    .describeConsumerGroups(List.of(APPLICATION))
                    .describedGroups()
                    .get(APPLICATION)
                    .get()
                    .members()
                    .stream()
                    .filter(member -> member.clientId().startsWith(instance.name()))
                    .flatMap(member -> member.assignment().topicPartitions().stream())
                    .filter(partition -> partition.topic().equals(TOPICS.positions()))
                    .map(partition -> partition.partition())
                    .collect(Collectors.toSet());
        } catch (ExecutionException e) {
            // The group is not there yet, or between two assignments: nothing is known to be lost.
            return Set.of();
        }
    }

    /** Reads until all is there; what is too much would be there by then too, as it is in the same transactions. */
    private Observed awaitFinals(Truth truth) throws InterruptedException {
        long lastMove = System.nanoTime();
        int before = -1;
        while (true) {
            Observed observed = Observed.read(client, TOPICS);
            long finals = observed.results().stream()
                    .filter(result -> result.status() == ResultStatus.FINAL)
                    .count();
            int moved = observed.results().size() + observed.deadLetters().size();
            if (finals >= truth.tracks().size() && moved == before) {
                return observed;
            }
            if (moved != before) {
                before = moved;
                lastMove = System.nanoTime();
            } else if (System.nanoTime() - lastMove > PATIENCE.toNanos()) {
                // The table says what is missing.
                return observed;
            }
            Thread.sleep(BETWEEN_LOOKS.toMillis());
        }
    }

    private List<Double> takeovers(Observed observed) {
        List<Double> seconds = new ArrayList<>();
        for (Loss loss : losses) {
            observed.results().stream()
                    .filter(result -> loss.partitions().contains(result.partition()))
                    .map(ObservedResult::classified)
                    .filter(classified -> classified.isAfter(loss.at()))
                    .min(Comparator.naturalOrder())
                    .ifPresent(first ->
                            seconds.add(Duration.between(loss.at(), first).toMillis() / 1000.0));
        }
        return seconds;
    }

    private static Truth result(Future<Truth> sent) throws InterruptedException {
        try {
            return sent.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the acquisitions could not be published", e.getCause());
        }
    }
}
