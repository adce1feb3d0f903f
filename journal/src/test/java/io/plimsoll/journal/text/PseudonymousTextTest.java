package io.plimsoll.journal.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.plimsoll.journal.Json;
import io.plimsoll.protocol.Frame;
import io.plimsoll.protocol.codec.DeleverageEncoder;
import io.plimsoll.protocol.codec.LiquidationFillEncoder;
import io.plimsoll.protocol.codec.LiquidationOrderEncoder;
import io.plimsoll.protocol.codec.MessageHeaderEncoder;
import io.plimsoll.protocol.codec.SeizeFillEncoder;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whoever is an account in a record has another number in a pseudonymous export, the same in every field. */
@Timeout(30)
class PseudonymousTextTest {
    private static final BigDecimal ACCOUNT = new BigDecimal(4711);

    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[1024]);
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();

    @Test
    void shouldHideTheOtherSideOfAFill() {
        final int length = new LiquidationFillEncoder()
                .wrapAndApplyHeader(buffer, Frame.HEADER_LENGTH, header)
                .accountId(4711)
                .counterpartyId(4711)
                .encodedLength();
        assertHidden(text(length), "counterpartyId");
    }

    @Test
    void shouldHideTheAccountThatAnIsolatedOneBelongsTo() {
        final LiquidationOrderEncoder order = new LiquidationOrderEncoder()
                .wrapAndApplyHeader(buffer, Frame.HEADER_LENGTH, header)
                .accountId(4711)
                .parentAccountId(4711);
        order.legsCount(0);
        assertHidden(text(order.accountName("a").symbol("s").encodedLength()), "parentAccountId");
    }

    @Test
    void shouldHideTheOtherSideOfASeizure() {
        final int length = new SeizeFillEncoder()
                .wrapAndApplyHeader(buffer, Frame.HEADER_LENGTH, header)
                .accountId(4711)
                .counterpartyId(4711)
                .encodedLength();
        assertHidden(text(length), "counterpartyId");
    }

    @Test
    void shouldHideWhoTakesAPositionOver() {
        final int length = new DeleverageEncoder()
                .wrapAndApplyHeader(buffer, Frame.HEADER_LENGTH, header)
                .accountId(4711)
                .counterpartyId(4711)
                .accountName("alice")
                .counterpartyName("alice")
                .symbol("s")
                .encodedLength();
        final Map<String, Object> text = text(length);
        assertHidden(text, "counterpartyId");
        assertNotEquals("alice", text.get("counterparty"));
        assertEquals(text.get("account"), text.get("counterparty"));
    }

    private static void assertHidden(final Map<String, Object> text, final String field) {
        assertNotEquals(ACCOUNT, text.get(field));
        assertEquals(text.get("accountId"), text.get(field));
    }

    private Map<String, Object> text(final int length) {
        Frame.seal(buffer, 0, MessageHeaderEncoder.ENCODED_LENGTH + length, 1, 1, 0);
        final ByteArrayOutputStream text = new ByteArrayOutputStream();
        try (PrintStream out = new PrintStream(text, false, StandardCharsets.UTF_8)) {
            RecordText.pseudonymous(out)
                    .onFrame(buffer, 0, Frame.HEADER_LENGTH + MessageHeaderEncoder.ENCODED_LENGTH + length);
        }
        return Json.object(text.toString(StandardCharsets.UTF_8));
    }
}
