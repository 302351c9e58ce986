package io.wanderscope.app.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import io.wanderscope.inference.ShippedModelFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * The launcher in a checkout that has hardly any sources, with scripts in place of Java, which prints what it is given,
 * and of Maven, which notes that it was called and then waits until it may end.
 */
@EnabledOnOs(
        value = {OS.LINUX, OS.MAC},
        disabledReason = "skipped: the launcher needs Bash")
class LauncherTest {
    private static final Path PROJECT = ShippedModelFile.path().getParent().resolveSibling("");

    @TempDir
    private Path folder;

    private Path tools;
    private Path checkout;
    private Path calls;
    private Path mayEnd;
    private final Map<Process, Path> outputs = new HashMap<>();

    @BeforeEach
    void makeToolsAndCheckout() throws IOException {
        tools = folder.resolve("tools");
        calls = folder.resolve("calls");
        mayEnd = folder.resolve("may-end");
        Files.writeString(Files.createDirectories(tools).resolve("release"), "JAVA_VERSION=\"17.0.15\"\n");
        script("javac", "exit 1");
        script("java", "echo \"locale $LC_ALL\"; printf '%s\\n' \"$@\"");
        script(
                "mvn",
                "echo called >>\"" + calls + "\"; echo '[INFO] downloading'",
                "until [ -e \"" + mayEnd + "\" ]; do sleep 0.1; done",
                "mkdir -p src/app/target; cat \"" + mayEnd + "\"; [ ! -s \"" + mayEnd + "\" ]");
        checkout = checkout("checkout");
    }

