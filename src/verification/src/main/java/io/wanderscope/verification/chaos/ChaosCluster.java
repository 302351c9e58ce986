package io.wanderscope.verification.chaos;

import io.wanderscope.cluster.Polling;
import io.wanderscope.cluster.RequiredTopics;
import io.wanderscope.cluster.TopicCreation;
import io.wanderscope.streaming.Clocks;
import io.wanderscope.streaming.LinkerSettings;
import io.wanderscope.streaming.SettingValues;
import io.wanderscope.streaming.StreamSettings;
import io.wanderscope.streaming.StreamTopics;
import io.wanderscope.streaming.TriggerRules;
import io.wanderscope.verification.ChaosFailure;
import io.wanderscope.verification.InstanceProgram;
import io.wanderscope.verification.guarantees.AcquisitionPlan;
import io.wanderscope.verification.guarantees.LinkedPosition;
import io.wanderscope.verification.guarantees.Observed;
import io.wanderscope.verification.guarantees.OneTriggerForEachEvent;
import io.wanderscope.verification.guarantees.RandomisedAcquisitions;
import io.wanderscope.verification.guarantees.RandomisedLocalisations;
import io.wanderscope.verification.guarantees.RandomisedRecords;
import io.wanderscope.verification.guarantees.Truth;
import io.wanderscope.wire.WireFormat;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.streams.GroupProtocol;
import org.apache.kafka.streams.StreamsConfig;
import org.jspecify.annotations.Nullable;

/** Brokers, and two instances of the application that share the partitions; each of them is a separate process. */
public final class ChaosCluster implements AutoCloseable {
    /** Partitions of each topic. */
    public static final int PARTITIONS = 8;
    /** With the brokers' number of replicas. */
    private static final TopicCreation CREATION = new TopicCreation(true, Optional.of(PARTITIONS), Optional.empty());
    /** Low enough that no result lacks a label for want of confidence. */
    public static final double MINIMUM_CONFIDENCE = 0;

    /**
     * Settings with which the instances link localisations. Tracks end only by their marks, because those of a field whose
     * instance is lost fall behind others in their partition.
     */
    public static final Map<String, String> LINKING = Map.of(
            "topics.localisations",
            "particle-localisations",
            LinkerSettings.MAXIMUM_DISPLACEMENT.key(),
            "1",
            StreamSettings.STREAM_TIME_INACTIVITY.key(),
            Long.toString(Duration.ofDays(1).toMillis()));

    private static final WireFormat FORMAT = WireFormat.singleObject();
    private static final String APPLICATION = "wanderscope-chaos";
    private static final String AGAIN = APPLICATION + "-again";
    private static final int POISON_EVERY = 100;
    /** Keeps all records in the past, although the last ones are sent faster than they were recorded. */
    private static final Duration RECORDED_AGO = Duration.ofHours(1);

    /** For whatever a run waits for; on a machine with many times the load that it can carry, minutes pass. */
    static final Duration TIMEOUT = Duration.ofMinutes(10);

    private static final Duration RESULT_POLL_INTERVAL = Duration.ofSeconds(2);
    private static final Polling ASSIGNMENT_POLLING = new Polling(Time.SYSTEM, TIMEOUT, Duration.ofMillis(250));

    private final BrokerProcesses brokers;
    private final Map<String, Object> client;
    private final Map<String, String> configuration;
    private final StreamTopics topics;
    private final StreamSettings settings;
    private final TriggerRules rules;
    private final InstanceProgram program;
    private final int perSecond;
    private final Clocks clocks;
    private final Assignments assignments;
    private final List<Instance> instances = new ArrayList<>();
    private final List<UnexpectedExit> earlierExits = new ArrayList<>();
    private final List<Standstill> standstills = new ArrayList<>();

    private ChaosCluster(
            BrokerProcesses brokers,
            Map<String, String> configuration,
            InstanceProgram program,
            int perSecond,
            Clocks clocks)
            throws IOException {
        this.brokers = brokers;
        this.client = Map.of("bootstrap.servers", brokers.bootstrapServers());
        this.configuration = configuration;
        this.topics = StreamTopics.of(SettingValues.parse(configuration, StreamTopics.settings()));
        this.settings = new StreamSettings(SettingValues.parse(configuration, StreamSettings.settings()));
        this.rules = TriggerRules.parse(configuration);
        this.program = program;
        this.perSecond = perSecond;
        this.clocks = clocks;
        this.assignments =
                isStreamsProtocol(configuration) ? Assignments.OF_STREAMS_GROUP : Assignments.OF_CONSUMER_GROUP;
        this.instances.add(Instance.of("instance-1", configuration, program, clocks.wall()));
        this.instances.add(Instance.of("instance-2", configuration, program, clocks.wall()));
    }

