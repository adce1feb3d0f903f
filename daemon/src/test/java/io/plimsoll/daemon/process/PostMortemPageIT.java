package io.plimsoll.daemon.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The report in a browser that can reach nothing: it shows, draws, complains of nothing, and prints. */
@Timeout(180)
class PostMortemPageIT {
    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
    private static final int WIDTH = 1_100;
    private static final int HEIGHT = 2_400;
    private static final int BAND = 400;
    private static final int PRICE_LINE = 0x1f5fa8;
    private static final int LIQUIDATION = 0xb42318;

    @RegisterExtension
    final Children children = new Children();

    private Path page = Path.of("");

    @BeforeEach
    void makeTheReport() throws IOException {
        assumeTrue(Files.isExecutable(CHROMIUM), "no browser here: " + CHROMIUM + " is missing (package chromium)");
        final Path folder = children.scratch();
        final SmallBacktest backtest = new SmallBacktest(folder, 300, 1_500, 11);
        children.plimsoll(backtest.command(folder.resolve("journal"))).awaitExit(0);
        page = folder.resolve("report.html");
        children.plimsoll("post-mortem", "--journal", folder.resolve("journal"), "-o", page)
                .awaitExit(0);
    }

    private Child chromium(final String... more) {
        final List<String> command = new ArrayList<>(List.of(
                CHROMIUM.toString(),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-background-networking",
                "--no-first-run",
                "--hide-scrollbars",
                "--enable-logging=stderr",
                "--host-resolver-rules=MAP * ~NOTFOUND",
                "--window-size=" + WIDTH + "," + HEIGHT,
                "--user-data-dir=" + children.scratch().resolve("browser")));
        command.addAll(List.of(more));
        command.add(page.toUri().toString());
        return children.start("chromium", Map.of(), command).awaitExit(0);
    }

    @Test
    void shouldShowOnScreenAndOnPaper() throws IOException {
        final String html = Files.readString(page);
        assertFalse(
                html.replace("http://www.w3.org/2000/svg", "").matches("(?s).*(https?:|<script|<link rel=style).*"));
        final Path screenshot = children.scratch().resolve("screen.png");
        final Child shown = chromium("--screenshot=" + screenshot);
        for (final String complaint : List.of("CONSOLE", "ERR_", "net_error")) {
            assertFalse(shown.err().contains(complaint), shown.err());
        }
        checkDrawn(ImageIO.read(screenshot.toFile()));
        final Path paper = children.scratch().resolve("paper.pdf");
        chromium("--print-to-pdf=" + paper);
        assertTrue(Files.size(paper) > 10_000, "nothing to print");
    }

    // Something in each band of the page, and the colours that only the drawings have.
    private static void checkDrawn(final BufferedImage image) {
        assertEquals(WIDTH, image.getWidth());
        assertEquals(HEIGHT, image.getHeight());
        final Set<Integer> colours = new HashSet<>();
        for (int top = 0; top < HEIGHT; top += BAND) {
            int inked = 0;
            for (int y = top; y < top + BAND; y++) {
                for (int x = 0; x < WIDTH; x++) {
                    final int colour = image.getRGB(x, y) & 0xFFFFFF;
                    colours.add(colour);
                    inked += colour == 0xFFFFFF ? 0 : 1;
                }
            }
            assertTrue(inked > BAND * WIDTH / 200, "blank from " + top + " on: " + inked + " pixels");
        }
        assertTrue(colours.contains(PRICE_LINE), "no price path");
        assertTrue(colours.contains(LIQUIDATION), "no liquidation marked");
    }
}
