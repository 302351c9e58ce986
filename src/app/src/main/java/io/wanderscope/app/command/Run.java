package io.wanderscope.app.command;

import io.wanderscope.app.cluster.ClassificationStreams;
import io.wanderscope.app.cluster.ClientConfigurations;
import io.wanderscope.app.cluster.ClusterCheck;
import io.wanderscope.app.configuration.ConfigurationException;
import io.wanderscope.app.configuration.RunConfiguration;
import io.wanderscope.inference.OnnxTrajectoryClassifier;
import io.wanderscope.streaming.ClassificationTopology;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.kafka.streams.Topology;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs the topology against an existing cluster until it is told to stop. */
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        description = {
            "Classifies live: reads the positions topic of a Kafka cluster and writes labels, saliency and dead letters,"
                    + " until it is stopped (Ctrl-C or SIGTERM).",
            ""
        },
        footer = {
            "",
            "docs/wanderscope.properties is an example that explains every key.",
            "",
            "Example:",
            "  wanderscope run --config wanderscope.properties"
        })
final class Run implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private Logging logging;

    @Option(names = "--config", required = true, paramLabel = "FILE", description = "Configuration, Java properties.")
    private Path config;

    @Override
    public Integer call() throws ConfigurationException, InterruptedException {
        logging.showIfVerbose();
        RunConfiguration configuration = RunConfiguration.read(config, ShippedModel.path());
        PrintWriter print = spec.commandLine().getOut();
        try (OnnxTrajectoryClassifier classifier = OnnxTrajectoryClassifier.open(
                configuration.model(), configuration.provider(), configuration.inferenceThreads())) {
            if (isUnfit(configuration)) {
                return ExitCode.SOFTWARE;
            }
            // Not before: of a cluster that does not answer, one line says all.
            logging.showAsService();
            try (ClassificationStreams streams =
                    ClassificationStreams.start(topology(configuration, classifier), configuration.streams())) {
                // The stream is closed before the classifier whichever way the process ends.
                Thread stop = new Thread(streams::close, "stop");
                Runtime.getRuntime().addShutdownHook(stop);
                print.println("classifying " + configuration.topics().positions() + " with model "
                        + classifier.model().name() + " on " + classifier.providerReport());
                print.flush();
                streams.awaitEnd();
                streams.failure().ifPresent(failure -> {
                    throw new CommandFailure(failure);
                });
                return 0;
            }
        }
    }

    private boolean isUnfit(RunConfiguration configuration) {
        List<String> problems = ClusterCheck.problems(
                configuration.topics(),
                configuration.topicCreation(),
                new ClientConfigurations(
                        configuration.streams(),
                        configuration.admin(),
                        configuration.producer(),
                        configuration.consumer()));
        problems.forEach(problem -> spec.commandLine().getErr().println(spec.qualifiedName() + ": " + problem));
        return !problems.isEmpty();
    }

    private Topology topology(RunConfiguration configuration, OnnxTrajectoryClassifier classifier) {
        try {
            return ClassificationTopology.build(
                    configuration.topics(), configuration.settings(), configuration.wireFormat(), classifier);
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(config + ": " + e.getMessage(), e);
        }
    }
}
