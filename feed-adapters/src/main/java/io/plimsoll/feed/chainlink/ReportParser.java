package io.plimsoll.feed.chainlink;

import com.fasterxml.jackson.core.JsonParser;
import io.plimsoll.feed.TickSource;
import io.plimsoll.feed.live.FrameContent;
import io.plimsoll.feed.live.FrameParser;
import io.plimsoll.feed.live.JsonMessage;
import io.plimsoll.feed.live.MalformedFrameException;
import io.plimsoll.feed.live.Quote;
import io.plimsoll.feed.live.SymbolIndex;
import io.plimsoll.feed.text.VenueTime;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Reads reports: the one that a stream's message holds, or those of a page, in their order. All that is believed of a report stands in
 * its signed part; what the message says beside it is only compared. A report of a market that is not in its regular session gives no
 * price. One thread.
 */
final class ReportParser implements FrameParser {
    private static final long NANOS_PER_S = 1_000_000_000;

    private final SymbolIndex symbols;
    private final FeedId[] feeds;

    /**
     * @param symbols their names are feed ids
     * @throws IllegalArgumentException where one is none, or of a schema that is not read
     */
    ReportParser(final SymbolIndex symbols) {
        this.symbols = symbols;
        this.feeds = new FeedId[symbols.size()];
        for (int i = 0; i < feeds.length; i++) {
            feeds[i] = FeedId.of(symbols.name(i));
        }
    }

    @Override
    public void parse(final byte[] frame, final int offset, final int length, final FrameContent into) {
        final boolean[] found = new boolean[1];
        JsonMessage.read(frame, offset, length, (name, value) -> {
            if (name.equals("report")) {
                found[0] = true;
                report(name, value, into);
            } else if (name.equals("reports")) {
                found[0] = true;
                JsonMessage.list(name, value, (item, report) -> report(name, report, into));
            }
        });
        if (!found[0]) {
            throw new MalformedFrameException("an object without a report", "'report' or 'reports'");
        }
    }

    private void report(final String field, final JsonParser json, final FrameContent into) throws IOException {
        final String[] texts = new String[2];
        JsonMessage.object(field, json, (name, value) -> {
            if (name.equals("feedID")) {
                texts[0] = JsonMessage.text(name, value);
            } else if (name.equals("fullReport")) {
                texts[1] = JsonMessage.text(name, value);
            }
        });
        if (texts[0] == null || texts[1] == null) {
            throw new MalformedFrameException("a report without feedID or fullReport", "both");
        }
        final ReportWords words = SignedReport.open(texts[1]);
        final String feed = words.text(0);
        if (!feed.equals(texts[0].toLowerCase(Locale.ROOT))) {
            throw new MalformedFrameException("feedID " + texts[0], "that of the signed report, " + feed);
        }
        final int symbol = symbols.find(feed.getBytes(StandardCharsets.US_ASCII), 0, FeedId.LENGTH);
        if (symbol == SymbolIndex.UNKNOWN) {
            into.addUnknown();
        } else {
            quote(symbol, words, into);
        }
    }

    private void quote(final int symbol, final ReportWords words, final FrameContent into) {
        final FeedId feed = feeds[symbol];
        final ReportSchema schema = feed.schema();
        words.requireLength(schema.words());
        if (schema.status() != ReportSchema.NONE && words.unsigned(schema.status()) != ReportSchema.OPEN) {
            into.addClosed();
            return;
        }
        final int decimals = symbols.price(symbol).decimals();
        final long value = ReportPrice.nearest(words.int192(schema.price()), decimals);
        into.add()
                .price(symbol, value, confidence(schema, words, decimals))
                .published(publishNs(feed, words), 0)
                .expires(expiresNs(feed, words));
    }

    // Streams without a book repeat the price, or nothing, as bid and ask (report-schema-v3-dex): that is no interval
    // of no width.
    private static long confidence(final ReportSchema schema, final ReportWords words, final int decimals) {
        if (schema.bid() == ReportSchema.NONE) {
            return TickSource.NO_CONFIDENCE;
        }
        final BigInteger bid = words.int192(schema.bid());
        final BigInteger ask = words.int192(schema.ask());
        return bid.equals(ask) ? TickSource.NO_CONFIDENCE : ReportPrice.halfWidth(bid, ask, decimals);
    }

    // In seconds. So far away that it cannot be told is never; and whether it is in milliseconds where the other times
    // are is not documented: read in the wrong unit, it would end the feed.
    private static long expiresNs(final FeedId feed, final ReportWords words) {
        final long expires = words.unsigned(ReportSchema.EXPIRES);
        return feed.inMillis() || expires > Quote.NEVER / NANOS_PER_S ? Quote.NEVER : expires * NANOS_PER_S;
    }

    // A report goes on being made where nothing new is heard of its price: what has not moved is no newer than its last
    // update.
    private static long publishNs(final FeedId feed, final ReportWords words) {
        final long observed = words.unsigned(ReportSchema.OBSERVED);
        final long observedNs = feed.inMillis() ? VenueTime.ofMillis(observed) : VenueTime.ofSeconds(observed);
        final int updated = feed.schema().updated();
        return updated == ReportSchema.NONE ? observedNs : Math.min(observedNs, words.unsigned(updated));
    }
}
