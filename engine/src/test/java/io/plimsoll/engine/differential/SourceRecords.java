package io.plimsoll.engine.differential;

import io.plimsoll.protocol.codec.SourceDownEncoder;

/** Records about price sources. */
public final class SourceRecords {
    private SourceRecords() {}

    /** A source is lost or silent. */
    public static void down(final InputRecords out, final int source) {
        out.record((buffer, at, header) -> new SourceDownEncoder()
                .wrapAndApplyHeader(buffer, at, header)
                .source(source)
                .encodedLength());
    }
}
