package io.wanderscope.app.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.support.ui.WebDriverWait;

/** What the page shows, and how it reacts to its user and to its server. */
@Tag("browser")
class DashboardPageTest extends PageInBrowser {
    /** Whether the picture of the field has a white corner, and something that is not white. */
    private static final String IS_DRAWN_ON_WHITE = """
            (canvas => {
              const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
              const isWhite = at => data[at] + data[at + 1] + data[at + 2] === 3 * 255;
              return isWhite(0) && data.some((_, at) => at % 4 === 0 && !isWhite(at));
            })(document.getElementById('printed'))""";

    /** Answers every question for occlusion as a server does that has too much to do. */
    private static final String BUSY = """
            const answer = window.fetch;
            window.fetch = (address, ...others) => String(address).endsWith('/occlusion')
              ? Promise.resolve(new Response('{"title": "Too Many Requests", "detail": "ask again in a moment"}', { status: 429 }))
              : answer(address, ...others);
            """;

    /**
     * Makes every result of every track one for 1000 points, as many as the maps were measured with: the strips explain the latest
     * revision that has saliency, which need not be the latest result.
     */
    private static final String LONG = """
            const answer = window.fetch;
            window.fetch = async (address, ...others) => {
              const response = await answer(address, ...others);
              if (!/^\\/api\\/tracks\\/[^/]+\\/[^/]+$/.test(address)) {
                return response;
              }
              const long = (each) => each && { ...each, points: 1000 };
              const track = await response.json();
              return new Response(
                JSON.stringify({ ...track, result: long(track.result), revisions: track.revisions?.map(long) }),
                { status: response.status },
              );
            };
            """;

    @Test
    void particlesMoveAndGetTheirLabels() {
        // Given
        await("particles", () -> drawn() > 5);

        // When
        await("a labelled one that moves", () -> holds(MOVES));

        // Then
        await(
                "a count of live ones",
                () -> !"0".equals(browser.findElement(By.id("field")).getDomAttribute("data-live-tracks")));
        assertThat(errors()).isEmpty();
        saveScreenshot("live");
    }

    @Test
    void aClickShowsTheSaliencyOfFourStagesAndOfAllTogether() {
        // Given
        await("particles", () -> drawn() > 5);

        // When
        clickOnLabelled();

        // Then
        await(
                "the detail",
                () -> browser.findElements(By.cssSelector("#detail [data-stage]"))
                                .size()
                        == 5);
        WebElement detail = browser.findElement(By.id("detail"));
        assertThat(texts("#detail-label")).singleElement().asString().isNotBlank();
        assertThat(detail.findElements(By.cssSelector(".probabilities i"))).hasSize(8);
        assertThat(detail.findElements(By.cssSelector(".families i"))).hasSize(6);
        assertThat(detail.getText())
                .contains("anomalous exponent", "confidence", "displacements", "Revisions over time")
                .contains("localisation noise", "novelty");
        assertThat(errors()).isEmpty();
        await(
                "it to continue",
                () -> !browser.findElement(By.id("clock")).getText().contains("paused"));
        saveScreenshot("detail");
    }

    @Test
    void theKeyboardAsksForTheOcclusionOfATrack() {
        // Given
        await("particles", () -> drawn() > 5);
        browser.executeScript(LONG);
        select(anyLabelled());
        await(
                "the strips",
                () -> browser.findElements(By.cssSelector("#detail [data-stage]"))
                                .size()
                        == 5);

        // When
        browser.executeScript("document.getElementById('ask-occlusion').focus()");
        new Actions(browser).sendKeys(Keys.ENTER).perform();

        // Then
        await(
                "the strip",
                () -> texts("[data-map=occlusion]").stream()
                        .anyMatch(text -> text.matches("(?s)occlusion.*(log odds of|no segment speaks for).*")));
        assertThat(attributes("#ask-occlusion", "aria-label"))
                .containsExactly("occlusion: show which segments the answer depends on");
        assertThat(attributes("#ask-occlusion", "title"))
                .singleElement()
                .asString()
                .contains("Cuts out one segment");
        assertThat(attributes("[data-map=occlusion] canvas", "aria-label"))
                .singleElement()
                .asString()
                .startsWith("Occlusion: ");
        assertThat(texts("[data-map=occlusion] .trust"))
                .containsExactly(
                        "Finds a rest in 94 % of simulated tracks of 1000 points, to within 100 points (chance: 20 %).");
        assertThat(texts("#occlusion-problem")).isEmpty();
        assertThat(truth("return document.activeElement.id === 'ask-occlusion'"))
                .isTrue();
        assertThat(browser.findElement(By.id("announcer")).getDomProperty("textContent"))
                .startsWith("Occlusion: ");
        assertThat(errors()).isEmpty();
        saveScreenshot("occlusion");
    }

