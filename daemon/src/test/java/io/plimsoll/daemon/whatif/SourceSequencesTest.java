package io.plimsoll.daemon.whatif;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.plimsoll.feed.fact.Fact;
import io.plimsoll.feed.fact.LiquidationFill;
import io.plimsoll.feed.fact.Transfer;
import io.plimsoll.protocol.OrderId;
import io.plimsoll.protocol.codec.LiquidationFillDecoder;
import io.plimsoll.protocol.codec.MessageHeaderDecoder;
import io.plimsoll.protocol.codec.TransferDecoder;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Records taken out leave no gap in their source's numbering, and hide none that was there. */
@Timeout(10)
class SourceSequencesTest {
    private final SourceSequences sequences = new SourceSequences();
    private final UnsafeBuffer message = new UnsafeBuffer(new byte[256]);
    private final List<Long> numbers = new ArrayList<>();

    private void transfer(final int source, final long sequence) {
        take(new Transfer(source, sequence, 1, 1, 5));
        sequences.renumber(TransferDecoder.TEMPLATE_ID, message, 0);
        numbers.add(new TransferDecoder()
                .wrapAndApplyHeader(message, 0, new MessageHeaderDecoder())
                .sourceSequence());
    }

    private void fill(final int source, final long sequence) {
        take(new LiquidationFill(
                source, sequence, 1, LiquidationFill.NO_COUNTERPARTY, 1, new OrderId(1, 1, 0), 1, 1, 0));
        sequences.remove(LiquidationFillDecoder.TEMPLATE_ID, message, 0);
    }

    private void take(final Fact fact) {
        fact.encode(message, 0);
    }

    @Test
    void shouldCloseTheGapsOfWhatIsTakenOut() {
        transfer(1, 10);
        fill(1, 11);
        transfer(1, 12);
        fill(1, 13);
        fill(1, 14);
        transfer(1, 15);
        assertEquals(List.of(10L, 11L, 12L), numbers);
    }

    @Test
    void shouldLeaveOtherSourcesAndRealGapsAsTheyAre() {
        transfer(1, 10);
        fill(1, 11);
        transfer(2, 4);
        transfer(1, 14); // 12 and 13 are missing
        assertEquals(List.of(10L, 4L, 13L), numbers);
    }

    @Test
    void shouldTakeARepeatedFillForNoNumber() {
        transfer(1, 10);
        fill(1, 11);
        fill(1, 11);
        transfer(1, 12);
        assertEquals(List.of(10L, 11L), numbers);
    }
}
