package io.wanderscope.trainer;

import io.wanderscope.trainer.simulation.Seeds;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.MultiDataSet;

/**
 * Simulates batches ahead of training on its own thread. Batches come in chapters, each of which follows from the run's
 * seed and its number alone, so that a run resumed at a chapter sees what it would have seen.
 */
final class BatchSource implements AutoCloseable {
    private static final int AHEAD = 8;

    private final BlockingQueue<Batch> ready = new ArrayBlockingQueue<>(AHEAD);
    private final TrainingConfiguration configuration;
    private final long seed;
    private final int batchesOfChapter;
    private final Thread simulation;
    private volatile RuntimeException failure;

    /**
     * A batch as DL4J takes it.
     *
     * @param packed where its trajectories lie
     * @param data the arrays, to be closed after use
     */
    record Batch(PackedBatch packed, MultiDataSet data) implements AutoCloseable {
        static Batch of(PackedBatch packed) {
            return new Batch(packed, packed.toDataSet());
        }

        int trajectories() {
            return packed.placed().size();
        }

        @Override
        public void close() {
            for (INDArray features : data.getFeatures()) {
                features.close();
            }
            for (INDArray labels : data.getLabels()) {
                labels.close();
            }
            data.getFeaturesMaskArray(0).close();
        }
    }

    BatchSource(TrainingConfiguration configuration, long seed, int firstChapter, int batchesOfChapter) {
        this.configuration = configuration;
        this.seed = seed;
        this.batchesOfChapter = batchesOfChapter;
        this.simulation = new Thread(() -> simulate(firstChapter), "simulation");
        simulation.setDaemon(true);
        simulation.start();
    }

    /** The next batch; waits while it is being simulated. */
    Batch next() throws InterruptedException {
        Batch batch = ready.poll();
        while (batch == null) {
            if (failure != null) {
                throw new IllegalStateException("simulation ended: " + failure.getMessage(), failure);
            }
            batch = ready.poll(100, TimeUnit.MILLISECONDS);
        }
        return batch;
    }

    private void simulate(int firstChapter) {
        try {
            for (int chapter = firstChapter; ; chapter++) {
                TrainingDistribution distribution =
                        new TrainingDistribution(configuration.data(), Seeds.derive(seed, chapter));
                BatchPacker packer = BatchPacker.of(configuration, distribution::next);
                for (int batch = 0; batch < batchesOfChapter; batch++) {
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
