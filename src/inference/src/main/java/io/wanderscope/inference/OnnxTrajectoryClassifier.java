package io.wanderscope.inference;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.wanderscope.diffusion.ObservedTrajectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.stream.IntStream;

/**
 * Runs an ONNX model that meets Wanderscope's model contract, with ONNX Runtime. Thread-safe.
 *
 * <p>A batch runs in slices of at most {@value #MAX_SLICE} trajectories, so that memory stays bounded whatever the
 * batch. Each slice is padded to its longest trajectory.
 */
public final class OnnxTrajectoryClassifier implements TrajectoryClassifier {
    /** Maximum number of trajectories in one run of the model. */
    static final int MAX_SLICE = 64;

    private final OrtEnvironment environment;
    private final OrtSession session;
    private final Provider provider;
    private final ModelDescription model;
    private final ReadWriteLock life = new ReentrantReadWriteLock();
    private boolean closed;

    private OnnxTrajectoryClassifier(OrtEnvironment environment, SessionFactory.Opened opened, ModelDescription model) {
        this.environment = environment;
        this.session = opened.session();
        this.provider = opened.provider();
        this.model = model;
    }

    /**
     * Loads a model and checks that it meets the contract.
     *
     * @param file the ONNX file
     * @param provider where to run it
     * @param threads threads of one run on the CPU, at least 1
     * @throws ModelContractException if the file is not an ONNX model or breaks the contract
     * @throws ModelLoadException if the file cannot be read, ONNX Runtime cannot be loaded, or CUDA was requested and
     *     is unavailable
     */
    public static OnnxTrajectoryClassifier open(Path file, ExecutionProvider provider, int threads) {
        byte[] bytes = read(file);
        OrtEnvironment environment = environment();
        SessionFactory.Opened opened = new SessionFactory(environment, file, bytes, threads).open(provider);
        try {
            ModelDescription model = ModelContract.check(file, bytes, opened.session());
            return new OnnxTrajectoryClassifier(environment, opened, model);
        } catch (ModelContractException broken) {
            SessionFactory.close(opened.session());
            throw broken;
        }
    }

    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new ModelLoadException(
                    file + ": the model cannot be read (" + e.getClass().getSimpleName() + "); give the path of an ONNX"
                            + " file such as models/wanderscope.onnx",
                    e);
        }
    }

    private static OrtEnvironment environment() {
        try {
            return LastingEnvironment.get();
        } catch (LinkageError e) {
            throw new ModelLoadException(
                    "ONNX Runtime's native library cannot be loaded (" + rootCause(e) + "); it exists for x64 on Linux"
                            + " and Windows and for arm64 on Linux and macOS, and needs a folder java.io.tmpdir in"
                            + " which libraries may be written and loaded",
                    e);
        }
    }

    private static Throwable rootCause(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }

    @Override
    public ModelDescription model() {
        return model;
    }

    /** The execution provider that runs the model, and why. */
    public Provider provider() {
        return provider;
    }

    @Override
    public List<Classification> classify(List<ObservedTrajectory> trajectories) {
        trajectories.forEach(this::requireAcceptedLength);
        List<Classification> results = new ArrayList<>(trajectories.size());
        for (int from = 0; from < trajectories.size(); from += MAX_SLICE) {
            results.addAll(run(trajectories.subList(from, Math.min(trajectories.size(), from + MAX_SLICE))));
        }
        return List.copyOf(results);
    }

    private void requireAcceptedLength(ObservedTrajectory trajectory) {
        if (trajectory.size() < model.minimumPoints() || trajectory.size() > model.maximumPoints()) {
            throw new IllegalArgumentException("model " + model.name() + " classifies trajectories of "
                    + model.minimumPoints() + " to " + model.maximumPoints() + " points, got " + trajectory.size());
        }
    }

    private List<Classification> run(List<ObservedTrajectory> trajectories) {
        life.readLock().lock();
        try {
            if (closed) {
                throw new IllegalStateException("the classifier is closed");
            }
            return runOpen(trajectories);
        } catch (OrtException e) {
            throw new InferenceException(
                    "model " + model.name() + " failed on a batch of " + trajectories.size() + " trajectories: "
                            + e.getMessage(),
                    e);
        } finally {
            life.readLock().unlock();
        }
    }

    private List<Classification> runOpen(List<ObservedTrajectory> trajectories) throws OrtException {
        try (ModelInputs inputs = ModelInputs.of(environment, trajectories);
                OrtSession.Result result = session.run(inputs.byName(), ModelOutputs.NAMES)) {
            ModelOutputs outputs = new ModelOutputs(result, model.stages().size(), inputs.points());
            return IntStream.range(0, trajectories.size())
                    .mapToObj(index -> outputs.classification(
                            index, trajectories.get(index).size()))
                    .toList();
        }
    }

    @Override
    public void close() {
        life.writeLock().lock();
        try {
            if (!closed) {
                closed = true;
                SessionFactory.close(session);
            }
        } finally {
            life.writeLock().unlock();
        }
    }
}
