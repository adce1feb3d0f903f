package io.plimsoll.daemon.process;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.plimsoll.daemon.venue.VenueRecords;
import io.plimsoll.feed.fact.Fact;
import io.plimsoll.journal.LogName;
import io.plimsoll.protocol.Frame;
import io.plimsoll.protocol.codec.LiquidationOrderDecoder;
import io.plimsoll.protocol.codec.MarkerDecoder;
import io.plimsoll.protocol.codec.MessageHeaderDecoder;
import io.plimsoll.protocol.codec.StateHashDecoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.agrona.DirectBuffer;

/** Holds a stopped daemon's journal to what it must be, against the journal of the venue that it listened to. */
final class JournalAudit {
    private final List<DirectBuffer> inputs;
    private final List<DirectBuffer> orders;
    private final ReplayedInputs replayed;
    private final DaemonHome home;

    JournalAudit(final DaemonHome home) {
        this.home = home;
        inputs = LogRecords.of(home.journal(), LogName.INPUTS);
        orders = LogRecords.of(home.journal(), LogName.ORDERS);
        replayed = new ReplayedInputs(inputs);
    }

    /** Nothing but the inputs decides: {@code orders} is, byte for byte, what replaying them gives. */
    JournalAudit ordersAreWhatInputsGive() {
        assertEquals("", LogRecords.firstDifference(replayed.decisions(), orders));
        return this;
    }

    /** The venue's facts are all there, each taken once and in order; where the venue said one again, the engine drops the copy. */
    JournalAudit factsAreTheVenues() {
        assertEquals(once(LogRecords.of(home.venue(), LogName.INPUTS)), once(inputs));
        return this;
    }

    /** As {@link #factsAreTheVenues}, and {@code inputs} themselves hold none of them twice. */
    JournalAudit factsAreTheVenuesAndNoneIsThereTwice() {
        assertEquals(once(LogRecords.of(home.venue(), LogName.INPUTS)), all(inputs));
        return this;
    }

    /** Who holds what at the end is what the venue has, had nothing been disturbed. */
    JournalAudit holdingsAre(final Venue venue) {
        assertEquals(venue.holdings(), replayed.holdings());
        return this;
    }

    /** Ids are unique. */
    OrdersSeen orders() {
        return new OrdersSeen(orders);
    }

    /**
     * How many state hashes the daemon told, as it lived and died: each is that of an engine that was given the same inputs and never stopped, the
     * last one that of a daemon's clean end.
     */
    int stateHashes() {
        final List<Long> told = hashes(orders);
        assertEquals(hashes(replayed.decisions()), told);
        final MarkerDecoder marker = new MarkerDecoder();
        final DirectBuffer last = inputs.get(inputs.size() - 1);
        assertEquals(MarkerDecoder.TEMPLATE_ID, Frame.templateId(last, 0), "a clean end is marked");
        final long markedLast = marker.wrapAndApplyHeader(last, Frame.HEADER_LENGTH, new MessageHeaderDecoder())
                .marker();
        assertEquals(markedLast, told.get(told.size() - 2));
        return told.size() / 2;
    }

    // Marker and hash, one behind the other.
    private static List<Long> hashes(final List<DirectBuffer> decisions) {
        final List<Long> hashes = new ArrayList<>();
        final StateHashDecoder hash = new StateHashDecoder();
        for (final DirectBuffer record : decisions) {
            if (Frame.templateId(record, 0) == StateHashDecoder.TEMPLATE_ID) {
                hash.wrapAndApplyHeader(record, Frame.HEADER_LENGTH, new MessageHeaderDecoder());
                hashes.add(hash.marker());
                hashes.add(hash.hash());
            }
        }
        return hashes;
    }

    /** How many facts the venue said, each counted once. */
    int facts() {
        return once(inputs).size();
    }

    /** How many liquidation orders there are. */
    int liquidationOrders() {
        return (int) orders.stream()
                .filter(record -> Frame.templateId(record, 0) == LiquidationOrderDecoder.TEMPLATE_ID)
                .count();
    }

    // As the engine counts: at or below the last sequence is a duplicate.
    private static List<Fact> once(final List<DirectBuffer> records) {
        final List<Fact> facts = new ArrayList<>();
        long last = 0;
        for (final Fact fact : all(records)) {
            if (fact.sourceSequence() > last) {
                last = fact.sourceSequence();
                facts.add(fact);
            }
        }
        return facts;
    }

    private static List<Fact> all(final List<DirectBuffer> records) {
        final VenueRecords reader = new VenueRecords();
        return records.stream()
                .map(record -> reader.fact(record, 0))
                .filter(Objects::nonNull)
                .toList();
    }
}
