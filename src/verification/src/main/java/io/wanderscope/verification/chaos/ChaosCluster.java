package io.wanderscope.verification.chaos;

import io.wanderscope.cluster.EmbeddedBroker;
import io.wanderscope.cluster.RequiredTopics;
import io.wanderscope.cluster.TopicCreation;
import io.wanderscope.streaming.StreamSettings;
import io.wanderscope.streaming.StreamTopics;
import io.wanderscope.verification.InstanceProgram;
import io.wanderscope.verification.guarantees.AcquisitionPlan;
import io.wanderscope.verification.guarantees.Observed;
import io.wanderscope.verification.guarantees.RandomisedAcquisitions;
import io.wanderscope.verification.guarantees.Truth;
import io.wanderscope.wire.WireFormat;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;

/** A broker, and two instances of the application, processes of their own, that share the partitions on it. */
public final class ChaosCluster implements AutoCloseable {
    public static final int PARTITIONS = 8;
    /** All results are labelled. */
    public static final double MINIMUM_CONFIDENCE = 0;

    private static final StreamTopics TOPICS = StreamTopics.defaults();
    private static final WireFormat FORMAT = WireFormat.singleObject();
    private static final String APPLICATION = "wanderscope-chaos";
    private static final int POISON_EVERY = 100;
    /** So that no record is from the future, though the last ones are sent faster than they were recorded. */
    private static final Duration RECORDED_AGO = Duration.ofHours(1);

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(2);
    private static final Duration BETWEEN_ASSIGNMENTS = Duration.ofMillis(250);

    private final EmbeddedBroker broker;
    private final Map<String, Object> client;
    private final Map<String, String> configuration;
    private final InstanceProgram program;
    private final int perSecond;
    private final List<Instance> instances = new ArrayList<>();
    private final List<UnexpectedEnd> earlierEnds = new ArrayList<>();

    private ChaosCluster(
            EmbeddedBroker broker, Map<String, String> configuration, InstanceProgram program, int perSecond)
            throws IOException {
        this.broker = broker;
        this.client = Map.of("bootstrap.servers", broker.bootstrapServers());
        this.configuration = configuration;
        this.program = program;
        this.perSecond = perSecond;
        this.instances.add(Instance.of("instance-1", configuration, program));
        this.instances.add(Instance.of("instance-2", configuration, program));
    }

    /**
     * Starts the broker; the instances are not started yet.
     *
     * @param program that the instances run
     * @param perSecond records that are sent and were recorded in a second, 1 to 100,000
     * @param more of the instances' configuration, over what is chosen here
     */
    public static ChaosCluster start(InstanceProgram program, int perSecond, Map<String, String> more)
            throws IOException {
        EmbeddedBroker broker = EmbeddedBroker.start();
        try {
            Map<String, String> configuration = configuration(broker, program.model(), perSecond);
            configuration.putAll(more);
            ChaosCluster cluster = new ChaosCluster(broker, configuration, program, perSecond);
            cluster.createTopics(TOPICS);
            return cluster;
        } catch (IOException | RuntimeException e) {
            broker.close();
            throw e;
        }
    }

