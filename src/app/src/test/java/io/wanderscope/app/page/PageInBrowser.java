package io.wanderscope.app.page;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.wanderscope.dashboard.Dashboard;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.support.ui.Select;
import org.openqa.selenium.support.ui.WebDriverWait;

/**
 * Opens the page in a real browser on the real stack, and reads its state for tests. Skipped where Chromium and its driver are not
 * installed; {@code .ci/run} installs them. Screenshots go to {@code target/screenshots}.
 */
abstract class PageInBrowser {
    static final Duration TIMEOUT = Duration.ofSeconds(60);
    static final Path SCREENSHOTS = Path.of("target", "screenshots");

    /** The state of each trajectory of the page. */
    static final String TRAJECTORIES = """
            [...page.field.source.byId.values()].map(each => ({
              id: each.id,
              label: each.label,
              ended: each.endedAt !== null,
              drawn: page.field.isVisible(each) && page.field.locate(each.id) !== null,
              confidence: each.confidence,
              weights: each.saliency?.weights ?? null,
            }))""";

    static final String SHOWN = TRAJECTORIES + ".filter(each => each.drawn)";
    static final String STATE = """
            JSON.stringify({
              acquisition: page.acquisition,
              paused: page.field.isPaused,
              tracks: page.trajectories.byId.size,
              shown: page.field.shown.length,
              frame: page.trajectories.lastFrame,
              lost: !document.getElementById('connection').hidden,
            })""";
    /** The colours of a path's largest weights for and against its class, in the light theme. */
    static final List<List<Integer>> STRONGEST_COLOURS = List.of(List.of(0x8e, 0x0b, 0x1e), List.of(0x08, 0x30, 0x6b));

    static final String HAS_PIXELS = """
            const paths = document.getElementById('paths');
            const { data } = paths.getContext('2d').getImageData(0, 0, paths.width, paths.height);
            const isLike = (colour, at) => data[at + 3] > 250 && colour.every((c, i) => Math.abs(c - data[at + i]) < 6);
            for (let at = 0; at < data.length; at += 4) {
              if (arguments[0].some(colour => isLike(colour, at))) return true;
            }
            return false;
            """;
    static final String REACHABLE_SOCKETS = """
            window.sockets = [];
            window.WebSocket = class extends WebSocket {
              constructor(...address) { super(...address); sockets.push(this); }
            };
            """;

    @TempDir
    private static Path state;

    @TempDir
    static Path downloads;

    static LiveStack stack;
    static ChromeDriver browser;
    Dashboard dashboard;

    @BeforeAll
    static void openBrowser() throws IOException {
        Optional<Path> chromium = program("chromium", "google-chrome");
        Optional<Path> driver = program("chromedriver");
        assumeTrue(chromium.isPresent() && driver.isPresent(), "no Chromium with its driver is installed");
        ChromeOptions options = new ChromeOptions();
        options.setBinary(chromium.orElseThrow().toFile());
        options.addArguments(
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-background-networking",
                "--window-size=1440,980");
        options.setExperimentalOption(
                "prefs",
                Map.of(
                        "download.default_directory",
                        downloads.toString(),
                        "profile.default_content_setting_values.automatic_downloads",
                        1));
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        options.setCapability(ChromeOptions.LOGGING_PREFS, logs);
        browser = new ChromeDriver(
                new ChromeDriverService.Builder()
                        .usingDriverExecutable(driver.orElseThrow().toFile())
                        .build(),
                options);
        stack = new LiveStack(state);
        Files.createDirectories(SCREENSHOTS);
    }

