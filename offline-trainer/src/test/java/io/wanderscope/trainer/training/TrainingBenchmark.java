package io.wanderscope.trainer.training;

import io.wanderscope.diffusion.DiffusionModel;
import io.wanderscope.trainer.configuration.TrainingConfiguration;
import io.wanderscope.trainer.data.Batch;
import io.wanderscope.trainer.data.BatchPacker;
import io.wanderscope.trainer.data.LabelledTrajectory;
import io.wanderscope.trainer.data.TrainingDistribution;
import io.wanderscope.trainer.network.ObservedSteps;
import io.wanderscope.trainer.network.ResidualNetwork;
import io.wanderscope.trainer.network.TrajectoryChannels;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.DataSet;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Speed of training with DL4J's own layers and with ours, at the shipped architecture, in one run. Both train on
 * batches of trajectories of {@value #POINTS} points, on all cores. Simulation is not included; its speed is printed
 * separately.
 */
final class TrainingBenchmark {
    private static final int POINTS = 512;
    private static final int STOCK_TRAJECTORIES = 64;
    private static final int WARM_UP_STEPS = 3;
    private static final double SECONDS = 20;

    private TrainingBenchmark() {}

    /** Prints the trajectories per second of both, and the ratio. */
    public static void main(String[] arguments) throws Exception {
        TrainingConfiguration configuration = configuration();
        double simulated = simulation(configuration);
        double stock = stock(configuration.network().shape());
        double ours = ours(configuration);
        System.out.printf(Locale.ROOT, "trajectories of %d points, per second:%n", POINTS);
        System.out.printf(Locale.ROOT, "  simulated and packed, one core  %8.0f%n", simulated);
        System.out.printf(Locale.ROOT, "  trained, DL4J's own layers      %8.1f%n", stock);
        System.out.printf(Locale.ROOT, "  trained, our layers             %8.1f%n", ours);
        System.out.printf(Locale.ROOT, "our layers are %.1f times as fast%n", ours / stock);
        System.exit(0);
    }

    private static TrainingConfiguration configuration() {
        String oneLength =
                "data: {minimumPoints: " + (POINTS - 1) + ", maximumPoints: " + POINTS + ", logarithmicShare: 0.0}";
        try {
            return TrainingConfiguration.parse(oneLength);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static double simulation(TrainingConfiguration configuration) {
        BatchPacker packer = packer(configuration);
        int trajectories = 0;
        long start = System.nanoTime();
        while (seconds(start) < SECONDS / 4) {
            try (Batch batch = Batch.of(packer.next())) {
                trajectories += batch.trajectories();
            }
        }
        return trajectories / seconds(start);
    }

    private static double ours(TrainingConfiguration configuration) throws InterruptedException {
        BatchPacker packer = packer(configuration);
        int replicas = Runtime.getRuntime().availableProcessors();
        List<Batch> batches = new ArrayList<>();
        int trajectories = 0;
        for (int replica = 0; replica < replicas; replica++) {
            batches.add(Batch.of(packer.next()));
            trajectories += batches.get(replica).trajectories();
        }
        ComputationGraph network = configuration.network().shape().initialise(1);
        try (Replicas trained = new Replicas(network, replicas)) {
            int[] step = {0};
            return trajectories * stepsPerSecond(() -> trained.step(batches, step[0]++, 1e-3));
        }
    }

    private static double stock(ResidualNetwork shape) throws InterruptedException {
        ComputationGraph network = StockNetwork.of(shape, POINTS);
        DataSet data = stockBatch();
        return STOCK_TRAJECTORIES * stepsPerSecond(() -> network.fit(data));
    }

    private static DataSet stockBatch() {
        TrainingDistribution distribution =
                new TrainingDistribution(configuration().data(), 1);
        float[] channels = new float[STOCK_TRAJECTORIES * TrajectoryChannels.COUNT * POINTS];
        float[][] labels = new float[STOCK_TRAJECTORIES][DiffusionModel.values().length];
        for (int index = 0; index < STOCK_TRAJECTORIES; index++) {
            LabelledTrajectory each = distribution.next();
            int first = index * TrajectoryChannels.COUNT * POINTS;
            TrajectoryChannels.write(new ObservedSteps(each.observed()), channels, first, POINTS);
            if (each.model() != null) {
                labels[index][each.model().classIndex()] = 1;
            }
        }
        long[] shape = {STOCK_TRAJECTORIES, TrajectoryChannels.COUNT, 1, POINTS};
        INDArray features = Nd4j.create(channels, shape, 'c');
        return new org.nd4j.linalg.dataset.DataSet(features, Nd4j.create(labels));
    }

    private static BatchPacker packer(TrainingConfiguration configuration) {
        TrainingDistribution distribution = new TrainingDistribution(configuration.data(), 1);
        return new BatchPacker(configuration, distribution::next);
    }

    /** One training step. */
    private interface Step {
        void run() throws InterruptedException;
    }

    private static double stepsPerSecond(Step step) throws InterruptedException {
        for (int each = 0; each < WARM_UP_STEPS; each++) {
            step.run();
        }
        int steps = 0;
        long start = System.nanoTime();
        while (seconds(start) < SECONDS) {
            step.run();
            steps++;
        }
        return steps / seconds(start);
    }

    private static double seconds(long start) {
        return (System.nanoTime() - start) * 1e-9;
    }
}
