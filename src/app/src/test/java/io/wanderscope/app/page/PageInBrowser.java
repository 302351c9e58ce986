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
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.StaleElementReferenceException;
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
    /**
     * When its connection was cut, as on a machine under load, the page asks whether it was refused. This answer says that it was not, and the
     * page connects again.
     */
    private static final Pattern ASKED_WHY = Pattern.compile("/api/live - .*status of 426");

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

    private static final String HAS_ANSWER = "!['UNSURE', 'PENDING', 'UNDETERMINED'].includes(each.label)";

    static final String SHOWN = TRAJECTORIES + ".filter(each => each.drawn)";
    /** Live ones that are displayed and have a class. */
    static final String LABELLED = SHOWN + ".filter(each => !each.ended && " + HAS_ANSWER + ")";
    /** Live ones that are displayed and have weights of the displayed stage. */
    static final String EXPLAINED = SHOWN + ".filter(each => !each.ended && each.weights)";

    /** Whether one that has a class is soon elsewhere; in one script, since its track may end between two. */
    static final String MOVES = """
            (before => new Promise(resolve => setTimeout(() => resolve(before.some(({ id, place }) => {
              const now = page.field.locate(id);
              return now !== null && (now.x !== place.x || now.y !== place.y);
            })), 200)))(%s.map(({ id }) => ({ id, place: page.field.locate(id) })))""".formatted(LABELLED);

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
            return import('/page/main.js').then(({ page: { field } }) => {
              const { width, height } = field.viewport;
              const context = new OffscreenCanvas(width, height).getContext('2d');
              field.drawing.copyTo(context, field.scene);
              const { data } = context.getImageData(0, 0, width, height);
              const isLike = (colour, at) => data[at + 3] > 250 && colour.every((c, i) => Math.abs(c - data[at + i]) < 6);
              for (let at = 0; at < data.length; at += 4) {
                if (arguments[0].some(colour => isLike(colour, at))) return true;
              }
              return false;
            });
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
        browser.manage().timeouts().scriptTimeout(TIMEOUT);
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

    /** Asks again where the page has drawn an element anew while it was asked about. */
    static void await(String what, Condition condition) {
        new WebDriverWait(browser, TIMEOUT)
                .ignoring(StaleElementReferenceException.class)
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

    /** The weights of the displayed stage by the live particles that are displayed and have some. */
    static Map<String, Object> weights() {
        return byId(EXPLAINED, "each.weights");
    }

    /** The places of the live particles that are displayed and have a class. */
    static Map<String, Object> places() {
        return byId(LABELLED, "page.field.locate(each.id)");
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> byId(String trajectories, String value) {
        return (Map<String, Object>)
                ask("Object.fromEntries(" + trajectories + ".map(each => [each.id, " + value + "]))");
    }

    /** Whether a particle has another value than before. */
    static boolean differ(Map<String, Object> before, Map<String, Object> now) {
        return now.entrySet().stream()
                .anyMatch(each ->
                        before.containsKey(each.getKey()) && !each.getValue().equals(before.get(each.getKey())));
    }

    /** Saves pictures of the page for those who look at it: at three widths, and in the dark theme. */
    static void screenshots(String name) {
        for (int width : List.of(1920, 390, 1440)) {
            browser.manage().window().setSize(new Dimension(width, width == 390 ? 844 : 980));
            awaitNextPicture();
            pauseFor(Duration.ofSeconds(2));
            saveScreenshot(name + "-" + width);
        }
        ask("page.toggleTheme()");
        pauseFor(Duration.ofSeconds(2));
        saveScreenshot(name + "-dark");
        ask("page.toggleTheme()");
    }

    /** Publishes an acquisition to its end, of 80 frames, and returns when it can be chosen. */
    static void acquireWhole(String name) {
        stack.acquireWhole(name, 80);
        By option = By.cssSelector("#acquisition option[value=" + name + "]");
        await("it", () -> browser.findElements(option).size() == 1);
    }

    static long drawn() {
        return (Long) ask("page.field.shown.filter(each => page.field.locate(each.id) !== null).length");
    }

    /** A live particle that is displayed and has a class. */
    static String anyLabelled() {
        return new WebDriverWait(browser, TIMEOUT).until(any -> (String) ask(LABELLED + "[0]?.id ?? null"));
    }

    /** The classes of all trajectories, shown or not. */
    @SuppressWarnings("unchecked")
    static List<String> labels() {
        return (List<String>) ask(TRAJECTORIES + ".filter(each => " + HAS_ANSWER + ").map(each => each.label)");
    }

    @SuppressWarnings("unchecked")
    static Set<String> shownLabels() {
        return Set.copyOf((List<String>) ask(SHOWN + ".map(each => each.label)"));
    }

    /** Pauses the view at a moment when some of these trajectories are in it. */
    static void pauseWithSome(String trajectories) {
        await(
                "a moment to pause",
                () -> holds(trajectories + ".length > 0 && (document.getElementById('pause').click(), true)"));
        awaitNextPicture();
    }

    /** A paused view may still be fitted to its particles, once, when it is next drawn. */
    static void awaitNextPicture() {
        browser.executeAsyncScript("requestAnimationFrame(() => requestAnimationFrame(() => arguments[0]()))");
    }

    /** Pauses the view, clicks on a particle that has a class, and resumes. */
    @SuppressWarnings("unchecked")
    static void clickOnLabelled() {
        pauseWithSome(LABELLED);
        Map<String, Object> place =
                (Map<String, Object>) places().values().iterator().next();
        new Actions(browser)
                .moveToLocation(pixel(place, "x"), pixel(place, "y"))
                .click()
                .perform();
        browser.findElement(By.id("pause")).click();
    }

    static int pixel(Map<String, Object> place, String name) {
        return (int) Math.round(((Number) place.get(name)).doubleValue());
    }

    static List<String> errors() {
        return browser.manage().logs().get(LogType.BROWSER).getAll().stream()
                .filter(entry -> entry.getLevel().intValue() >= Level.SEVERE.intValue())
                .map(LogEntry::getMessage)
                .filter(message -> !ASKED_WHY.matcher(message).find())
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
