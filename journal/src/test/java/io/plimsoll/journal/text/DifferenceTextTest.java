package io.plimsoll.journal.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.plimsoll.protocol.Frame;
import io.plimsoll.protocol.codec.AccountDifferenceEncoder;
import io.plimsoll.protocol.codec.MessageHeaderEncoder;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is said of a leg on which a snapshot and the engine differ: both sides, at the leg's own scales. */
@Timeout(30)
class DifferenceTextTest {
    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[512]);
    private final AccountDifferenceEncoder difference = new AccountDifferenceEncoder();

    @Test
    void shouldTellABalance() {
        begin().assetId(1)
                .instrumentId(AccountDifferenceEncoder.instrumentIdNullValue())
                .unitDecimals((short) 2)
                .priceDecimals((short) 0);
        assertEquals(
                "{\"sequence\":7,\"eventNs\":5,\"type\":\"accountDifference\",\"accountId\":4,\"assetId\":1,\"ours\":\"-5\","
                        + "\"theirs\":\"12.5\",\"source\":9,\"causeSequence\":7,\"account\":\"alice\"}",
                text());
    }

    @Test
    void shouldTellAPositionWithItsCosts() {
        begin().assetId(AccountDifferenceEncoder.assetIdNullValue())
                .instrumentId(3)
                .unitDecimals((short) 3)
                .priceDecimals((short) 2);
        assertEquals(
                "{\"sequence\":7,\"eventNs\":5,\"type\":\"accountDifference\",\"accountId\":4,\"ours\":\"-0.5\",\"theirs\":\"1.25\","
                        + "\"instrumentId\":3,\"ourCost\":\"-50.01\",\"theirCost\":\"125\",\"source\":9,"
                        + "\"causeSequence\":7,\"account\":\"alice\"}",
                text());
    }

    private AccountDifferenceEncoder begin() {
        difference
                .wrapAndApplyHeader(buffer, Frame.HEADER_LENGTH, new MessageHeaderEncoder())
                .causeSequence(7)
                .accountId(4)
                .ourUnits(-500)
                .theirUnits(1_250)
                .causeCrc(255)
                .source(9);
        difference.ourCost().high(-1).low(-5_001_000);
        difference.theirCost().high(0).low(12_500_000);
        return difference;
    }

    private String text() {
        final int length = MessageHeaderEncoder.ENCODED_LENGTH
                + difference.accountName("alice").encodedLength();
        Frame.seal(buffer, 0, length, 7, 5, 0);
        final ByteArrayOutputStream text = new ByteArrayOutputStream();
        try (PrintStream out = new PrintStream(text, false, StandardCharsets.UTF_8)) {
            new RecordText(out, true, true).onFrame(buffer, 0, Frame.HEADER_LENGTH + length);
        }
        return text.toString(StandardCharsets.UTF_8).strip();
    }
}
