package io.wanderscope.inference;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import io.wanderscope.diffusion.ImagingConditions;
import io.wanderscope.diffusion.ObservedTrajectory;
import io.wanderscope.diffusion.Trajectory;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** The tensors that a slice of a batch becomes, padded to its longest trajectory; see {@link ModelContract}. */
final class ModelInputs implements AutoCloseable {
    private final OrtEnvironment environment;
    private final RunBuffers buffers;
    private final int batch;
    private final int points;
    private final Map<String, OnnxTensor> tensors = new HashMap<>();

    private ModelInputs(OrtEnvironment environment, RunBuffers buffers, int batch, int points) {
        this.environment = environment;
        this.buffers = buffers;
        this.batch = batch;
        this.points = points;
    }

    /** The tensors of at least one trajectory. They lie in the buffers, which nothing else may use until they are closed. */
    static ModelInputs of(OrtEnvironment environment, RunBuffers buffers, List<ObservedTrajectory> trajectories)
            throws OrtException {
        int points = 0;
        for (ObservedTrajectory trajectory : trajectories) {
            points = Math.max(points, trajectory.size());
        }
        ModelInputs inputs = new ModelInputs(environment, buffers, trajectories.size(), points);
        try {
            inputs.fill(trajectories);
            return inputs;
        } catch (OrtException | RuntimeException e) {
            inputs.close();
            throw e;
        }
    }

    /** The input tensors by name. */
    Map<String, OnnxTensor> byName() {
        return tensors;
    }

    /** Number of points that every trajectory is padded to. */
    int points() {
        return points;
    }

    private void fill(List<ObservedTrajectory> trajectories) throws OrtException {
        put(ModelContract.POSITIONS, positions(trajectories), batch, points, 2);
        put(ModelContract.OBSERVED, observed(trajectories), batch, points);
        put(ModelContract.IMAGING, imaging(trajectories), batch, 2);
        tensors.put(
                ModelContract.LENGTHS, OnnxTensor.createTensor(environment, lengths(trajectories), new long[] {batch}));
    }

    private void put(String name, FloatBuffer values, long... shape) throws OrtException {
        tensors.put(name, OnnxTensor.createTensor(environment, values.rewind(), shape));
    }

    /** Positions relative to the first of each trajectory, so that they keep their precision as 32-bit floats. */
    private FloatBuffer positions(List<ObservedTrajectory> trajectories) {
        FloatBuffer buffer = buffers.floats(ModelContract.POSITIONS, batch * points * 2);
        for (ObservedTrajectory observed : trajectories) {
            Trajectory trajectory = observed.trajectory();
            double firstX = trajectory.x(0);
            double firstY = trajectory.y(0);
            for (int point = 0; point < trajectory.size(); point++) {
                buffer.put((float) (trajectory.x(point) - firstX));
                buffer.put((float) (trajectory.y(point) - firstY));
            }
            putZeros(buffer, 2 * (points - trajectory.size()));
        }
        return buffer;
    }

    private FloatBuffer observed(List<ObservedTrajectory> trajectories) {
        FloatBuffer buffer = buffers.floats(ModelContract.OBSERVED, batch * points);
        for (ObservedTrajectory trajectory : trajectories) {
            for (int point = 0; point < trajectory.size(); point++) {
                buffer.put(trajectory.isObserved(point) ? 1 : 0);
            }
            putZeros(buffer, points - trajectory.size());
        }
        return buffer;
    }

    private static void putZeros(FloatBuffer buffer, int count) {
        for (int zero = 0; zero < count; zero++) {
            buffer.put(0);
        }
    }

    private FloatBuffer imaging(List<ObservedTrajectory> trajectories) {
        FloatBuffer buffer = buffers.floats(ModelContract.IMAGING, batch * 2);
        for (ObservedTrajectory trajectory : trajectories) {
            ImagingConditions imaging = trajectory.imaging();
            buffer.put(condition(imaging.localisationNoise())).put(condition(imaging.exposure()));
        }
        return buffer;
    }

    private static float condition(OptionalDouble value) {
        return value.isPresent() ? (float) value.getAsDouble() : ModelContract.UNKNOWN;
    }

    private LongBuffer lengths(List<ObservedTrajectory> trajectories) {
        LongBuffer buffer = buffers.longs(ModelContract.LENGTHS, batch);
        for (ObservedTrajectory trajectory : trajectories) {
            buffer.put(trajectory.size());
        }
        return buffer.rewind();
    }

    @Override
    public void close() {
        tensors.values().forEach(OnnxTensor::close);
    }
}
