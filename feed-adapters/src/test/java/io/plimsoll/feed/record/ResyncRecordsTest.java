package io.plimsoll.feed.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.plimsoll.feed.FakePort;
import io.plimsoll.feed.FakePort.Published;
import io.plimsoll.feed.PriceId;
import io.plimsoll.feed.fact.Fact;
import io.plimsoll.feed.fact.FactPublisher;
import io.plimsoll.feed.fact.SourceHeartbeat;
import io.plimsoll.feed.fact.Transfer;
import io.plimsoll.feed.ndjson.Directory;
import io.plimsoll.protocol.codec.BooleanType;
import io.plimsoll.protocol.codec.MessageHeaderDecoder;
import io.plimsoll.protocol.codec.MessageHeaderEncoder;
import io.plimsoll.protocol.codec.PriceTickDecoder;
import io.plimsoll.protocol.codec.PriceTickEncoder;
import io.plimsoll.protocol.codec.SourceResyncDecoder;
import io.plimsoll.protocol.codec.TransferDecoder;
import java.util.ArrayList;
import java.util.List;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.MutableDirectBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** When the engine is told that records of a stream are still to come: before whatever comes next, and once. */
@Timeout(20)
class ResyncRecordsTest {
    private final FakePort port = new FakePort();
    private final FactPublisher facts = new FactPublisher(port);
    private final Continuity continuity = new Continuity(facts.sequences(), 1, false);
    private final RecordForwarder forwarder =
            new RecordForwarder(port, facts, new Nobody(), Overlap.none(), continuity, source -> false);
    private final MutableDirectBuffer buffer = new ExpandableArrayBuffer();

    private void say(final Fact fact) {
        assertNull(forwarder.accept(buffer, 0, fact.encode(buffer, 0)));
    }

    private void transfer(final int source, final long sequence) {
        say(new Transfer(source, sequence, 1, 1, 10));
    }

    private void price() {
        final PriceTickEncoder price = new PriceTickEncoder()
                .wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder())
                .value(5)
                .publishNs(1)
                .priceId(1)
                .source(9)
                .endOfGroup(BooleanType.T);
        assertNull(forwarder.accept(buffer, 0, MessageHeaderEncoder.ENCODED_LENGTH + price.encodedLength()));
    }

    private void begin() {
        continuity.begin(continuity.requestId(), false);
        forwarder.followGate();
    }

    private void end() {
        continuity.end(continuity.requestId());
        forwarder.followGate();
    }

    private void interrupt() {
        continuity.interrupted();
        forwarder.followGate();
    }

    /** What came out since the last look: {@code price}, {@code 7} for a transfer of source 7, {@code 7?} and {@code 7.} when it is asked and all here. */
    private List<String> told(final int skipped) {
        final List<String> told = new ArrayList<>();
        for (final Published record :
                port.published().subList(skipped, port.published().size())) {
            told.add(text(record));
        }
        return told;
    }

    private static String text(final Published record) {
        final MessageHeaderDecoder header = new MessageHeaderDecoder();
        return switch (record.templateId()) {
            case PriceTickDecoder.TEMPLATE_ID -> "price";
            case TransferDecoder.TEMPLATE_ID ->
                Integer.toString(new TransferDecoder()
                        .wrapAndApplyHeader(record.buffer(), 0, header)
                        .source());
            case SourceResyncDecoder.TEMPLATE_ID -> {
                final SourceResyncDecoder resync =
                        new SourceResyncDecoder().wrapAndApplyHeader(record.buffer(), 0, header);
                yield resync.source() + (resync.underWay() == BooleanType.T ? "?" : ".");
            }
            default -> "template " + record.templateId();
        };
    }

    private void startWhole() {
        interrupt(); // a sender is found
        begin();
        transfer(7, 1);
        end();
        assertEquals(List.of("7"), told(0), "nothing is armed before the first answer, so nothing is to be told");
    }

    @Test
    void shouldTellOfAGapBeforeThePriceThatFollows() {
        startWhole();
        transfer(7, 3);
        price();
        begin();
        price();
        transfer(7, 2);
        transfer(7, 3);
        price();
        end();
        price();
        assertEquals(List.of("7?", "price", "price", "7", "7", "price", "7.", "price"), told(1));
    }

    @Test
    void shouldTellOnceHoweverOftenItIsAsked() {
        startWhole();
        interrupt();
        interrupt();
        begin();
        interrupt(); // the answer does not go on
        begin();
        end();
        end();
        assertEquals(List.of("7?", "7."), told(1));
    }

    @Test
    void shouldTellOfASourceThatIsNewInTheAnswer() {
        startWhole();
        interrupt();
        begin();
        transfer(8, 1);
        transfer(8, 2);
        end();
        transfer(8, 3);
        assertEquals(List.of("7?", "8?", "8", "8", "7.", "8.", "8"), told(1));
    }

    @Test
    void shouldTellOfAHeartbeatThatIsAhead() {
        startWhole();
        say(new SourceHeartbeat(7, 2));
        assertEquals(List.of("7?"), told(1));
    }

    private static final class Nobody implements Directory {
        @Override
        public PriceId priceId(final String symbol) {
            return null;
        }

        @Override
        public Asset asset(final String symbol) {
            return null;
        }

        @Override
        public Instrument instrument(final String symbol) {
            return null;
        }

        @Override
        public long accountId(final String name) {
            return UNKNOWN_ACCOUNT;
        }

        @Override
        public void accountOpened(final String name, final long accountId) {
            // nobody asks
        }
    }
}
