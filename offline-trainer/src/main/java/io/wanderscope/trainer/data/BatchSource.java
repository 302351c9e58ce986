package io.wanderscope.trainer.data;

import io.wanderscope.trainer.configuration.TrainingConfiguration;
import io.wanderscope.trainer.workers.WorkerFailedException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Simulates batches ahead of training on its own thread. The batches of an epoch depend only on the run's seed and the
 * number of the epoch, so a resumed run gets the same batches as an uninterrupted one.
 */
public final class BatchSource implements AutoCloseable {
    private static final int QUEUE_CAPACITY = 8;

    private final BlockingQueue<Batch> ready = new ArrayBlockingQueue<>(QUEUE_CAPACITY);
    private final IntFunction<Supplier<PackedBatch>> simulationOfEpoch;
    private final int batchesPerEpoch;
    private final Thread simulation;
    private volatile @Nullable Throwable failure;

    /** Starts the simulation at an epoch. */
    public BatchSource(TrainingConfiguration configuration, long seed, int firstEpoch, int batchesPerEpoch) {
        this(epoch -> simulated(configuration, Seeds.derive(seed, epoch)), firstEpoch, batchesPerEpoch);
    }

    /** Starts at an epoch, with other batches than simulated ones. */
    BatchSource(IntFunction<Supplier<PackedBatch>> simulationOfEpoch, int firstEpoch, int batchesPerEpoch) {
        this.simulationOfEpoch = simulationOfEpoch;
        this.batchesPerEpoch = batchesPerEpoch;
        this.simulation = new Thread(() -> simulate(firstEpoch), "simulation");
        simulation.setDaemon(true);
        simulation.start();
    }

    private static Supplier<PackedBatch> simulated(TrainingConfiguration configuration, long seed) {
        TrainingDistribution distribution = new TrainingDistribution(configuration.data(), seed);
        return new BatchPacker(configuration, distribution::next)::next;
    }

    /**
     * Returns the next batch; blocks until it has been simulated.
     *
     * @throws WorkerFailedException if the simulation has ended with an error of whatever kind
     */
    public Batch next() throws InterruptedException {
        Batch batch = ready.poll();
        while (batch == null) {
            if (failure != null) {
                throw new WorkerFailedException("the simulation of batches", failure);
            }
            batch = ready.poll(100, TimeUnit.MILLISECONDS);
        }
        return batch;
    }

    private void simulate(int firstEpoch) {
        try {
            for (int epoch = firstEpoch; ; epoch++) {
                Supplier<PackedBatch> batches = simulationOfEpoch.apply(epoch);
                for (int batch = 0; batch < batchesPerEpoch; batch++) {
                    ready.put(Batch.of(batches.get()));
                }
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        } catch (Throwable e) {
            // Errors too: training would wait for the next batch for ever.
            failure = e;
        }
    }

    @Override
    public void close() {
        simulation.interrupt();
    }
}
