package io.wanderscope.trainer.training;

import io.wanderscope.trainer.data.Batch;
import io.wanderscope.trainer.network.ResidualNetwork;
import io.wanderscope.trainer.workers.WorkerFailedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.updater.UpdaterBlock;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.MultiDataSet;
import org.nd4j.linalg.learning.AdamUpdater;
import org.nd4j.nativeblas.NativeOpsHolder;

/**
 * Data-parallel training: each replica of the network computes the gradient of one batch on its own thread, and a step
 * follows the mean gradient. On two cores this is 1.4 times as fast as one batch on both, because small convolutions gain
 * little from a second core. Gradients are summed in the order of the batches, so a step is reproducible.
 */
final class Replicas implements AutoCloseable {
    private final List<ComputationGraph> replicas = new ArrayList<>();
    private final ExecutorService threads;

    /** Creates replicas of a network. The network itself is the first of them and is up to date after every step. */
    Replicas(ComputationGraph network, int count) {
        replicas.add(network);
        if (network.getFlattenedGradients() == null) {
            // Only if absent: the updater of a network read from a file refers to the existing array.
            network.initGradientsView();
        }
        while (replicas.size() < count) {
            ComputationGraph copy = network.clone();
            copy.initGradientsView();
            replicas.add(copy);
        }
        threads = Executors.newFixedThreadPool(count, Replicas::thread);
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "replica");
        thread.setDaemon(true);
        return thread;
    }

    /**
     * Starts work whose native operations run on its thread alone, so that replicas do not compete for cores. The number of
     * threads is set by the work, not when the thread begins: an error before the work would be seen by nobody who waits for it.
     */
    private <T> Future<T> onSingleCore(Callable<T> work) {
        return threads.submit(() -> {
            NativeOpsHolder.getInstance().getDeviceNativeOps().setOmpNumThreads(1);
            return work.call();
        });
    }

    /**
     * Performs one step.
     *
     * @param batches one batch per replica
     * @param step number of the step, from 0, for Adam's bias correction
     * @return sum of the losses of all trajectories
     * @throws WorkerFailedException if a thread ends with an error of whatever kind
     */
    double step(List<Batch> batches, int step, double learningRate) throws InterruptedException {
        List<Future<Double>> losses = new ArrayList<>();
        for (int index = 0; index < replicas.size(); index++) {
            ComputationGraph replica = replicas.get(index);
            MultiDataSet data = batches.get(index).data();
            losses.add(onSingleCore(() -> gradient(replica, data)));
        }
        double loss = 0;
        for (int index = 0; index < losses.size(); index++) {
            loss += result(losses.get(index), "replica " + (index + 1) + " of the network, in step " + step + ",");
        }
        Callable<Boolean> descent = () -> {
            descend(step, learningRate);
            return true;
        };
        result(onSingleCore(descent), "the descent of step " + step);
        return loss;
    }

    /**
     * Runs other work with the network on one of the single-core threads.
     *
     * @param name what it does, as the beginning of a sentence
     */
    <T> T onOneCore(String name, Callable<T> work) throws InterruptedException {
        return result(onSingleCore(work), name);
    }

    private static double gradient(ComputationGraph replica, MultiDataSet data) {
        replica.setInputs(data.getFeatures());
        replica.setLabels(data.getLabels());
        replica.setLayerMaskArrays(data.getFeaturesMaskArrays(), data.getLabelsMaskArrays());
        replica.computeGradientAndScore();
        replica.clearLayerMaskArrays();
        return replica.score();
    }

    private static <T> T result(Future<T> work, String name) throws InterruptedException {
        try {
            return work.get();
        } catch (ExecutionException e) {
            throw new WorkerFailedException(name, Objects.requireNonNull(e.getCause()));
        }
    }

    private void descend(int step, double learningRate) {
        ComputationGraph network = replicas.get(0);
        INDArray gradient = network.getFlattenedGradients();
        for (ComputationGraph replica : replicas.subList(1, replicas.size())) {
            gradient.addi(replica.getFlattenedGradients());
        }
        gradient.divi(replicas.size());
        update(network, step, learningRate);
        network.params().subi(gradient.reshape(network.params().shape()));
        for (ComputationGraph replica : replicas.subList(1, replicas.size())) {
            replica.params().assign(network.params());
        }
    }

    /**
     * Turns the gradient into Adam's step. The learning rate is set in the updater for this step only: DL4J's own
     * method rebuilds the updater every time and fails for a network read from a file, and if layers differ in their
     * rates, DL4J reads Adam's state in a checkpoint with a different layout.
     */
    private static void update(ComputationGraph network, int step, double learningRate) {
        setLearningRate(network, learningRate);
        network.getUpdater().update(network.gradient(), step, 0, 1, LayerWorkspaceMgr.noWorkspaces());
        setLearningRate(network, ResidualNetwork.CONFIGURED_LEARNING_RATE);
    }

    private static void setLearningRate(ComputationGraph network, double learningRate) {
        for (UpdaterBlock block : network.getUpdater().getUpdaterBlocks()) {
            if (block.getGradientUpdater() instanceof AdamUpdater adam) {
                adam.getConfig().setLearningRate(learningRate);
            }
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
