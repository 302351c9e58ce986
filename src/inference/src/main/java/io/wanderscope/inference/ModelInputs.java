package io.wanderscope.inference;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import io.wanderscope.diffusion.ImagingConditions;
import io.wanderscope.diffusion.ObservedTrajectory;
import io.wanderscope.diffusion.Trajectory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** The tensors that a batch becomes, padded to its longest trajectory; see {@link ModelContract}. */
final class ModelInputs implements AutoCloseable {
    private final OrtEnvironment environment;
    private final int batch;
    private final int points;
    private final Map<String, OnnxTensor> tensors = new HashMap<>();

    private ModelInputs(OrtEnvironment environment, int batch, int points) {
        this.environment = environment;
        this.batch = batch;
        this.points = points;
    }

    /** The tensors of at least one trajectory. */
    static ModelInputs of(OrtEnvironment environment, List<ObservedTrajectory> trajectories) throws OrtException {
        int points =
                trajectories.stream().mapToInt(ObservedTrajectory::size).max().orElseThrow();
        ModelInputs inputs = new ModelInputs(environment, trajectories.size(), points);
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
        FloatBuffer buffer = floats(batch * points * 2);
        for (int index = 0; index < batch; index++) {
            Trajectory trajectory = trajectories.get(index).trajectory();
            buffer.position(index * points * 2);
            for (int point = 0; point < trajectory.size(); point++) {
                buffer.put((float) (trajectory.x(point) - trajectory.x(0)));
                buffer.put((float) (trajectory.y(point) - trajectory.y(0)));
            }
        }
        return buffer;
    }

    private FloatBuffer observed(List<ObservedTrajectory> trajectories) {
        FloatBuffer buffer = floats(batch * points);
        for (int index = 0; index < batch; index++) {
            ObservedTrajectory trajectory = trajectories.get(index);
            buffer.position(index * points);
            for (int point = 0; point < trajectory.size(); point++) {
                buffer.put(trajectory.isObserved(point) ? 1 : 0);
            }
        }
        return buffer;
    }

    private FloatBuffer imaging(List<ObservedTrajectory> trajectories) {
        FloatBuffer buffer = floats(batch * 2);
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
        LongBuffer buffer = bytes(Long.BYTES * batch).asLongBuffer();
        trajectories.forEach(trajectory -> buffer.put(trajectory.size()));
        return buffer.rewind();
    }

    private static FloatBuffer floats(int size) {
        return bytes(Float.BYTES * size).asFloatBuffer();
    }

    private static ByteBuffer bytes(int size) {
        return ByteBuffer.allocateDirect(size).order(ByteOrder.nativeOrder());
    }

    @Override
    public void close() {
        tensors.values().forEach(OnnxTensor::close);
    }
}
