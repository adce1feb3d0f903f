package io.plimsoll.feed.ndjson;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plimsoll.feed.PriceId;
import io.plimsoll.feed.file.RecordedFile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The examples of the documents are read by the code that they describe. */
@Timeout(10)
class DocumentedExamplesTest {
    private static List<String> examples(final String document, final String language) throws IOException {
        final Matcher blocks = Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(Path.of("../docs/formats").resolve(document)));
        final List<String> examples = new ArrayList<>();
        while (blocks.find()) {
            examples.add(blocks.group(1));
        }
        return examples;
    }

    @Test
    void shouldReadTheLines() throws IOException {
        final TestIngress in = new TestIngress();
        in.directory.accountOpened("desk", 5);
        final List<String> examples = examples("ndjson.md", "ndjson");
        assertEquals(19, examples.size());
        in.read(String.join("", examples).getBytes(UTF_8));
        assertEquals(List.of(), in.errors);
        assertEquals(22, in.port.published().size());
    }

    @Test
    void shouldReadTheFiles() throws IOException {
        final List<String> examples = examples("ticks.md", "csv");
        assertEquals(3, examples.size());
        for (final String file : examples) {
            final List<String> feeds = file.startsWith("timestamp") ? List.of("BTC-PERP") : List.of();
            final ByteArrayInputStream bytes = new ByteArrayInputStream(file.getBytes(UTF_8));
            assertTrue(RecordedFile.read("example", bytes, symbol -> new PriceId(1, 2), feeds)
                            .tickCount()
                    > 0);
        }
    }

    @Test
    void shouldGiveTheErrorThatIsShown() throws IOException {
        final TestIngress in = new TestIngress();
        in.read("{'type':'price','source':'2','sequence':'1','of':'BTC-PERP','publishNs':'1','value':'1e-7'}");
        final String answer = new String(ErrorLine.of(in.refused.get(0)).array(), UTF_8).trim();
        assertEquals(
                examples("ndjson.md", "json").get(0).trim().replace("\"line\":42", "\"line\":1"),
                answer.replace("\0", ""));
    }
}
