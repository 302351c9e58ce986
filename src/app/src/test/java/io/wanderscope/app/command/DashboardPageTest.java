package io.wanderscope.app.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.wanderscope.dashboard.Dashboard;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.logging.Level;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
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
 * The real page in a real browser, on the real stack. Skipped where Chromium and its driver are not installed; {@code
 * .ci/run} installs them. Screenshots go to {@code target/screenshots}.
 */
@Tag("browser")
class DashboardPageTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Path SCREENSHOTS = Path.of("target", "screenshots");

    /** What the page draws of each trajectory that it has. */
    private static final String TRAJECTORIES = """
            [...page.field.source.byId.values()].map(each => ({
              id: each.id,
              label: each.label,
              ended: each.endedAt !== null,
              drawn: page.field.isVisible(each) && page.field.locate(each.id) !== null,
              confidence: each.confidence,
              weights: each.saliency?.weights ?? null,
            }))""";

    private static final String SHOWN = TRAJECTORIES + ".filter(each => each.drawn)";
    private static final String STATE = """
            JSON.stringify({
              acquisition: page.acquisition,
              paused: page.field.isPaused,
              tracks: page.trajectories.byId.size,
              shown: page.field.shown.length,
              frame: page.trajectories.lastFrame,
              lost: !document.getElementById('connection').hidden,
            })""";
    /** The colours of a path's largest weights for and against its class, in the light theme. */
    private static final List<List<Integer>> STRONGEST_COLOURS =
            List.of(List.of(0x8e, 0x0b, 0x1e), List.of(0x08, 0x30, 0x6b));

    private static final String HAS_PIXELS = """
            const paths = document.getElementById('paths');
            const { data } = paths.getContext('2d').getImageData(0, 0, paths.width, paths.height);
            const isLike = (colour, at) => data[at + 3] > 250 && colour.every((c, i) => Math.abs(c - data[at + i]) < 6);
            for (let at = 0; at < data.length; at += 4) {
              if (arguments[0].some(colour => isLike(colour, at))) return true;
            }
            return false;
            """;
    private static final String REACHABLE_SOCKETS = """
            window.sockets = [];
            window.WebSocket = class extends WebSocket {
              constructor(...address) { super(...address); sockets.push(this); }
            };
            """;

    @TempDir
    private static Path state;

    @TempDir
    private static Path downloads;

    private static LiveStack stack;
    private static ChromeDriver browser;
    private Dashboard dashboard;

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
        new WebDriverWait(browser, PATIENCE).until(any -> {
            browser.navigate().refresh();
            return browser.findElement(By.tagName("body")).getText().contains("\"up\"");
        });
        errors(); // the browser reports the 503 answers before the server was ready as errors
        browser.get(dashboard.address());
    }

    /** Leaves the page before its server stops, so that the lost connection is no error of the next test. */
    @AfterEach
    void closePage() {
        browser.get("about:blank");
        dashboard.close();
    }

    @Test
    void particlesMoveAndGetTheirLabels() {
        // Given
        await("particles", () -> drawn() > 5);
        String particle = anyLabelled();
        Map<String, Object> before = place(particle);

        // When
        await("a move", () -> !before.equals(place(particle)));

        // Then
        await("a count of live ones", () -> !"0"
                .equals(browser.findElement(By.id("field")).getDomAttribute("data-live-tracks")));
        assertThat(errors()).isEmpty();
        keep("live");
    }

    @Test
    void aClickShowsWhyAtFourStages() {
        // Given
        await("particles", () -> drawn() > 5);
        String particle = anyLabelled();

        // When
        click(particle);

        // Then
        await(
                "the detail",
                () -> browser.findElements(By.cssSelector("#detail [data-stage]"))
                                .size()
                        == 4);
        WebElement detail = browser.findElement(By.id("detail"));
        assertThat(detail.findElement(By.id("detail-label")).getText()).isNotBlank();
        assertThat(detail.findElements(By.cssSelector(".probabilities i"))).hasSize(8);
        assertThat(detail.getText())
                .contains("anomalous exponent", "confidence", "displacements", "Revisions over time");
        assertThat(errors()).isEmpty();
        await(
                "it to go on",
                () -> !browser.findElement(By.id("clock")).getText().contains("paused"));
        keep("detail");
    }

    @Test
    void pathsStayWithTheirMarkersWhenTheFieldBecomesNarrower() {
        // Given
        await("paths", () -> truth("return document.getElementById('paths').style.width !== ''"));
        String particle = anyLabelled();

        // When
        select(particle);

        // Then the bitmap of the old size is not squeezed into the new one
        assertThat(truth("const paths = document.getElementById('paths');"
                        + "return Math.abs(paths.clientWidth * devicePixelRatio - paths.width) < 2"))
                .isTrue();
        await(
                "the layer to be drawn anew",
                () -> truth("return document.getElementById('paths').clientWidth"
                        + " === document.getElementById('field').clientWidth"));
    }

    @Test
    void aFilterHidesAClass() {
        // Given
        await("labels", () -> !labels().isEmpty());
        String hidden = labels().iterator().next();

        // When
        browser.findElement(By.cssSelector("#legend [data-label=" + hidden + "]"))
                .click();

        // Then
        await("no particle of the class", () -> !shownLabels().contains(hidden));
        assertThat(labels()).contains(hidden);
        assertThat(browser.findElement(By.cssSelector("#legend [data-label=" + hidden + "]"))
                        .getDomAttribute("aria-pressed"))
                .isEqualTo("false");
    }

    @Test
    void pathsAreColouredBySaliencyAndTheKeyboardDoesIt() {
        // Given
        await(
                "stages",
                () -> browser.findElements(By.cssSelector("#colouring option")).size() == 5);

        // When
        browser.findElement(By.id("field")).sendKeys("cn");

        // Then
        assertThat(browser.findElement(By.id("colouring")).getDomProperty("value"))
                .isEqualTo("stage-0");
        await("the legend of saliency", () -> browser.findElement(By.id("saliency-scale"))
                .isDisplayed());
        assertThat(browser.findElement(By.id("detail")).isDisplayed()).isTrue();
        await("weights", () -> !explained().isEmpty());
        await("the strongest colours", () -> truth(HAS_PIXELS, STRONGEST_COLOURS));
        keep("saliency");
    }

    @Test
    void aPausedViewShowsTheStageThatItNames() {
        // Given
        await(
                "stages",
                () -> browser.findElements(By.cssSelector("#colouring option")).size() == 5);
        choose("colouring", "stage-0");
        await("weights", () -> !explained().isEmpty());
        browser.findElement(By.id("pause")).click();
        String particle = explained().get(0);
        Object fine = saliency(particle);

        // When
        choose("colouring", "stage-3");

        // Then
        await("other weights", () -> saliency(particle) != null && !fine.equals(saliency(particle)));
        assertThat(browser.findElement(By.id("saliency-scale")).getText()).contains("stage4");
        assertThat(isPaused()).isTrue();
    }

    @Test
    void theConfidenceFilterHidesWhatIsLessSure() {
        // Given
        await("unsure ones", () -> holds(SHOWN + ".some(each => !(each.confidence >= 1))"));
        WebElement slider = browser.findElement(By.id("confidence"));

        // When
        slider.sendKeys(Keys.END);

        // Then
        await("sure ones only", () -> holds(SHOWN + ".every(each => each.confidence >= 1)"));
        assertThat(browser.findElement(By.id("confidence-value")).getText()).isEqualTo("100 %");
        await(
                "how many are shown",
                () -> browser.findElement(By.id("filtered")).getText().contains("those not classified yet are hidden"));
    }

    @Test
    void aNewAcquisitionIsFollowedAndToldWhenItFallsSilent() {
        // Given
        await("particles", () -> drawn() > 5);

        // When
        stack.acquire("followed", 60);

        // Then
        await("the new one", () -> "followed".equals(acquisition()));
        await("silence", () -> browser.findElement(By.id("rates")).getText().startsWith("nothing new for"));
        assertThat(errors()).isEmpty();
    }

    @Test
    void aTrajectoryThatIsLookedAtIsNotTakenAwayByANewAcquisition() {
        // Given
        await("particles", () -> drawn() > 5);
        select(anyLabelled());

        // When
        stack.acquire("announced", 60);

        // Then
        await("the notice", () -> browser.findElement(By.id("notice")).getText().contains("announced"));
        assertThat(acquisition()).isEqualTo(LiveStack.ACQUISITION);
        browser.findElement(By.cssSelector("#notice button")).click();
        assertThat(acquisition()).isEqualTo("announced");
    }

    @Test
    void theTrajectoryAndTheViewAreExported() throws IOException {
        // Given
        await("particles", () -> drawn() > 5);
        String particle = anyLabelled();
        select(particle);
        await("saliency", () -> !browser.findElements(By.cssSelector("#detail [data-stage]"))
                .isEmpty());
        Path csv = downloads.resolve(LiveStack.ACQUISITION + "-" + particle + ".csv");
        Path png = downloads.resolve(LiveStack.ACQUISITION + ".png");

        // When
        browser.executeScript(
                "document.getElementById('export-csv').click();" + "document.getElementById('export-png').click()");

        // Then
        await("both files", () -> Files.exists(csv) && Files.exists(png));
        String text = Files.readString(csv);
        assertThat(text.lines().findFirst())
                .hasValue(
                        "acquisition,track,frame,time_s,x_um,y_um,interpolated,explained,confidence,stage1,stage2,stage3,stage4");
        assertThat(text.lines().count()).isGreaterThan(10);
        assertThat(text.lines().skip(1)).allMatch(row -> row.startsWith(LiveStack.ACQUISITION + "," + particle + ","));
        assertThat(text).contains("\r\n");
        assertThat(ImageIO.read(png.toFile()).getHeight()).isGreaterThan(500);
    }

    @Test
    void aPausedViewStandsStill() {
        // Given
        await("particles", () -> drawn() > 5);

        // When
        browser.findElement(By.id("field")).sendKeys(Keys.SPACE);
        String particle = anyLabelled();
        Map<String, Object> before = place(particle);
        pauseFor(Duration.ofMillis(700));

        // Then
        assertThat(place(particle)).isEqualTo(before);
        browser.findElement(By.id("pause")).click();
        await("it to go on", () -> !isPaused());
    }

    @Test
    void thePageRecoversWhenTheServerComesBack() throws IOException {
        // Given
        await("particles", () -> drawn() > 5);
        int port = URI.create(dashboard.address()).getPort();
        dashboard.close();
        await("the banner", DashboardPageTest::saysThatItIsLost);
        long before = frame();

        // When
        dashboard = stack.dashboard(port);

        // Then
        await("the connection", () -> !saysThatItIsLost());
        await("new frames", () -> frame() > before);
        await("particles", () -> drawn() > 5);
    }

    @Test
    void aConnectionOnWhichNothingComesIsOpenedAnew() {
        // Given a page whose sockets the test can reach
        Object script = browser.executeCdpCommand(
                        "Page.addScriptToEvaluateOnNewDocument", Map.of("source", REACHABLE_SOCKETS))
                .get("identifier");
        browser.navigate().refresh();
        await("particles", () -> drawn() > 5);

        // When
        browser.executeScript("sockets.forEach(socket => { socket.onmessage = () => {}; })");
        long before = frame();

        // Then
        await("frames through another socket", () -> frame() > before);
        assertThat(truth("return sockets.length > 1")).isTrue();
        browser.executeCdpCommand("Page.removeScriptToEvaluateOnNewDocument", Map.of("identifier", script));
    }

    private interface Condition {
        boolean holds();
    }

    private static void await(String what, Condition condition) {
        new WebDriverWait(browser, PATIENCE)
                .withMessage(() -> "waited for " + what + "; " + ask(STATE))
                .until(any -> condition.holds());
    }

    /**
     * The value of an expression over the opened page. Importing its main module again gives the one that the browser
     * runs, so the page needs no hook for tests.
     */
    private static Object ask(String expression, Object... arguments) {
        return browser.executeScript(
                "return import('/page/main.js').then(({ page }) => " + expression + ")", arguments);
    }

    private static boolean holds(String expression) {
        return Boolean.TRUE.equals(ask(expression));
    }

    private static void pauseFor(Duration duration) {
        new Actions(browser).pause(duration).perform();
    }

    private static boolean truth(String script, Object... arguments) {
        return Boolean.TRUE.equals(browser.executeScript(script, arguments));
    }

    private static boolean saysThatItIsLost() {
        return browser.findElement(By.id("connection")).isDisplayed();
    }

    private static boolean isPaused() {
        return "true".equals(browser.findElement(By.id("pause")).getDomAttribute("aria-pressed"));
    }

    private static String acquisition() {
        return browser.findElement(By.id("acquisition")).getDomProperty("value");
    }

    private static void select(String particle) {
        ask("page.select(arguments[0])", particle);
    }

    private static void choose(String list, String value) {
        new Select(browser.findElement(By.id(list))).selectByValue(value);
    }

    /** The latest frame that the server has sent. */
    private static long frame() {
        return (Long) ask("page.trajectories.lastFrame ?? -1");
    }

    /** Weights of the shown stage; null where there are none. */
    private static Object saliency(String particle) {
        return ask(TRAJECTORIES + ".find(each => each.id === arguments[0])?.weights ?? null", particle);
    }

    /** Live particles that are shown and have weights. */
    @SuppressWarnings("unchecked")
    private static List<String> explained() {
        return (List<String>) ask(SHOWN + ".filter(each => !each.ended && each.weights).map(each => each.id)");
    }

    private static long drawn() {
        return (Long) ask("page.field.shown.filter(each => page.field.locate(each.id) !== null).length");
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> place(String particle) {
        return (Map<String, Object>) ask("page.field.locate(arguments[0])", particle);
    }

    /** A live particle that is shown and has a class. */
    private static String anyLabelled() {
        return new WebDriverWait(browser, PATIENCE).until(any ->
                (String) ask(SHOWN + ".filter(each => each.label !== 'UNDETERMINED' && !each.ended)[0]?.id ?? null"));
    }

    private static Set<String> labels() {
        return distinct(TRAJECTORIES + ".map(each => each.label).filter(label => label !== 'UNDETERMINED')");
    }

    private static Set<String> shownLabels() {
        return distinct(SHOWN + ".map(each => each.label)");
    }

    @SuppressWarnings("unchecked")
    private static Set<String> distinct(String labels) {
        return Set.copyOf((List<String>) ask(labels));
    }

    /** Clicks where the particle is now, while the view stands still. */
    private static void click(String particle) {
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

    private static List<String> errors() {
        return browser.manage().logs().get(LogType.BROWSER).getAll().stream()
                .filter(entry -> entry.getLevel().intValue() >= Level.SEVERE.intValue())
                .map(LogEntry::getMessage)
                .toList();
    }

    private static void keep(String name) {
        try {
            Files.write(SCREENSHOTS.resolve(name + ".png"), browser.getScreenshotAs(OutputType.BYTES));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
