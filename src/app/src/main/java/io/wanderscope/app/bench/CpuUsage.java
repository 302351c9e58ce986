package io.wanderscope.app.bench;

/**
 * CPU time used over a while, in seconds.
 *
 * @param process by the whole process
 * @param stream by the stream's threads and those of its clients
 * @param populations by the thread on which populations are estimated
 * @param broker by the threads of the broker in this process
 * @param measurement by the threads that send positions and read labels
 */
record CpuUsage(double process, double stream, double populations, double broker, double measurement) {
    /** Without the measurement: stream, broker, inference, garbage collection and what else belongs to them. */
    double work() {
        return process - measurement;
    }

    /** Neither the stream's threads nor broker nor measurement: inference, garbage collection, the compiler, the stores. */
    double rest() {
        return Math.max(0, process - stream - populations - broker - measurement);
    }
}
