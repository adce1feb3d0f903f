package io.plimsoll.feed.ndjson;

import io.plimsoll.feed.fact.FactSequences;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** What a client is told so that it goes on behind what is here: docs/formats/ndjson.md. Stateless, any thread. */
final class ResyncLine {
    private ResyncLine() {}

    /** {@code wantsSnapshots}: account records are missing, and their accounts in doubt. */
    static ByteBuffer of(final FactSequences sequences, final boolean wantsSnapshots) {
        final StringBuilder line = new StringBuilder("{\"type\":\"resync\",\"snapshots\":")
                .append(wantsSnapshots)
                .append(",\"held\":[");
        final int empty = line.length();
        sequences.forEach((source, last) -> line.append(line.length() == empty ? "" : ",")
                .append("{\"source\":\"")
                .append(source)
                .append("\",\"sequence\":\"")
                .append(last)
                .append("\"}"));
        return StandardCharsets.US_ASCII.encode(line.append("]}\n").toString());
    }
}