    /**
     * Starts the brokers, and prepares the instances without starting them.
     *
     * @param number of brokers, from 1; with more than one, each topic has a replica on each
     * @param program what the instances run at first
     * @param perSecond records sent in a second, and recorded in a second, 1 to 100,000
     * @param overrides configuration of the instances that overrides what is chosen here; its rules, if any, are those of
     *     {@link OneTriggerForEachEvent}
     * @param clocks date records and losses, and set the pace
     */
    public static ChaosCluster start(
            int number, InstanceProgram program, int perSecond, Map<String, String> overrides, Clocks clocks)
            throws IOException {
        BrokerProcesses brokers = BrokerProcesses.start(number, program.logs());
        try {
            Map<String, String> configuration = configuration(brokers, program.model(), perSecond);
            configuration.putAll(overrides);
            ChaosCluster cluster = new ChaosCluster(brokers, configuration, program, perSecond, clocks);
            cluster.createTopics(cluster.topics);
            if (isStreamsProtocol(configuration)) {
                cluster.shortenSessions(APPLICATION);
            }
            return cluster;
        } catch (IOException | RuntimeException e) {
            brokers.close();
            throw e;
        }
    }

    /** Short timeouts reveal a lost instance soon. Tracks end only by their mark or in stream time. */
    private static Map<String, String> configuration(BrokerProcesses brokers, Path model, int perSecond) {
        return new HashMap<>(Map.ofEntries(
                Map.entry("bootstrap.servers", brokers.bootstrapServers()),
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

    private static boolean isStreamsProtocol(Map<String, String> configuration) {
        return GroupProtocol.STREAMS.name.equalsIgnoreCase(configuration.get(StreamsConfig.GROUP_PROTOCOL_CONFIG));
    }

    /** With the streams protocol, the broker decides how soon a member counts as lost. */
    private void shortenSessions(String group) throws IOException {
        List<AlterConfigOp> settings = List.of(
                set("streams.session.timeout.ms", configuration.get("session.timeout.ms")),
                set("streams.heartbeat.interval.ms", configuration.get("heartbeat.interval.ms")));
        try (Admin admin = Admin.create(client)) {
            admin.incrementalAlterConfigs(Map.of(new ConfigResource(ConfigResource.Type.GROUP, group), settings))
                    .all()
                    .get();
        } catch (ExecutionException e) {
            throw new IOException("the broker does not shorten the sessions of the group " + group, e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException(
                    "interrupted while the sessions of the group " + group + " were shortened");
        }
    }

    private static AlterConfigOp set(String key, @Nullable String value) {
        return new AlterConfigOp(new ConfigEntry(key, value), AlterConfigOp.OpType.SET);
    }

    private void createTopics(StreamTopics topics) {
        RequiredTopics.ensure(client, topics, rules, CREATION);
    }

    private static Duration tick(int perSecond) {
        return Duration.ofSeconds(1).dividedBy(perSecond);
    }

    /** Starts to publish acquisitions. */
    public AcquisitionFeed feed(long seed) {
        Instant start = clocks.wall().instant().minus(RECORDED_AGO);
        String topic = topics.localisations().orElse(topics.positions());
        AcquisitionPlan plan =
                new AcquisitionPlan(seed, POISON_EVERY, FORMAT, topic, PARTITIONS, start, tick(perSecond));
        RandomisedRecords records = settings.linking(topics)
                .<RandomisedRecords>map(linking -> new RandomisedLocalisations(plan, linking))
                .orElseGet(() -> new RandomisedAcquisitions(plan));
        return AcquisitionFeed.start(records, brokers.bootstrapServers(), perSecond, clocks.nanoTime());
    }

    /** Everything that was linked, as it was written. */
    public List<LinkedPosition> linkedPositions() {
        return Observed.positions(client, topics, FORMAT);
    }

    /** The two instances. */
    public List<Instance> instances() {
        return List.copyOf(instances);
    }

    /** Starts the instances that do not run. */
    public void startInstances() {
        instances.forEach(Instance::start);
    }

    /**
     * Starts again those instances that exited unexpectedly, and no others.
     *
     * @throws ChaosFailure when a broker has ended by itself
     */
    public void reviveInstances() {
        brokers.requireAlive();
        instances.forEach(Instance::revive);
    }

    /** The brokers. */
    public BrokerProcesses brokers() {
        return brokers;
    }

    /** Kills an instance, and returns what was lost with it. */
    public Loss kill(Instance instance) throws InterruptedException {
        Set<Integer> partitions = partitionsOf(instance);
        instance.kill();
        return new Loss(clocks.wall().instant(), partitions);
    }

    /** Partitions of the positions that an instance owns now. */
    public Set<Integer> partitionsOf(Instance instance) throws InterruptedException {
        try (Admin admin = Admin.create(client)) {
            return assignments.of(admin, APPLICATION, topics.positions(), instance.name());
        } catch (ExecutionException e) {
            // The group does not exist yet or is being rebalanced: the instance is not known to own anything.
            return Set.of();
        }
    }

    /**
     * Waits until each of the given instances owns partitions, and together they own them all.
     *
     * @throws ChaosFailure when that takes too long, or a broker has ended by itself
     */
    public void awaitShared(List<Instance> among) throws InterruptedException {
        boolean shared = ASSIGNMENT_POLLING.until(answer -> answer, () -> {
            reviveInstances();
            return isShared(among);
        });
        if (!shared) {
            throw new ChaosFailure("the instances do not share the partitions within " + TIMEOUT.toSeconds()
                    + " s; their logs are in " + program.logs() + "; unexpected exits: " + unexpectedExits()
                    + "; what waits: "
                    + String.join("; ", standstill(APPLICATION).lines()));
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

    /** Reads the output once everything expected has arrived. */
    public Observed awaitResults(Truth truth) throws InterruptedException {
        return awaitResults(truth, topics, APPLICATION);
    }

    /**
     * Reads until everything expected has arrived and the output no longer grows, or until it has not grown for long:
     * the guarantees then say what is missing. Surplus records would have arrived by then too, in the same
     * transactions.
     */
    private Observed awaitResults(Truth truth, StreamTopics topics, String application) throws InterruptedException {
        long lastGrowth = clocks.nanoTime().getAsLong();
        long before = -1;
        while (true) {
            reviveInstances();
            Observed observed = Observed.read(client, topics, rules, FORMAT);
            long size = observed.size();
            if (size != before) {
                before = size;
                lastGrowth = clocks.nanoTime().getAsLong();
            } else if (isComplete(truth, observed)) {
                return observed;
            } else if (clocks.nanoTime().getAsLong() - lastGrowth > TIMEOUT.toNanos()) {
                standstills.add(standstill(application));
                return observed;
            }
            Thread.sleep(RESULT_POLL_INTERVAL.toMillis());
        }
    }

    private Standstill standstill(String application) throws InterruptedException {
        try (Admin admin = Admin.create(client)) {
            List<String> threads = new ArrayList<>();
            for (Instance instance : instances) {
                threads.addAll(instance.streamThreads());
            }
            return Standstill.of(admin, application).with(threads);
        }
    }

    private boolean isComplete(Truth truth, Observed observed) {
        return observed.isComplete(truth) && (rules.isEmpty() || new OneTriggerForEachEvent().isComplete(observed));
    }

    /**
     * Stops the instances, and lets a new application classify the same positions without faults.
     *
     * @param current what it runs
     */
    public Observed classifyAgain(Truth truth, InstanceProgram current) throws IOException, InterruptedException {
        stopInstances();
        StreamTopics outputs = new StreamTopics(
                Optional.empty(),
                topics.positions(),
                "again-labels",
                "again-saliency",
                "again-composition",
                "again-population",
                "again-triggers",
                "again-dead-letters");
        createTopics(outputs);
        Map<String, String> again = new HashMap<>(configuration);
        again.remove("topics.localisations");
        again.put("application.id", AGAIN);
        again.put("topics.labels", outputs.labels());
        again.put("topics.saliency", outputs.saliency());
        again.put("topics.composition", outputs.composition());
        again.put("topics.population", outputs.population());
        again.put("topics.triggers", outputs.triggers());
        again.put("topics.dead.letters", outputs.deadLetters());
        instances.add(Instance.of("again", again, current, clocks.wall()));
        startInstances();
        // What was wrong with localisations is not among the positions.
        return awaitResults(topics.localisations().isPresent() ? truth.withoutPoison() : truth, outputs, AGAIN);
    }

    private void stopInstances() throws InterruptedException {
        for (Instance instance : instances) {
            if (instance.shouldRun()) {
                instance.stop();
            }
            earlierExits.addAll(instance.unexpectedExits());
            instance.close();
        }
        instances.clear();
    }

    /** The unexpected exits of all instances. */
    public List<UnexpectedExit> unexpectedExits() {
        List<UnexpectedExit> exits = new ArrayList<>(earlierExits);
        instances.forEach(instance -> exits.addAll(instance.unexpectedExits()));
        return exits;
    }

    /** What waited, each time that output was missing and no more came. */
    public List<Standstill> standstills() {
        return List.copyOf(standstills);
    }

    @Override
    public void close() {
        instances.forEach(Instance::close);
        brokers.close();
    }
}