    private static Optional<Path> program(String... names) {
        return Stream.of(names)
                .flatMap(name -> Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
                        .map(folder -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    @AfterAll
    static void closeBrowser() {
        if (browser != null) {
            browser.quit();
        }
        if (stack != null) {
            stack.close();
        }
    }

    @BeforeEach
    void openPage() throws IOException {
        errors(); // reading the errors of the previous page discards them
        dashboard = stack.dashboard(0);
        // Once everything has been read, the running acquisition is the latest, whatever other tests recorded.
        browser.get(dashboard.address() + "health/ready");
        new WebDriverWait(browser, TIMEOUT).until(any -> {
            browser.navigate().refresh();
            return browser.findElement(By.tagName("body")).getText().contains("\"up\"");
        });
        errors(); // the browser reports the 503 answers before the server was ready as errors
        browser.get(dashboard.address());
    }

    /** Leaves the page before its server stops, so that the lost connection does not count as an error in the next test. */
    @AfterEach
    void closePage() {
        browser.get("about:blank");
        dashboard.close();
    }

    interface Condition {
        boolean holds();
    }

    static void await(String what, Condition condition) {
        new WebDriverWait(browser, TIMEOUT)
                .withMessage(() -> "waited for " + what + "; " + ask(STATE))
                .until(any -> condition.holds());
    }

    /**
     * The value of an expression over the open page. Importing its main module again returns the instance that the
     * browser runs, so the page needs no hook for tests.
     */
    static Object ask(String expression, Object... arguments) {
        return browser.executeScript(
                "return import('/page/main.js').then(({ page }) => " + expression + ")", arguments);
    }

    static boolean holds(String expression) {
        return Boolean.TRUE.equals(ask(expression));
    }

    static void pauseFor(Duration duration) {
        new Actions(browser).pause(duration).perform();
    }

    static boolean truth(String script, Object... arguments) {
        return Boolean.TRUE.equals(browser.executeScript(script, arguments));
    }

    static boolean showsLostConnection() {
        return browser.findElement(By.id("connection")).isDisplayed();
    }

    static boolean isPaused() {
        return "true".equals(browser.findElement(By.id("pause")).getDomAttribute("aria-pressed"));
    }

    static String acquisition() {
        return browser.findElement(By.id("acquisition")).getDomProperty("value");
    }

    static void select(String particle) {
        ask("page.select(arguments[0])", particle);
    }

    static void choose(String list, String value) {
        new Select(browser.findElement(By.id(list))).selectByValue(value);
    }

    /** The latest frame that the server has sent. */
    static long frame() {
        return (Long) ask("page.trajectories.lastFrame ?? -1");
    }

    /** The weights of the displayed stage; null if there are none. */
    static Object saliency(String particle) {
        return ask(TRAJECTORIES + ".find(each => each.id === arguments[0])?.weights ?? null", particle);
    }

    /** Live particles that are displayed and have weights. */
    @SuppressWarnings("unchecked")
    static List<String> explained() {
        return (List<String>) ask(SHOWN + ".filter(each => !each.ended && each.weights).map(each => each.id)");
    }

    static long drawn() {
        return (Long) ask("page.field.shown.filter(each => page.field.locate(each.id) !== null).length");
    }

    @SuppressWarnings("unchecked")
    static Map<String, Object> place(String particle) {
        return (Map<String, Object>) ask("page.field.locate(arguments[0])", particle);
    }

    /** A live particle that is displayed and has a class. */
    static String anyLabelled() {
        return new WebDriverWait(browser, TIMEOUT).until(any ->
                (String) ask(SHOWN + ".filter(each => each.label !== 'UNDETERMINED' && !each.ended)[0]?.id ?? null"));
    }

    static Set<String> labels() {
        return distinct(TRAJECTORIES + ".map(each => each.label).filter(label => label !== 'UNDETERMINED')");
    }

    static Set<String> shownLabels() {
        return distinct(SHOWN + ".map(each => each.label)");
    }

    @SuppressWarnings("unchecked")
    private static Set<String> distinct(String labels) {
        return Set.copyOf((List<String>) ask(labels));
    }

    /** Pauses the view, clicks on the particle, and resumes. */
    static void click(String particle) {
        browser.findElement(By.id("field")).sendKeys(Keys.SPACE);
        Map<String, Object> place = place(particle);
        new Actions(browser)
                .moveToLocation(pixel(place, "x"), pixel(place, "y"))
                .click()
                .perform();
        browser.findElement(By.id("pause")).click();
    }

    private static int pixel(Map<String, Object> place, String name) {
        return (int) Math.round(((Number) place.get(name)).doubleValue());
    }

    static List<String> errors() {
        return browser.manage().logs().get(LogType.BROWSER).getAll().stream()
                .filter(entry -> entry.getLevel().intValue() >= Level.SEVERE.intValue())
                .map(LogEntry::getMessage)
                .toList();
    }

    static void saveScreenshot(String name) {
        try {
            Files.write(SCREENSHOTS.resolve(name + ".png"), browser.getScreenshotAs(OutputType.BYTES));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
