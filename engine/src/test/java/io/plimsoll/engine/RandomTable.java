package io.plimsoll.engine;

import io.plimsoll.engine.differential.InputRecords;
import io.plimsoll.engine.naive.Definition;
import io.plimsoll.protocol.Frame;
import io.plimsoll.protocol.Rates;
import io.plimsoll.protocol.codec.MarginTableDecoder;
import io.plimsoll.protocol.codec.MessageHeaderDecoder;
import io.plimsoll.protocol.terms.InstrumentTerms;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** A margin table that the rules take, with floors from one millionth up. */
final class RandomTable {
    private static final int MAX_FLOOR_BITS = 62;

    /** As a record has them. */
    final List<Definition.MarginTable.Tier> tiers = new ArrayList<>();
    /** As the engine reads them. */
    final MarginTable table;

    RandomTable(final int id, final SplittableRandom random) {
        final int count = random.nextInt(8) == 0 ? MarginTable.MAX_TIERS : 1 + random.nextInt(6);
        final int room = Rates.ONE / count;
        long floor = 0;
        int maintenance = random.nextInt(2) * random.nextInt(room);
        int stop = maintenance + random.nextInt(room - maintenance % room);
        int initial = stop;
        for (int i = 0; i < count && Long.SIZE - Long.numberOfLeadingZeros(floor) < MAX_FLOOR_BITS; i++) {
            tiers.add(new Definition.MarginTable.Tier(BigInteger.valueOf(floor), initial, stop, maintenance));
            floor += 1 + random.nextLong(1L << random.nextInt(1, MAX_FLOOR_BITS - 6));
            maintenance = Math.min(Rates.ONE, maintenance + random.nextInt(room));
            stop = Math.min(Rates.ONE, Math.max(maintenance, stop + random.nextInt(room)));
            initial = Math.min(Rates.ONE, Math.max(stop, initial + random.nextInt(room)));
        }
        table = read(id);
    }

    private MarginTable read(final int id) {
        final InputRecords records = new InputRecords();
        records.marginTable(new Definition.MarginTable(id, tiers));
        return MarginTable.of(new MarginTableDecoder()
                .wrapAndApplyHeader(
                        records.buffer(), records.offset() + Frame.HEADER_LENGTH, new MessageHeaderDecoder()));
    }

    /** The terms of an instrument that has this table, and nothing else beyond the plain rules. */
    InstrumentTerms terms() {
        final int[] place = {0};
        return InstrumentTerms.PLAIN.map(value -> place[0]++ == 0 ? table.id() : value);
    }
}
