package io.plimsoll.feed.ndjson;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.plimsoll.feed.FormatException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** The answer to a malformed line: {@code {"error":"...","line":N}}. Stateless, any thread. */
final class ErrorLine {
    private ErrorLine() {}

    static ByteBuffer of(final FormatException error) {
        return of(error.detail(), error.line());
    }

    static ByteBuffer of(final String detail, final long line) {
        final String quoted = new String(JsonStringEncoder.getInstance().quoteAsString(detail));
        return StandardCharsets.UTF_8.encode("{\"error\":\"" + quoted + "\",\"line\":" + line + "}\n");
    }
}