    @Test
    void besideAStripStandsHowOftenItFindsWhatWasPlanted() {
        // Given
        await("particles", () -> drawn() > 5);
        browser.executeScript(LONG);

        // When
        select(anyLabelled());

        // Then
        await(
                "the words",
                () -> texts("[data-stage=stage3] .trust")
                        .equals(
                                List.of(
                                        "Finds a rest in 99 %, a turn in 46 % of simulated tracks of 1000 points, to within 100 points (chance: 20 %).")));
        assertThat(texts("[data-stage=stage1] .trust")).isEmpty();
        assertThat(attributes("[data-stage=stage3] .trust", "title"))
                .singleElement()
                .asString()
                .startsWith("Right answers: 79 % without the most salient half. Measured on simulated tracks");
        assertThat(errors()).isEmpty();
        saveScreenshot("faithfulness");
    }

    /** In one script, since the panel of a live track is drawn again at any time. */
    @SuppressWarnings("unchecked")
    private static List<String> texts(String selector) {
        return (List<String>) browser.executeScript(
                "return [...document.querySelectorAll('#detail ' + arguments[0])].map(each => each.textContent)",
                selector);
    }

    @SuppressWarnings("unchecked")
    private static List<String> attributes(String selector, String name) {
        return (List<String>) browser.executeScript(
                "return [...document.querySelectorAll('#detail ' + arguments[0])].map(each => each.getAttribute(arguments[1]))",
                selector,
                name);
    }

    @Test
    void thePageSaysWhyThereIsNoOcclusion() {
        // Given a server that has too much to do
        await("particles", () -> drawn() > 5);
        select(anyLabelled());
        browser.executeScript(BUSY);

        // When
        await(
                "the button",
                () -> truth(
                        "const button = document.getElementById('ask-occlusion'); button?.click(); return button !== null"));

        // Then
        await("the reason", () -> texts("#occlusion-problem").equals(List.of("ask again in a moment")));
        assertThat(texts("[data-map=occlusion]")).isEmpty();
    }

    @Test
    void pathsStayWithTheirMarkersWhenTheFieldBecomesNarrower() {
        // Given
        await("paths", () -> truth("return document.getElementById('paths').style.width !== ''"));
        String particle = anyLabelled();

        // When
        select(particle);

        // Then the bitmap of the old size is not squeezed into the new size
        assertThat(truth("const paths = document.getElementById('paths');"
                        + "return Math.abs(paths.clientWidth * devicePixelRatio - paths.width) < 2"))
                .isTrue();
        await(
                "the layer to be redrawn",
                () -> truth("return document.getElementById('paths').clientWidth"
                        + " === document.getElementById('field').clientWidth"));
    }

    @Test
    void aFilterHidesAClass() {
        // Given
        String hidden = commonLabel();

        // When
        browser.findElement(By.cssSelector("#legend [data-label=" + hidden + "]"))
                .click();

        // Then
        await("no particle of the class", () -> !shownLabels().contains(hidden));
        // The last particle of a rare class may just have got another answer.
        await("a particle of the class that is not drawn", () -> labels().contains(hidden));
        assertThat(shownLabels()).doesNotContain(hidden);
        assertThat(browser.findElement(By.cssSelector("#legend [data-label=" + hidden + "]"))
                        .getDomAttribute("aria-pressed"))
                .isEqualTo("false");
    }

    /** The class of most particles, which some will have at any time. */
    private static String commonLabel() {
        return new WebDriverWait(browser, TIMEOUT).until(any -> {
            List<String> labels = labels();
            return labels.stream()
                    .max(Comparator.comparingInt(label -> Collections.frequency(labels, label)))
                    .orElse(null);
        });
    }

    @Test
    void theLegendHasOtherMotionAndTheKeyboardHidesIt() {
        // Given
        await(
                "the legend",
                () -> browser.findElement(By.cssSelector("#legend [data-label=IMMOBILE]"))
                        .getText()
                        .contains("It does not move"));

        // When
        browser.findElement(By.id("field")).sendKeys("i");

        // Then
        assertThat(browser.findElements(By.cssSelector("#legend [aria-pressed=true]")))
                .hasSize(16);
        assertThat(browser.findElement(By.cssSelector("#legend [data-label=IMMOBILE]"))
                        .getDomAttribute("aria-pressed"))
                .isEqualTo("false");
    }

