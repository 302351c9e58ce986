package io.wanderscope.inference;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.wanderscope.diffusion.DiffusionModel;
import io.wanderscope.diffusion.Trajectory;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.stream.IntStream;

/**
 * Runs an ONNX model that keeps Wanderscope's model contract, with ONNX Runtime. One instance serves any number of
 * threads.
 *
 * <p>A batch runs in slices of at most {@value #SLICE} trajectories, so that memory stays bounded whatever the batch. Each
 * slice is padded to its longest trajectory.
 */
public final class OnnxTrajectoryClassifier implements TrajectoryClassifier {
    /** Most trajectories in one run of the model. */
    static final int SLICE = 64;

    private static final int CLASSES = DiffusionModel.values().length;
    private static final Set<String> OUTPUTS =
            Set.of(ModelContract.PROBABILITIES, ModelContract.ALPHA, ModelContract.SALIENCY);

    private final OrtEnvironment environment = LastingEnvironment.get();
    private final OrtSession session;
    private final ModelDescription model;
    private final String providerReport;
    private final ReadWriteLock life = new ReentrantReadWriteLock();
    private boolean closed;

    private OnnxTrajectoryClassifier(OrtSession session, ModelDescription model, String providerReport) {
        this.session = session;
        this.model = model;
        this.providerReport = providerReport;
    }

    /**
     * Loads a model and checks that it keeps the contract.
     *
     * @param file the ONNX file
     * @param provider where to run it
     * @param threads threads of one run on the CPU, at least 1
     * @throws ModelContractException when the file cannot be read, is no ONNX model, or breaks the contract; or when
     * CUDA was asked for and cannot be had
     */
    public static OnnxTrajectoryClassifier open(Path file, ExecutionProvider provider, int threads) {
        byte[] bytes = read(file);
        SessionFactory.Opened opened = SessionFactory.open(file, bytes, provider, threads);
        try {
            ModelDescription model = ModelContract.check(file, bytes, opened.session());
            return new OnnxTrajectoryClassifier(opened.session(), model, opened.providerReport());
        } catch (ModelContractException broken) {
            SessionFactory.close(opened.session());
            throw broken;
        }
    }

    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new ModelContractException(
                    file + ": the model cannot be read (" + e.getClass().getSimpleName() + "); give the path of an ONNX"
                            + " file such as models/wanderscope.onnx",
                    e);
        }
    }

    @Override
    public ModelDescription model() {
        return model;
    }

    /** Which execution provider runs the model, and why; a sentence for people. */
    public String providerReport() {
        return providerReport;
    }

    /** The execution provider that runs the model, {@code cpu} or {@code cuda}. */
    public String provider() {
        return providerReport.substring(0, providerReport.indexOf(':'));
    }

    @Override
    public List<Classification> classify(List<Trajectory> trajectories) {
        trajectories.forEach(this::requireAcceptedLength);
        List<Classification> results = new ArrayList<>(trajectories.size());
        for (int from = 0; from < trajectories.size(); from += SLICE) {
            results.addAll(run(trajectories.subList(from, Math.min(trajectories.size(), from + SLICE))));
        }
        return List.copyOf(results);
    }

    private void requireAcceptedLength(Trajectory trajectory) {
        if (trajectory.size() < model.minimumPoints() || trajectory.size() > model.maximumPoints()) {
            throw new IllegalArgumentException("model " + model.name() + " classifies trajectories of "
                    + model.minimumPoints() + " to " + model.maximumPoints() + " points, got " + trajectory.size());
        }
    }

    private List<Classification> run(List<Trajectory> trajectories) {
        life.readLock().lock();
        try {
            if (closed) {
                throw new IllegalStateException("the classifier is closed");
            }
            return runOpen(trajectories);
        } catch (OrtException e) {
            throw new InferenceException(
                    "model " + model.name() + " could not be run on " + trajectories.size() + " trajectories: "
                            + e.getMessage(),
                    e);
        } finally {
            life.readLock().unlock();
        }
    }

    private List<Classification> runOpen(List<Trajectory> trajectories) throws OrtException {
        int points = trajectories.stream().mapToInt(Trajectory::size).max().orElseThrow();
        long[] shape = {trajectories.size(), points, 2};
        try (OnnxTensor positions = OnnxTensor.createTensor(environment, positions(trajectories, points), shape);
                OnnxTensor lengths =
                        OnnxTensor.createTensor(environment, lengths(trajectories), new long[] {trajectories.size()});
                OrtSession.Result result = session.run(
                        Map.of(ModelContract.POSITIONS, positions, ModelContract.LENGTHS, lengths), OUTPUTS)) {
            return classifications(trajectories, points, result);
        }
    }

    /** Positions relative to each trajectory's first, which keeps their digits when they become 32-bit floats. */
    private static FloatBuffer positions(List<Trajectory> trajectories, int points) {
        FloatBuffer buffer = ByteBuffer.allocateDirect(Float.BYTES * trajectories.size() * points * 2)
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();
        for (int index = 0; index < trajectories.size(); index++) {
            Trajectory trajectory = trajectories.get(index);
            buffer.position(index * points * 2);
            for (int point = 0; point < trajectory.size(); point++) {
                buffer.put((float) (trajectory.x(point) - trajectory.x(0)));
                buffer.put((float) (trajectory.y(point) - trajectory.y(0)));
            }
        }
        return buffer.rewind();
    }

    private static LongBuffer lengths(List<Trajectory> trajectories) {
        LongBuffer buffer = ByteBuffer.allocateDirect(Long.BYTES * trajectories.size())
                .order(ByteOrder.nativeOrder())
                .asLongBuffer();
        trajectories.forEach(trajectory -> buffer.put(trajectory.size()));
        return buffer.rewind();
    }

    private List<Classification> classifications(List<Trajectory> trajectories, int points, OrtSession.Result result) {
        FloatBuffer probabilities = output(result, ModelContract.PROBABILITIES);
        FloatBuffer alpha = output(result, ModelContract.ALPHA);
        FloatBuffer saliency = output(result, ModelContract.SALIENCY);
        int stages = model.stages().size();
        return IntStream.range(0, trajectories.size())
                .mapToObj(index -> {
                    float[] own = new float[CLASSES];
                    probabilities.get(index * CLASSES, own);
                    float[][] weights =
                            new float[stages][trajectories.get(index).size()];
                    for (int stage = 0; stage < stages; stage++) {
                        saliency.get((index * stages + stage) * points, weights[stage]);
                    }
                    return new Classification(own, alpha.get(2 * index), alpha.get(2 * index + 1), weights);
                })
                .toList();
    }

    private static FloatBuffer output(OrtSession.Result result, String name) {
        return ((OnnxTensor) result.get(name).orElseThrow()).getFloatBuffer();
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
