package io.plimsoll.daemon.console;

import com.fasterxml.jackson.core.JsonGenerator;
import io.plimsoll.daemon.definitions.DefinitionSet;
import io.plimsoll.engine.MarginView;
import io.plimsoll.engine.PriceStand;
import io.plimsoll.protocol.Decimals;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Copies how every price stands and what its sources said, some prices an answer. {@link #run} is the engine thread's, allocates nothing and
 * copies at most {@link #SIZE} prices; the rest is for whoever asked, once it was answered.
 */
final class PriceStands implements Runnable {
    /** Most prices of one question. */
    static final int SIZE = 32;

    private static final long NS_PER_MS = 1_000_000;

    private final MarginView view;
    private final List<DefinitionSet.PriceRef> prices;
    private final List<PriceStand> stands = new ArrayList<>();
    private long nowNs;
    private int next;

    PriceStands(final MarginView view, final Iterable<DefinitionSet.PriceRef> all) {
        this.view = view;
        prices = new ArrayList<>();
        all.forEach(prices::add);
        prices.forEach(price -> stands.add(new PriceStand()));
    }

    /** The next answer begins with the first price; sources are fresh or not as of {@code now}, event time. */
    void restart(final long now) {
        nowNs = now;
        next = 0;
    }

    /** Whether every price was copied since the restart. */
    boolean isDone() {
        return next == prices.size();
    }

    @Override
    public void run() {
        final int end = Math.min(prices.size(), next + SIZE);
        while (next < end) {
            view.stand(prices.get(next).id(), nowNs, stands.get(next));
            next++;
        }
    }

    /** Writes them as one array. */
    void write(final JsonGenerator json) throws IOException {
        json.writeStartArray();
        for (int i = 0; i < prices.size(); i++) {
            write(json, prices.get(i), stands.get(i));
        }
        json.writeEndArray();
    }

    private static void write(final JsonGenerator json, final DefinitionSet.PriceRef price, final PriceStand stand)
            throws IOException {
        json.writeStartObject();
        json.writeStringField("symbol", price.symbol());
        json.writeStringField("price", text(stand.value(), price));
        json.writeStringField("guard", stand.isGuarded() ? stand.state().name().toLowerCase(Locale.ROOT) : null);
        json.writeStringField("low", text(stand.low(), price));
        json.writeStringField("high", text(stand.high(), price));
        time(json, "acceptedMs", stand.acceptedNs());
        json.writeBooleanField("manual", stand.isManual());
        json.writeBooleanField("dwelling", stand.isDwelling());
        json.writeArrayFieldStart("sources");
        for (int i = 0; i < stand.sources(); i++) {
            json.writeStartObject();
            json.writeNumberField("source", stand.source(i));
            json.writeStringField("price", text(stand.said(i), price));
            time(json, "saidMs", stand.saidNs(i));
            json.writeBooleanField("down", stand.isDown(i));
            json.writeBooleanField("fresh", stand.isFresh(i));
            json.writeBooleanField("outlier", stand.isOutlier(i));
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    // Null before there is one.
    private static String text(final long mantissa, final DefinitionSet.PriceRef price) {
        return mantissa == 0 ? null : Decimals.format(mantissa, price.decimals());
    }

    private static void time(final JsonGenerator json, final String name, final long ns) throws IOException {
        if (ns == MarginView.NEVER) {
            json.writeNullField(name);
        } else {
            json.writeNumberField(name, ns / NS_PER_MS);
        }
    }
}