    @Test
    void theKeyboardColoursPathsBySaliency() {
        // Given
        await(
                "stages",
                () -> browser.findElements(By.cssSelector("#colouring option")).size() == 6);
        await("particles", () -> drawn() > 5);

        // When
        browser.findElement(By.id("field")).sendKeys("cn");

        // Then
        assertThat(browser.findElement(By.id("colouring")).getDomProperty("value"))
                .isEqualTo("stage-0");
        await(
                "the legend of saliency",
                () -> browser.findElement(By.id("saliency-scale")).isDisplayed());
        assertThat(browser.findElement(By.id("detail")).isDisplayed()).isTrue();
        await("weights", () -> !weights().isEmpty());
        await("the strongest colours", () -> truth(HAS_PIXELS, STRONGEST_COLOURS));
        saveScreenshot("saliency");
    }

    @Test
    void aPausedViewShowsTheSelectedStage() {
        // Given
        await(
                "stages",
                () -> browser.findElements(By.cssSelector("#colouring option")).size() == 6);
        choose("colouring", "stage-0");
        pauseWithSome(EXPLAINED);
        Map<String, Object> fine = weights();

        // When
        choose("colouring", "stage-3");

        // Then
        await("other weights", () -> differ(fine, weights()));
        assertThat(browser.findElement(By.id("saliency-scale")).getText()).contains("stage4");
        assertThat(isPaused()).isTrue();
    }

    @Test
    void theConfidenceFilterHidesLessConfidentOnes() {
        // Given
        await("trajectories below 100 %", () -> holds(SHOWN + ".some(each => !(each.confidence >= 1))"));
        WebElement slider = browser.findElement(By.id("confidence"));

        // When
        slider.sendKeys(Keys.END);

        // Then
        await("only those at 100 %", () -> holds(SHOWN + ".every(each => each.confidence >= 1)"));
        assertThat(browser.findElement(By.id("confidence-value")).getText()).isEqualTo("100 %");
        await(
                "the number shown",
                () -> browser.findElement(By.id("filtered")).getText().contains("those not classified yet are hidden"));
    }

