package io.wanderscope.inference;

/** The fake meets the same contract as a real classifier; otherwise tests with it would prove nothing. */
class FakeTrajectoryClassifierTest extends TrajectoryClassifierContractTest {
    @Override
    protected TrajectoryClassifier open() {
        return FakeTrajectoryClassifier.create();
    }
}
