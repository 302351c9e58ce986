package io.wanderscope.app.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/** How the page shows what has happened: an acquisition that is over, any moment, and acquisitions side by side. */
@Tag("browser")
class PastPageTest extends PageInBrowser {
    private static WebElement part(String name) {
        return browser.findElement(By.cssSelector("#timeline [data-part=" + name + "]"));
    }

    private static boolean isIn(String state) {
        return state.equals(browser.findElement(By.id("timeline")).getDomAttribute("data-state"));
    }

    private static String clock() {
        return browser.findElement(By.id("clock")).getText();
    }

    private static long shownTracks() {
        return (Long) ask("page.field.source.byId.size");
    }

    private static double time() {
        return ((Number) ask("page.timeline.time ?? 0")).doubleValue();
    }

    @Test
    void anAcquisitionThatIsOverShowsAllItsTracks() {
        // Given
        acquireWhole("over");

        // When
        ask("page.choice.choose('over', true)");

        // Then
        await("its final results", () -> holds("page.acquisitions.summary?.live_tracks === 0"));
        await("its end", () -> isIn("ended"));
        assertThat(shownTracks()).isGreaterThanOrEqualTo(5);
        await("its tracks", () -> drawn() >= 5);
        await("the clock", () -> clock().contains("ended; all tracks"));
        assertThat(browser.findElement(By.id("empty")).isDisplayed()).isFalse();
        assertThat(errors()).isEmpty();
        screenshots("ended");
    }

    @Test
    void theHandleShowsAnEarlierMomentAndNowReturns() {
        // Given
        await("particles", () -> drawn() > 5);
        await("the time line", () -> part("handle").isEnabled());

        // When
        part("handle").sendKeys(Keys.HOME);
        part("handle").sendKeys(Keys.PAGE_UP);

        // Then
        await(
                "a moment of the past",
                () -> isIn("past")
                        && holds("page.timeline.moment !== null && page.field.source === page.timeline.past"));
        await("its particles", () -> drawn() > 0);
        await("the clock", () -> clock().contains("past; live is at frame"));
        assertThat(holds("page.field.frame < page.trajectories.lastFrame")).isTrue();
        assertThat(part("handle").getDomAttribute("aria-valuetext")).contains(" of ");
        screenshots("past");
        part("now").click();
        await("what is live", () -> isIn("live") && holds("page.field.source === page.trajectories"));
        Number frame = (Number) ask("page.field.frame");
        await("it goes on", () -> holds("page.field.frame > " + frame));
        assertThat(errors()).isEmpty();
    }

    @Test
    void whatHasHappenedIsPlayed() {
        // Given
        await("particles", () -> drawn() > 5);
        await("the time line", () -> part("handle").isEnabled());
        part("handle").sendKeys(Keys.HOME);
        await("the beginning", () -> holds("page.timeline.moment !== null"));
        double begin = time();

        // When
        browser.findElement(By.id("field")).sendKeys(Keys.SPACE);

        // Then
        await("time to pass", () -> time() > begin + 500);
        await("another part of it", () -> holds("page.timeline.moment.to > " + (begin + 2500)));
        assertThat(part("play").getText()).isEqualTo("Stop");
        browser.findElement(By.id("field")).sendKeys(Keys.SPACE);
        assertThat(part("play").getText()).isEqualTo("Play");
        assertThat(errors()).isEmpty();
    }

    @Test
    void acquisitionsAreListedSearchedAndCompared() {
        // Given
        stack.acquireWhole("listed-a", 40);
        stack.acquireWhole("listed-b", 40);
        part("list").click();
        WebElement dialog = browser.findElement(By.id("acquisitions"));

        // When
        dialog.findElement(By.cssSelector("input[type=search]")).sendKeys("LISTED");

        // Then
        await("both", () -> dialog.findElements(By.cssSelector("tbody input")).size() == 2);
        for (String name : List.of("listed-a", "listed-b")) {
            dialog.findElement(By.cssSelector("[data-compare='" + name + "']")).click();
        }
        await(
                "both side by side",
                () -> dialog.findElements(By.cssSelector("[data-part=compared] thead th"))
                                .size()
                        == 3);
        assertThat(dialog.getText()).contains("median D");
        screenshots("list");
        dialog.findElement(By.cssSelector("[data-open='listed-a']")).click();
        await("the chosen one", () -> "listed-a".equals(acquisition()));
        assertThat(dialog.isDisplayed()).isFalse();
        assertThat(errors()).isEmpty();
    }
}