    @Test
    void aNewAcquisitionIsFollowedAndReportedWhenItFallsSilent() {
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
    void aNewAcquisitionDoesNotReplaceASelectedTrajectory() {
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
        await(
                "saliency",
                () -> !browser.findElements(By.cssSelector("#detail [data-stage]"))
                        .isEmpty());
        Path csv = downloads.resolve(LiveStack.ACQUISITION + "-" + particle + ".csv");
        Path png = downloads.resolve(LiveStack.ACQUISITION + ".png");

        // When
        browser.executeScript(
                "document.getElementById('export-csv').click();" + "document.getElementById('export-png').click()");

        // Then
        await("both files", () -> isWritten(csv) && isWritten(png));
        String text = Files.readString(csv);
        assertThat(text.lines().findFirst())
                .hasValue(
                        "acquisition,track,frame,time_s,x_um,y_um,interpolated,explained,motion,motion_confidence,class_set,"
                                + "diffusion_coefficient,diffusion_coefficient_sd,diffusion_unit,localisation_error,"
                                + "msd_1,msd_2,msd_3,msd_4,radius_of_gyration,duration,"
                                + "stage1,stage2,stage3,stage4,absolute");
        assertThat(text.lines().count()).isGreaterThan(10);
        assertThat(text.lines().skip(1)).allMatch(row -> row.startsWith(LiveStack.ACQUISITION + "," + particle + ","));
        assertThat(text).contains("\r\n");
        assertThat(ImageIO.read(png.toFile()).getHeight()).isGreaterThan(500);
    }

    @Test
    void onPaperThePageIsBlackOnWhiteWithoutControls() {
        // Given
        await("particles", () -> drawn() > 5);
        ask("page.toggleTheme()");
        assertThat(truth("return document.documentElement.dataset.theme === 'dark'"))
                .isTrue();

        // When
        browser.executeCdpCommand("Emulation.setEmulatedMedia", Map.of("media", "print"));

        // Then
        await("the picture of the field", () -> isShown("#field #printed"));
        assertThat(styleOf("body", "backgroundColor")).isEqualTo("rgb(255, 255, 255)");
        assertThat(styleOf("body", "color")).isEqualTo("rgb(0, 0, 0)");
        assertThat(List.of("#field", "#legend", "#population", "#counts", "#acquisition"))
                .allMatch(css -> isShown(css));
        assertThat(List.of("#pause", "#theme", "#timeline", "#confidence", "#alerts", "#paths", "#scale"))
                .noneMatch(css -> isShown(css));
        assertThat(holds(IS_DRAWN_ON_WHITE)).isTrue();
        assertThat(browser.findElement(By.id("field")).getLocation().getY())
                .isLessThan(browser.findElement(By.id("side")).getLocation().getY());
        saveScreenshot("paper");
        browser.executeCdpCommand("Emulation.setEmulatedMedia", Map.of("media", ""));
        await("the screen", () -> !isShown("#field #printed") && isShown("#paths"));
        assertThat(truth("return document.documentElement.dataset.theme === 'dark'"))
                .isTrue();
        ask("page.toggleTheme()");
        assertThat(errors()).isEmpty();
    }

    private static boolean isShown(String css) {
        return browser.findElements(By.cssSelector(css)).stream().anyMatch(WebElement::isDisplayed);
    }

    private static Object styleOf(String css, String property) {
        return browser.executeScript(
                "return getComputedStyle(document.querySelector(arguments[0]))[arguments[1]]", css, property);
    }

    /** Whether the browser, which may create an empty file first, has saved it. */
    private static boolean isWritten(Path file) {
        return file.toFile().length() > 0;
    }

    @Test
    void aPausedViewStandsStill() {
        // Given
        await("particles", () -> places().size() > 3);

        // When
        browser.findElement(By.id("field")).sendKeys(Keys.SPACE);
        awaitNextPicture();
        Map<String, Object> before = places();
        pauseFor(Duration.ofMillis(700));

        // Then
        assertThat(places()).isNotEmpty().isEqualTo(before);
        browser.findElement(By.id("pause")).click();
        await("it to continue", () -> !isPaused());
    }

    @Test
    void recordsThatWereRejectedAreToldUntilAPersonHidesThat() {
        // Given
        await("particles", () -> drawn() > 5);

        // When it is told and hidden in one script, because the page takes back what does not hold
        Object told = browser.executeAsyncScript("""
                import('/page/main.js').then(({ page }) => {
                  const rejected = (cause) => [{
                    acquisition: 'again', records: 3, causes: [{ cause, meaning: 'they came late', records: 3 }]
                  }];
                  const banner = document.getElementById('rejected');
                  const shown = () => (banner.hidden ? '' : banner.innerText.replace(/\\s+/g, ' '));
                  const tell = (cause) => (page.takeAcquisitions(page.acquisitions.known, rejected(cause)), shown());
                  const first = tell('AFTER_FINAL');
                  banner.querySelector('button').click();
                  arguments[0]([first, shown(), tell('AFTER_FINAL'), tell('UNIT_CHANGED')]);
                })""");

        // Then another cause is told again
        assertThat(told)
                .asInstanceOf(InstanceOfAssertFactories.list(String.class))
                .satisfiesExactly(
                        first -> assertThat(first)
                                .isEqualTo("3 records of again were rejected because they came late (AFTER_FINAL)."
                                        + " wanderscope dead-letters lists them and says what to do. Hide"),
                        hidden -> assertThat(hidden).isEmpty(),
                        again -> assertThat(again).isEmpty(),
                        other -> assertThat(other).contains("UNIT_CHANGED"));
        assertThat(errors()).isEmpty();
    }

    @Test
    void theFieldKeepsItsSizeWhateverIsAnnounced() {
        // Given
        await("particles", () -> drawn() > 5);

        // When all is announced at once; in one script, because the page takes back what does not hold
        Object sizes = browser.executeAsyncScript("""
                Promise.all([import('/page/main.js'), import('/page/view/banner.js')]).then(([{ page }, banner]) => {
                  const size = () => JSON.stringify(page.field.element.getBoundingClientRect());
                  const before = size();
                  banner.showLost(null, 'no broker answers');
                  banner.showBehind('The stream is behind.');
                  banner.showRejected('A record was rejected.');
                  banner.showNotice('another');
                  document.getElementById('rates').textContent = 'an update every 5 s, not 0.1 s · '.repeat(20);
                  const announced = document.getElementById('banners').clientHeight;
                  arguments[0]([before, size(), announced > 50 ? 'all' : announced]);
                })""");

        // Then
        assertThat(sizes).asInstanceOf(InstanceOfAssertFactories.LIST).satisfies(each -> {
            assertThat(each.get(1)).isEqualTo(each.get(0));
            assertThat(each.get(2)).isEqualTo("all");
        });
        assertThat(errors()).isEmpty();
    }

    @Test
    void thePageRecoversWhenTheServerComesBack() throws IOException {
        // Given
        await("particles", () -> drawn() > 5);
        int port = URI.create(dashboard.address()).getPort();
        dashboard.close();
        await("the banner", PageInBrowser::showsLostConnection);
        long before = frame();

        // When
        dashboard = stack.dashboard(port);

        // Then
        await("the connection", () -> !showsLostConnection());
        await("new frames", () -> frame() > before);
        await("particles", () -> drawn() > 5);
    }

    @Test
    void aSilentConnectionIsReopened() {
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
}
