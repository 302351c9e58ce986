package io.wanderscope.inference;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import io.wanderscope.diffusion.ObservedTrajectory;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * Runs an ONNX model that meets Wanderscope's model contract, with ONNX Runtime. Thread-safe.
 *
 * <p>A batch runs in slices of trajectories of similar length, each padded to its longest, see {@link LengthSlices}. On the CPU a
 * slice has at most {@value #CPU_POINTS} points, so that memory stays bounded whatever the batch.
 */
public final class OnnxTrajectoryClassifier implements TrajectoryClassifier {
    /** Maximum number of points in one run of the model on the CPU; with more, the feature maps leave its caches. */
    static final int CPU_POINTS = 16_384;

    /** Maximum number of points in one run of the model on a GPU, which needs more at a time to be busy. */
    static final int GPU_POINTS = 262_144;

    private final OrtEnvironment environment;
    private final SessionFactory.Opened opened;
    private final ModelDescription model;
    private final Queue<RunBuffers> idleBuffers = new ConcurrentLinkedQueue<>();
    private final ReadWriteLock life = new ReentrantReadWriteLock();
    private boolean closed;

    private OnnxTrajectoryClassifier(OrtEnvironment environment, SessionFactory.Opened opened, ModelDescription model) {
        this.environment = environment;
        this.opened = opened;
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
        return LastingEnvironment.opening(() -> open(environment, file, bytes, provider, threads));
    }

    private static OnnxTrajectoryClassifier open(
            OrtEnvironment environment, Path file, byte[] bytes, ExecutionProvider provider, int threads) {
        SessionFactory.Opened opened = new SessionFactory(environment, file, bytes, threads).open(provider);
        try {
            ModelDescription model = ModelContract.check(file, bytes, opened.explaining());
            return new OnnxTrajectoryClassifier(environment, opened, model);
        } catch (ModelContractException broken) {
            opened.close();
            throw broken;
        }
    }

    /**
     * Describes a model by the metadata of its file, without loading it, and does not check its inputs and outputs.
     *
     * @param file the ONNX file
     * @throws ModelContractException if the file is not an ONNX model, or its metadata break the contract
     * @throws ModelLoadException if the file cannot be read
     */
    public static ModelDescription describe(Path file) {
        return ModelContract.describe(file, read(file));
    }

    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new ModelLoadException(
                    file + ": the model cannot be read (" + reason(e) + "); give the path of an ONNX file such as"
                            + " models/wanderscope.onnx",
                    e);
        }
    }

    /** Java says these two only by the class of the exception. */
    private static String reason(IOException e) {
        if (e instanceof NoSuchFileException) {
            return "no such file";
        }
        return e instanceof AccessDeniedException ? "permission denied" : String.valueOf(e.getMessage());
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
        return opened.provider();
    }

    @Override
    public List<Classification> classify(List<ObservedTrajectory> trajectories, Explanation explanation) {
        trajectories.forEach(this::requireAcceptedLength);
        int[] lengths = trajectories.stream().mapToInt(ObservedTrajectory::size).toArray();
        Classification[] results = new Classification[lengths.length];
        for (int[] slice : LengthSlices.of(lengths, maximumPoints())) {
            List<ObservedTrajectory> members =
                    Arrays.stream(slice).mapToObj(trajectories::get).toList();
            List<Classification> classifications = run(members, explanation);
            for (int member = 0; member < slice.length; member++) {
                results[slice[member]] = classifications.get(member);
            }
        }
        return List.of(results);
    }

    private int maximumPoints() {
        return opened.provider().kind() == Provider.Kind.CUDA ? GPU_POINTS : CPU_POINTS;
    }

    private void requireAcceptedLength(ObservedTrajectory trajectory) {
        if (trajectory.size() < model.minimumPoints() || trajectory.size() > model.maximumPoints()) {
            throw new IllegalArgumentException("model " + model.name() + " classifies trajectories of "
                    + model.minimumPoints() + " to " + model.maximumPoints() + " points, got " + trajectory.size());
        }
    }

    private List<Classification> run(List<ObservedTrajectory> trajectories, Explanation explanation) {
        life.readLock().lock();
        try {
            if (closed) {
                throw new IllegalStateException("the classifier is closed");
            }
            return runOpen(trajectories, explanation);
        } catch (OrtException e) {
            throw new InferenceException(
                    "model " + model.name() + " failed on a batch of " + trajectories.size() + " trajectories: "
                            + e.getMessage(),
                    e);
        } finally {
            life.readLock().unlock();
        }
    }

    private List<Classification> runOpen(List<ObservedTrajectory> trajectories, Explanation explanation)
            throws OrtException {
        RunBuffers idle = idleBuffers.poll();
        RunBuffers buffers = idle == null ? new RunBuffers() : idle;
        int stages = explanation == Explanation.NONE ? 0 : model.stages().size();
        try (ModelInputs inputs = ModelInputs.of(environment, buffers, trajectories);
                ModelOutputs outputs =
                        ModelOutputs.of(environment, buffers, trajectories.size(), inputs.points(), stages)) {
            opened.session(explanation)
                    .run(inputs.byName(), Set.of(), outputs.byName())
                    .close();
            return outputs.classifications(trajectories);
        } finally {
            idleBuffers.add(buffers);
        }
    }

    @Override
    public void close() {
        life.writeLock().lock();
        try {
            if (!closed) {
                closed = true;
                opened.close();
            }
        } finally {
            life.writeLock().unlock();
        }
    }
}
