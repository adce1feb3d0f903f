package io.plimsoll.engine.differential;

import io.plimsoll.protocol.codec.BooleanType;
import io.plimsoll.protocol.codec.SourceDownEncoder;
import io.plimsoll.protocol.codec.SourceResyncEncoder;

/** What the daemon says of sources. */
public final class SourceRecords {
    private SourceRecords() {}

    /** What was missed of an account source has been asked for, or is here. */
    static void resync(final InputRecords out, final int source, final boolean isUnderWay) {
        out.record((buffer, at, header) -> new SourceResyncEncoder()
                .wrapAndApplyHeader(buffer, at, header)
                .source(source)
                .underWay(isUnderWay ? BooleanType.T : BooleanType.F)
                .encodedLength());
    }

    /** A source is lost or silent. */
    public static void down(final InputRecords out, final int source) {
        out.record((buffer, at, header) -> new SourceDownEncoder()
                .wrapAndApplyHeader(buffer, at, header)
                .source(source)
                .encodedLength());
    }
}
