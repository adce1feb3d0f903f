package io.plimsoll.journal.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.plimsoll.protocol.Frame;
import io.plimsoll.protocol.codec.BooleanType;
import io.plimsoll.protocol.codec.MessageHeaderEncoder;
import io.plimsoll.protocol.codec.OperatorActEncoder;
import io.plimsoll.protocol.codec.OperatorActKind;
import io.plimsoll.protocol.codec.SourceDownEncoder;
import io.plimsoll.protocol.codec.SourceHeartbeatEncoder;
import io.plimsoll.protocol.codec.SourceResyncEncoder;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is said of an operator's acts, of which only what they are about is told, of heartbeats, and of price sources that are down. */
@Timeout(30)
class ActTextTest {
    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[512]);
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();

    @Test
    void shouldTellAnActAboutAnAccount() {
        final OperatorActEncoder act = empty().accountId(7).act(OperatorActKind.HOLD_ACCOUNT);
        act.operatorName("ada").reason("in dispute");
        assertEquals(
                "\"type\":\"operatorAct\",\"act\":\"hold_account\",\"accountId\":7,\"operator\":\"ada\","
                        + "\"reason\":\"in dispute\"",
                text(act.encodedLength()));
    }

    @Test
    void shouldTellAPriceThatIsSet() {
        final OperatorActEncoder act = empty().priceId(2).value(61_000).act(OperatorActKind.SET_PRICE);
        act.operatorName("ada").reason("oracle is down");
        assertEquals(
                "\"type\":\"operatorAct\",\"act\":\"set_price\",\"priceId\":2,\"value\":61000,\"operator\":\"ada\","
                        + "\"reason\":\"oracle is down\"",
                text(act.encodedLength()));
    }

    @Test
    void shouldTellAHeartbeat() {
        final int length = new SourceHeartbeatEncoder()
                .wrapAndApplyHeader(buffer, Frame.HEADER_LENGTH, header)
                .sequence(12)
                .source(3)
                .encodedLength();
        assertEquals("\"type\":\"sourceHeartbeat\",\"source\":3,\"sourceSequence\":12", text(length));
    }

    @Test
    void shouldTellThatAPriceSourceIsDown() {
        final int length = new SourceDownEncoder()
                .wrapAndApplyHeader(buffer, Frame.HEADER_LENGTH, header)
                .source(3)
                .encodedLength();
        assertEquals("\"type\":\"sourceDown\",\"source\":3", text(length));
    }

    @Test
    void shouldTellThatAnAccountSourceIsAskedForWhatWasMissed() {
        final int length = new SourceResyncEncoder()
                .wrapAndApplyHeader(buffer, Frame.HEADER_LENGTH, header)
                .source(7)
                .underWay(BooleanType.T)
                .encodedLength();
        assertEquals("\"type\":\"sourceResync\",\"source\":7,\"underWay\":true", text(length));
    }

    private OperatorActEncoder empty() {
        return new OperatorActEncoder()
                .wrapAndApplyHeader(buffer, Frame.HEADER_LENGTH, header)
                .accountId(OperatorActEncoder.accountIdNullValue())
                .value(OperatorActEncoder.valueNullValue())
                .instrumentId(OperatorActEncoder.instrumentIdNullValue())
                .priceId(OperatorActEncoder.priceIdNullValue());
    }

    private String text(final int bodyLength) {
        final int length = MessageHeaderEncoder.ENCODED_LENGTH + bodyLength;
        Frame.seal(buffer, 0, length, 7, 5, 0);
        final ByteArrayOutputStream text = new ByteArrayOutputStream();
        try (PrintStream out = new PrintStream(text, false, StandardCharsets.UTF_8)) {
            new RecordText(out, true, true).onFrame(buffer, 0, Frame.HEADER_LENGTH + length);
        }
        final String line = text.toString(StandardCharsets.UTF_8).strip();
        final String start = "{\"sequence\":7,\"eventNs\":5,";
        assertEquals(start, line.substring(0, start.length()));
        return line.substring(start.length(), line.length() - 1);
    }
}
