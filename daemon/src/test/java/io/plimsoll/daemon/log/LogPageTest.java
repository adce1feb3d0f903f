package io.plimsoll.daemon.log;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.plimsoll.daemon.Project;
import io.plimsoll.gateway.http.GatewayCode;
import io.plimsoll.journal.talk.EventCode;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class LogPageTest {
    @Test
    void shouldTellInItsPageWhatEachCodeMeans() throws IOException {
        final List<String> page = Files.readAllLines(Project.root().resolve("docs/operating/logs.md")).stream()
                .filter(line -> line.matches("\\| `[A-Z_]+` \\| .*"))
                .toList();
        assertEquals(
                Stream.<EventCode[]>of(LogCode.values(), GatewayCode.values())
                        .flatMap(Stream::of)
                        .map(code -> "| `" + code + "` | " + code.meaning() + " |")
                        .toList(),
                page);
    }
}
