package io.wanderscope.trainer.data;

import io.wanderscope.trainer.configuration.TrainingConfiguration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Simulates batches ahead of training on its own thread. The batches of an epoch depend only on the run's seed and the
 * number of the epoch, so a resumed run gets the same batches as an uninterrupted one.
 */
public final class BatchSource implements AutoCloseable {
    private static final int QUEUE_CAPACITY = 8;

    private final BlockingQueue<Batch> ready = new ArrayBlockingQueue<>(QUEUE_CAPACITY);
    private final TrainingConfiguration configuration;
    private final long seed;
    private final int batchesPerEpoch;
    private final Thread simulation;
    private volatile @Nullable RuntimeException failure;

    /** Starts the simulation at an epoch. */
    public BatchSource(TrainingConfiguration configuration, long seed, int firstEpoch, int batchesPerEpoch) {
        this.configuration = configuration;
        this.seed = seed;
        this.batchesPerEpoch = batchesPerEpoch;
        this.simulation = new Thread(() -> simulate(firstEpoch), "simulation");
        simulation.setDaemon(true);
        simulation.start();
    }

    /** Returns the next batch; blocks until it has been simulated. */
    public Batch next() throws InterruptedException {
        Batch batch = ready.poll();
        while (batch == null) {
            if (failure != null) {
                throw new IllegalStateException("simulation failed: " + failure.getMessage(), failure);
            }
            batch = ready.poll(100, TimeUnit.MILLISECONDS);
        }
        return batch;
    }

    private void simulate(int firstEpoch) {
        try {
            for (int epoch = firstEpoch; ; epoch++) {
                TrainingDistribution distribution =
                        new TrainingDistribution(configuration.data(), Seeds.derive(seed, epoch));
                BatchPacker packer = new BatchPacker(configuration, distribution::next);
                for (int batch = 0; batch < batchesPerEpoch; batch++) {
                    ready.put(Batch.of(packer.next()));
                }
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            failure = e;
        }
    }

    @Override
    public void close() {
        simulation.interrupt();
    }
}