    /** Short timeouts, so that what is lost is known to be soon; a track ends by its mark or in stream time only. */
    private static Map<String, String> configuration(EmbeddedBroker broker, Path model, int perSecond) {
        return new HashMap<>(Map.ofEntries(
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
                        StreamSettings.STREAM_TIME_INACTIVITY.key(),
                        Long.toString(
                                AcquisitionPlan.inactivity(tick(perSecond)).toMillis())),
                Map.entry(
                        StreamSettings.WALL_CLOCK_INACTIVITY.key(),
                        Long.toString(Duration.ofDays(1).toMillis())),
                Map.entry(StreamSettings.MINIMUM_CONFIDENCE.key(), Double.toString(MINIMUM_CONFIDENCE))));
    }

    private void createTopics(StreamTopics topics) {
        RequiredTopics.ensure(client, RequiredTopics.of(topics), TopicCreation.onOneBroker(PARTITIONS));
    }

    private static Duration tick(int perSecond) {
        return Duration.ofSeconds(1).dividedBy(perSecond);
    }

    /** Begins to publish acquisitions. */
    public AcquisitionFeed feed(long seed) {
        Instant start = Instant.now().minus(RECORDED_AGO);
        AcquisitionPlan plan =
                new AcquisitionPlan(seed, POISON_EVERY, FORMAT, TOPICS.positions(), PARTITIONS, start, tick(perSecond));
        return AcquisitionFeed.start(new RandomisedAcquisitions(plan), broker.bootstrapServers(), perSecond);
    }

    /** The two. */
    public List<Instance> instances() {
        return List.copyOf(instances);
    }

    /** Starts those that do not run. */
    public void startInstances() {
        instances.forEach(Instance::start);
    }

    /** Starts again what has ended by itself; what was ended stays so. */
    public void reviveInstances() {
        instances.forEach(Instance::revive);
    }

    public void restartBroker() {
        broker.restart();
    }

    /** Kills an instance, and notes what was lost with it. */
    public Loss kill(Instance instance) throws InterruptedException {
        Set<Integer> partitions = partitionsOf(instance);
        instance.kill();
        return new Loss(Instant.now(), partitions);
    }

    /** Partitions of the positions that are an instance's now. */
    public Set<Integer> partitionsOf(Instance instance) throws InterruptedException {
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
            // The group is not there yet, or between two assignments: nothing is known to be its.
            return Set.of();
        }
    }

    /**
     * Waits until each of some instances has partitions, and they have all together.
     *
     * @throws IllegalStateException when they have not in time
     */
    public void awaitShared(List<Instance> among) throws InterruptedException {
        long giveUp = System.nanoTime() + PATIENCE.toNanos();
        while (!isShared(among)) {
            reviveInstances();
            if (System.nanoTime() > giveUp) {
                throw new IllegalStateException("the instances do not come to share the partitions within "
                        + PATIENCE.toSeconds() + " s; their logs are in " + program.logs() + "; ended by themselves: "
                        + unexpectedEnds());
            }
            Thread.sleep(BETWEEN_ASSIGNMENTS.toMillis());
        }
    }

    private boolean isShared(List<Instance> among) throws InterruptedException {
        int sum = 0;
        for (Instance instance : among) {
            int owned = partitionsOf(instance).size();
            if (owned == 0) {
                return false;
            }
            sum += owned;
        }
        return sum == PARTITIONS;
    }

    /** Reads what came out, as soon as all is there that must be. */
    public Observed awaitResults(Truth truth) throws InterruptedException {
        return awaitResults(truth, TOPICS);
    }

    /**
     * Reads until all is there, or nothing has moved for long: the guarantees say what is missing. What is too much would
     * be there by then too, as it is in the same transactions.
     */
    private Observed awaitResults(Truth truth, StreamTopics topics) throws InterruptedException {
        long lastMove = System.nanoTime();
        int before = -1;
        while (true) {
            reviveInstances();
            Observed observed = Observed.read(client, topics, FORMAT);
            int moved = observed.results().size() + observed.deadLetters().size();
            if (moved != before) {
                before = moved;
                lastMove = System.nanoTime();
            } else if (observed.isComplete(truth) || System.nanoTime() - lastMove > PATIENCE.toNanos()) {
                return observed;
            }
            Thread.sleep(BETWEEN_LOOKS.toMillis());
        }
    }

    /** Stops the instances and has the same positions classified by a new application that nobody disturbs. */
    public Observed classifyAgain(Truth truth) throws IOException, InterruptedException {
        stopInstances();
        StreamTopics topics = new StreamTopics(
                TOPICS.positions(), "again-labels", "again-saliency", "again-composition", "again-dead-letters");
        createTopics(topics);
        Map<String, String> other = new HashMap<>(configuration);
        other.put("application.id", APPLICATION + "-again");
        other.put("topics.labels", topics.labels());
        other.put("topics.saliency", topics.saliency());
        other.put("topics.composition", topics.composition());
        other.put("topics.dead.letters", topics.deadLetters());
        instances.add(Instance.of("again", other, program));
        startInstances();
        return awaitResults(truth, topics);
    }

    private void stopInstances() throws InterruptedException {
        for (Instance instance : instances) {
            if (instance.shouldRun()) {
                instance.stop();
            }
            earlierEnds.addAll(instance.unexpectedEnds());
            instance.close();
        }
        instances.clear();
    }

    /** Ends that nobody made, of all instances. */
    public List<UnexpectedEnd> unexpectedEnds() {
        List<UnexpectedEnd> ends = new ArrayList<>(earlierEnds);
        instances.forEach(instance -> ends.addAll(instance.unexpectedEnds()));
        return ends;
    }

    @Override
    public void close() {
        instances.forEach(Instance::close);
        broker.close();
    }
}
