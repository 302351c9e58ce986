package io.wanderscope.trainer;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.nd4j.linalg.dataset.MultiDataSet;

/**
 * Simulates batches ahead of training on its own thread. Batches come in chapters of {@value #CHAPTER}, each of which
 * follows from the run's seed and its number alone, so that a run resumed at a chapter sees what it would have seen.
 */
final class BatchSource implements AutoCloseable {
    /** Batches of a chapter. */
    static final int CHAPTER = 100;

    private static final int AHEAD = 8;

    private final BlockingQueue<Batch> ready = new ArrayBlockingQueue<>(AHEAD);
    private final Thread simulation;
    private volatile RuntimeException failure;

    /** A batch as DL4J takes it and the number of its trajectories. */
    record Batch(MultiDataSet data, int trajectories) {}

    BatchSource(long seed, int firstChapter, int rows, int rowPoints) {
        simulation = new Thread(() -> simulate(seed, firstChapter, rows, rowPoints), "simulation");
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

    private void simulate(long seed, int firstChapter, int rows, int rowPoints) {
        try {
            for (int chapter = firstChapter; ; chapter++) {
                TrainingDistribution distribution = new TrainingDistribution(Seeds.derive(seed, chapter));
                BatchPacker packer = new BatchPacker(distribution::next, rows, rowPoints);
                for (int batch = 0; batch < CHAPTER; batch++) {
                    PackedBatch packed = packer.next();
                    ready.put(new Batch(packed.toDataSet(), packed.placed().size()));
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
