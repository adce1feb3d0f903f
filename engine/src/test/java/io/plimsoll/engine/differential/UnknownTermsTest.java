package io.plimsoll.engine.differential;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.plimsoll.engine.EngineCapacity;
import io.plimsoll.engine.naive.Definition.Asset;
import io.plimsoll.engine.naive.Definition.Instrument;
import io.plimsoll.engine.naive.Definition.Profile;
import io.plimsoll.engine.naive.DefinitionsCheck;
import io.plimsoll.engine.naive.NaiveMarginEngine;
import io.plimsoll.engine.naive.Output;
import io.plimsoll.protocol.codec.EngineMode;
import io.plimsoll.protocol.codec.FlagReason;
import io.plimsoll.protocol.codec.InstrumentKind;
import io.plimsoll.protocol.terms.AssetTerms;
import io.plimsoll.protocol.terms.InstrumentTerms;
import io.plimsoll.protocol.terms.ProfileTerms;
import io.plimsoll.protocol.terms.Terms;
import java.math.BigInteger;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongUnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A definition record with a field that the rules do not know yet is refused by both engines, whichever field it is. */
@Timeout(60)
class UnknownTermsTest {
    private static final BigInteger LIMIT = BigInteger.valueOf(1_000);
    private static final Asset CASH = new Asset(1, 0, 2, 0, 1_000_000, 1_000_000, LIMIT, BigInteger.ONE, "CASH");

    private final InputRecords records = new InputRecords();
    private final ComparedEngine naive = ComparedEngine.naive(new NaiveMarginEngine());
    private final ComparedEngine fast = ComparedEngine.fast(new EngineCapacity(10, 10, 10, 8, 8));

    @BeforeEach
    void define() {
        send(out -> out.ready(EngineMode.LIVE, 10, 10, 10));
        send(out -> out.asset(CASH));
        send(out -> out.profile(profile(ProfileTerms.PLAIN)));
        assertEquals(List.of(), send(out -> out.definitionsCommit(2)));
    }

    @Test
    void shouldRefuseEachSettingOfAnAsset() {
        assertRefusesEach(AssetTerms.PLAIN, AssetTerms.PLAIN::map, terms -> send(out -> out.asset(asset(terms))));
    }

    @Test
    void shouldRefuseEachSettingOfAnInstrument() {
        assertRefusesEach(
                InstrumentTerms.PLAIN,
                InstrumentTerms.PLAIN::map,
                terms -> send(out -> out.instrument(instrument(InstrumentKind.PERPETUAL, terms))));
    }

    @Test
    void shouldRefuseEachSettingOfAProfile() {
        assertRefusesEach(
                ProfileTerms.PLAIN, ProfileTerms.PLAIN::map, terms -> send(out -> out.profile(profile(terms))));
    }

    @Test
    void shouldRefuseAnInverseContractThatStandsForNothing() {
        send(out -> out.instrument(instrument(InstrumentKind.INVERSE, InstrumentTerms.PLAIN)));
        assertRefused("an inverse one without a contract value");
        send(out -> out.instrument(instrument(InstrumentKind.SPOT, InstrumentTerms.PLAIN)));
        assertEquals(List.of(), send(out -> out.definitionsCommit(1)));
    }

    private <T extends Record> void assertRefusesEach(
            final T plain, final Function<LongUnaryOperator, T> map, final Consumer<T> stage) {
        final int[] next = {0};
        stage.accept(map.apply(value -> {
            next[0]++;
            return value;
        }));
        assertEquals(List.of(), send(out -> out.definitionsCommit(1)));
        final int count = next[0];
        for (int i = 0; i < count; i++) {
            final int wanted = i;
            next[0] = 0;
            final T terms = map.apply(value -> next[0]++ == wanted ? Math.max(value, 0) ^ 3 : value);
            if (DefinitionsCheck.KNOWN.containsAll(Terms.differences(terms, plain))) {
                continue;
            }
            stage.accept(terms);
            assertRefused(terms);
        }
    }

    private void assertRefused(final Object what) {
        final List<Output> outputs = send(out -> out.definitionsCommit(1));
        assertEquals(1, outputs.size(), what::toString);
        assertEquals(FlagReason.DEFINITIONS_INVALID, ((Output.InputFlagged) outputs.get(0)).reason(), what::toString);
    }

    private List<Output> send(final Consumer<InputRecords> record) {
        record.accept(records);
        final List<Output> outputs = fast.onEvent(records.buffer(), records.offset(), records.length());
        assertEquals(naive.onEvent(records.buffer(), records.offset(), records.length()), outputs);
        return outputs;
    }

    private static Asset asset(final AssetTerms terms) {
        return new Asset(2, 2, 2, 2, 1_000_000, 1_000_000, LIMIT, LIMIT, "COIN", terms);
    }

    private static Instrument instrument(final InstrumentKind kind, final InstrumentTerms terms) {
        return new Instrument(
                3, 3, 1, 1, kind, 2, 2, 30, 20, 10, BigInteger.ONE, BigInteger.ONE, LIMIT, LIMIT, "SWAP", terms);
    }

    private static Profile profile(final ProfileTerms terms) {
        return new Profile(1, 1_000_000, 0, 0, 0, "p", terms);
    }
}