    private void script(String name, String... lines) throws IOException {
        Path file = Files.createDirectories(tools.resolve("bin")).resolve(name);
        Files.writeString(file, "#!/usr/bin/env bash\n" + String.join("\n", lines) + "\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    private Path checkout(String name) throws IOException {
        Path root = Files.createDirectories(folder.resolve(name));
        Files.createDirectories(root.resolve("schemas"));
        Files.createDirectories(root.resolve("src/app/src/main/java"));
        Files.copy(PROJECT.resolve("pom.xml"), root.resolve("pom.xml"));
        Files.copy(PROJECT.resolve("wanderscope"), root.resolve("wanderscope"));
        Files.copy(PROJECT.resolve("src/launcher.sh"), root.resolve("src/launcher.sh"));
        return root;
    }

    @Test
    void buildsOnceAndThenOnlyWhatHasChanged() throws Exception {
        // Given
        Files.createFile(mayEnd);
        finished(start(checkout, "--help"));
        finished(start(checkout, "--help"));
        int callsBefore = mavenCalls();
        Thread.sleep(10);
        Files.createFile(checkout.resolve("src/app/src/main/java/New.java"));

        // When
        finished(start(checkout, "--help"));

        // Then
        assertThat(callsBefore).isEqualTo(1);
        assertThat(mavenCalls()).isEqualTo(2);
    }

    @Test
    void waitsForTheBuildOfAnotherLauncherInsteadOfDisturbingIt() throws Exception {
        // Given
        Process first = start(checkout, "one");
        patiently().until(() -> mavenCalls() == 1);
        Process second = start(checkout, "two");
        patiently().until(() -> Files.readString(errors(second)).contains("waiting for another build"));

        // When
        Files.createFile(mayEnd);

        // Then
        assertThat(finished(first)).contains("one");
        assertThat(finished(second)).contains("two");
        assertThat(mavenCalls()).isEqualTo(1);
        assertThat(checkout.resolve("target/building")).doesNotExist();
    }

    @Test
    void failsWhereItCannotBuildInsteadOfWaitingForAnotherLauncher() throws Exception {
        // Given
        script(
                "mkdir",
                "[[ $* == */building ]] || PATH=${PATH#*:} exec mkdir \"$@\"",
                "echo 'mkdir: target/building: Read-only file system' >&2; exit 1");

        // When
        Process launcher = start(checkout, "--help");
        boolean ended = launcher.waitFor(60, TimeUnit.SECONDS);
        launcher.destroy();

        // Then
        assertThat(ended).isTrue();
        assertThat(launcher.exitValue()).isEqualTo(1);
        assertThat(errors(launcher))
                .content()
                .contains("cannot build in " + checkout + " (target/building: Read-only file system)", "writable")
                .doesNotContain("waiting for another build");
        assertThat(calls).doesNotExist();
    }

    @Test
    void inheritsTheLockOfALauncherThatWasKilled() throws Exception {
        // Given
        Process killed = start(checkout, "one");
        patiently().until(() -> mavenCalls() == 1);
        List<ProcessHandle> maven = killed.descendants().toList();
        killed.destroyForcibly().waitFor();
        maven.forEach(ProcessHandle::destroyForcibly);
        Files.createFile(mayEnd);

        // When
        String output = finished(start(checkout, "two"));

        // Then
        assertThat(output).contains("two");
        assertThat(mavenCalls()).isEqualTo(2);
        assertThat(checkout.resolve("target/building")).doesNotExist();
    }

    @Test
    void waitsForMavenIfOnlyItsLauncherWasKilled() throws Exception {
        // Given
        Process killed = start(checkout, "one");
        patiently().until(() -> mavenCalls() == 1);
        killed.destroyForcibly().waitFor();
        Process second = start(checkout, "two");
        patiently().until(() -> Files.readString(errors(second)).contains("waiting for another build"));
        int callsBefore = mavenCalls();

        // When
        Files.createFile(mayEnd);

        // Then
        assertThat(finished(second)).contains("two");
        assertThat(callsBefore).isEqualTo(1);
        assertThat(mavenCalls()).isEqualTo(2);
    }

    @Test
    void printsWhatMavenSaidFromTheFirstErrorOn() throws Exception {
        // Given
        Files.writeString(mayEnd, "[ERROR] A.java:[1,2] cannot find symbol\n  symbol: class B\n");

        // When
        Process failed = start(checkout, "--help");

        // Then
        assertThat(failed.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(failed.exitValue()).isEqualTo(1);
        assertThat(errors(failed))
                .content()
                .contains("[ERROR] A.java:[1,2] cannot find symbol\n  symbol: class B\n", "the build failed")
                .doesNotContain("downloading");
        assertThat(checkout.resolve("target/building")).doesNotExist();
        assertThat(checkout.resolve("src/app/target/built")).doesNotExist();
    }

    @Test
    void givesJavaALocaleThatCanNameAnyFile() throws Exception {
        // Given
        assumeThat(System.getProperty("sun.jnu.encoding")).isEqualTo("UTF-8");
        Files.createFile(mayEnd);
        Path foreign = checkout("checkout ü");

        // When
        String output = finished(start(foreign, "classify", "Zelle ä.csv"));

        // Then
        assertThat(output)
                .containsPattern("(?i)locale \\S+\\.utf-?8\n")
                .contains("Zelle ä.csv\n", foreign + "/src/app/target/lib/*\n");
    }

    @Test
    void startsADistributionWithTheRuntimeInIt() throws Exception {
        // Given
        Path distribution = Files.createDirectories(folder.resolve("wanderscope-1"));
        Files.createDirectories(distribution.resolve("lib"));
        Files.copy(PROJECT.resolve("wanderscope"), distribution.resolve("wanderscope"));
        Files.copy(PROJECT.resolve("src/launcher.sh"), distribution.resolve("lib/launcher.sh"));
        Path java = Files.createDirectories(distribution.resolve("runtime/bin")).resolve("java");
        Files.copy(tools.resolve("bin/java"), java);
        Files.delete(tools.resolve("bin/java"));
        Files.delete(tools.resolve("bin/mvn"));

        // When
        String output = finished(start(distribution, "--help"));

        // Then
        assertThat(output)
                .contains("-Dwanderscope.home=" + distribution + "\n-cp\n" + distribution + "/lib/*\n", "--help");
    }

    @Test
    void takesHalfOfTheMemoryOfASmallContainerForTheHeap() throws Exception {
        // Given
        Files.createFile(mayEnd);
        script("cat", "[[ $* == /sys/fs/cgroup/* ]] && echo 536870912 || PATH=${PATH#*:} exec cat \"$@\"");

        // When
        String options = finished(start(checkout, "demo"));

        // Then
        assertThat(options).contains("-XX:MaxRAMPercentage=50").doesNotContain("-Xmx");
    }

    @Test
    void takesHalfOfTheMemoryOfAServicesUnitForTheHeap() throws Exception {
        // Given a unit of systemd, which sees the groups of the whole machine
        Files.createFile(mayEnd);
        script(
                "sed",
                "[[ $* == */proc/self/cgroup ]] || PATH=${PATH#*:} exec sed \"$@\"",
                "echo /system.slice/wanderscope.service");
        script(
                "cat",
                "[[ $* == /sys/* ]] || PATH=${PATH#*:} exec cat \"$@\"",
                "[[ $* == /sys/fs/cgroup/system.slice/wanderscope.service/memory.max ]] && echo 536870912");

        // When
        String options = finished(start(checkout, "demo"));

        // Then
        assertThat(options).contains("-XX:MaxRAMPercentage=50").doesNotContain("-Xmx");
    }

    /** Both launchers give Java the same options, command by command. */
    @Test
    void theLauncherForWindowsGivesTheSameOptions() throws Exception {
        // Given
        String bash = Files.readString(PROJECT.resolve("wanderscope"));

        // When
        String windows = Files.readString(PROJECT.resolve("wanderscope.cmd"));

        // Then
        for (String option : List.of("-Xmx512m", "-XX:MaxRAMPercentage=50", "-XX:+UseSerialGC", "headless=true")) {
            assertThat(bash).contains(option);
            assertThat(windows).contains(option);
        }
        assertThat(windows.lines().filter(line -> line.contains("set tier=4")).map(line -> line.split("\"", -1)[3]))
                .containsExactlyInAnyOrder(commandsThatCompileMore(bash));
    }

    private static String[] commandsThatCompileMore(String bash) {
        String line =
                bash.lines().filter(each -> each.contains("tier=4")).findFirst().orElseThrow();
        return Arrays.stream(line.substring(line.indexOf(" in ") + 4, line.indexOf(')'))
                        .split("\\|", -1))
                .map(String::strip)
                .toArray(String[]::new);
    }

    private static ConditionFactory patiently() {
        return await().atMost(Duration.ofMinutes(1));
    }

    private int mavenCalls() throws IOException {
        if (!Files.exists(calls)) {
            return 0;
        }
        try (Stream<String> lines = Files.lines(calls)) {
            return (int) lines.count();
        }
    }

    /** Starts a launcher under the locale C, with nothing but the system's tools and the scripts on its path. */
    private Process start(Path root, String... arguments) throws IOException {
        Path output = Files.createTempFile(folder, "output", "");
        ProcessBuilder builder =
                new ProcessBuilder("bash", root.resolve("wanderscope").toString());
        builder.command().addAll(List.of(arguments));
        Map<String, String> environment = builder.environment();
        environment.remove("JAVA_HOME");
        environment.put("PATH", tools.resolve("bin") + ":" + System.getenv("PATH"));
        environment.put("LC_ALL", "C");
        Process process = builder.redirectOutput(output.toFile())
                .redirectError(Path.of(output + ".errors").toFile())
                .start();
        outputs.put(process, output);
        return process;
    }

    private Path errors(Process process) {
        return Path.of(outputs.get(process) + ".errors");
    }

    /** What a launcher printed, once it has ended well. */
    private String finished(Process process) throws IOException, InterruptedException {
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(Files.readString(errors(process))).isZero();
        return Files.readString(outputs.get(process));
    }
}
