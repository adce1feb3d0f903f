package io.plimsoll.feed.ndjson;

import io.plimsoll.feed.FormatException;
import io.plimsoll.feed.PriceId;
import io.plimsoll.feed.PricePublisher;
import io.plimsoll.feed.PriceTick;
import io.plimsoll.feed.SourceStates;
import io.plimsoll.feed.TickSource;
import io.plimsoll.feed.fact.AccountOpened;
import io.plimsoll.feed.fact.Fact;
import io.plimsoll.feed.fact.FactSequences;
import io.plimsoll.feed.fact.SourceHeartbeat;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.agrona.collections.IntHashSet;

/** Applies the lines of one stream: each is parsed and checked whole, then published. One thread. */
final class NdjsonReader {
    private static final String TYPES =
            "a type: price, sourceDown, account, transfer, fill, liquidationFill, seizeFill, fundBalance, fundPayment, funding, interestIndex, openInterest, openOrders, leverage, stablePrice, deposits, marginScale,"
                    + " heartbeat or snapshot";

    private final String name;
    private final IngressContext context;
    private final PricePublisher prices;
    private final SourceStates sources;
    private final FactLines factLines;
    private final Names names;
    private final PriceTick tick = new PriceTick();
    private final IntHashSet speaking = new IntHashSet(); // price sources that are up by what came here
    private boolean isBehindGap;

    /** {@code name} stands for the stream in messages. */
    NdjsonReader(final String name, final IngressContext context, final PricePublisher prices) {
        this.name = name;
        this.context = context;
        this.prices = prices;
        this.sources = new SourceStates(context.port(), prices);
        this.factLines = new FactLines(context.directory());
        this.names = new Names(context.directory());
    }

    /**
     * Publishes what a line states.
     *
     * @return whether that was about accounts, or a heartbeat
     * @throws FormatException when it is malformed, and nothing of it was published
     */
    boolean apply(final byte[] bytes, final int start, final int length, final long line) {
        isBehindGap = false;
        final long dueNanoTime = context.nanoClock().nanoTime();
        final Fields fields = new Fields(name, line, "object", parse(bytes, start, length, line));
        final String type = fields.has("type") ? fields.text("type") : "";
        if (type.equals("price")) {
            readPrice(fields.as(type));
            tick.received(context.epochClock().nanoTime(), dueNanoTime)
                    .eventNs(context.eventTime().getAsLong());
            prices.publish(tick);
            speaking.add(tick.source());
            return false;
        }
        final Fields named = fields.as(type);
        if (type.equals("sourceDown")) {
            final int source = priceSource(named);
            named.done();
            sources.down(source, dueNanoTime, context.eventTime().getAsLong());
            speaking.remove(source);
            return false;
        }
        final List<? extends Fact> facts = factLines.facts(type, named);
        if (facts == null) {
            throw fields.error(type.isEmpty() ? "no type" : "type \"" + type + '"', TYPES);
        }
        named.done();
        prices.flush(); // in the order in which they came, if there is room
        isBehindGap = isBehindGap(
                facts.get(0), context.facts().sequences().last(facts.get(0).source()));
        context.facts().publish(facts, dueNanoTime, context.eventTime().getAsLong());
        if (facts.get(0) instanceof AccountOpened opened) {
            context.directory().accountOpened(opened.name(), opened.accountId());
        }
        return true;
    }

    /** The stream is lost: the price sources that spoke on it are down until they speak again. */
    void lost() {
        speaking.forEachInt(source -> sources.down(
                source, context.nanoClock().nanoTime(), context.eventTime().getAsLong()));
        speaking.clear();
    }

    private static boolean isBehindGap(final Fact fact, final long last) {
        final long expected = fact instanceof SourceHeartbeat ? last : last + 1;
        return last != FactSequences.NEVER && fact.sourceSequence() > expected;
    }

    /** Whether account records are missing before what the last line stated. */
    boolean isBehindGap() {
        return isBehindGap;
    }

    private Map<String, Object> parse(final byte[] bytes, final int start, final int length, final long line) {
        try {
            return JsonLines.parse(bytes, start, length);
        } catch (final IOException e) {
            throw new FormatException(name, line, e.getMessage(), "one JSON object in UTF-8, whole on its line");
        }
    }

    private int priceSource(final Fields fields) {
        final int source = FactLines.source(fields);
        if (context.feedSources().test(source)) {
            throw fields.error("source", Integer.toString(source), "a number that is no feed's");
        }
        return source;
    }

    private void readPrice(final Fields fields) {
        final PriceId id = names.priceId(fields, "of");
        final String symbol = fields.text("of");
        final long value = fields.decimal("value", id.decimals(), symbol);
        final long confidence = fields.has("confidence")
                ? fields.decimal("confidence", id.decimals(), symbol)
                : TickSource.NO_CONFIDENCE;
        if (confidence < 0 && confidence != TickSource.NO_CONFIDENCE) {
            throw fields.error("confidence", fields.text("confidence"), "0 or more");
        }
        tick.source(priceSource(fields))
                .price(id.id(), value, confidence)
                .published(fields.whole("publishNs", 0, Long.MAX_VALUE), FactLines.sequence(fields))
                .endOfGroup(fields.booleanOr("endOfGroup", true));
        fields.done();
    }
}
