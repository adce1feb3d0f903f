package io.plimsoll.engine.differential;

import io.plimsoll.engine.naive.Definition.Asset;
import io.plimsoll.engine.naive.Definition.Instrument;
import io.plimsoll.engine.naive.InFlight;
import io.plimsoll.engine.naive.SeizeInFlight;
import io.plimsoll.engine.naive.State;
import io.plimsoll.engine.naive.Unit;
import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/** What scenarios share: the dice, the state to steer by, the steps to come, and the numbering of facts and ticks. */
final class Script {
    private static final BigInteger LONG_MAX = BigInteger.valueOf(Long.MAX_VALUE);

    private final Dice dice;
    private final World world;
    private final State state;
    private final Deque<Step> steps = new ArrayDeque<>();
    private final SortedMap<Integer, Long> lastSequence = new TreeMap<>();
    private final List<InFlight> ended = new ArrayList<>();
    private final List<SeizeInFlight> endedSeizures = new ArrayList<>();
    private long tickSequence;
    private OptionalLong factAge = OptionalLong.empty();

    Script(final Dice dice, final World world, final State state) {
        this.dice = dice;
        this.world = world;
        this.state = state;
    }

    Dice dice() {
        return dice;
    }

    World world() {
        return world;
    }

    State state() {
        return state;
    }

    /** Orders that ended of late. */
    List<InFlight> ended() {
        return ended;
    }

    /** Seize orders that ended of late. */
    List<SeizeInFlight> endedSeizures() {
        return endedSeizures;
    }

    void then(final Step step) {
        steps.add(step);
    }

    boolean isOver() {
        return steps.isEmpty();
    }

    Step takeStep() {
        return steps.remove();
    }

    /** How long a source may be silent from the next restart on, nanoseconds; empty: however long. */
    void factAge(final OptionalLong ns) {
        factAge = ns;
    }

    OptionalLong factAge() {
        return factAge;
    }

    // ---- choices

    Optional<Unit> unit(final Predicate<Unit> condition) {
        final List<Unit> fitting =
                state.units().values().stream().filter(condition).toList();
        return fitting.isEmpty() ? Optional.empty() : Optional.of(dice.pick(fitting));
    }

    /** As it is defined, whatever the margin scale. */
    Instrument instrument() {
        return instrument(any -> true);
    }

    /** One that fits, if one does; any otherwise. */
    Instrument instrument(final Predicate<Instrument> condition) {
        final List<Instrument> all = List.copyOf(state.stated().instruments().values());
        final List<Instrument> fitting = all.stream().filter(condition).toList();
        return dice.pick(fitting.isEmpty() ? all : fitting);
    }

    Asset asset() {
        return asset(any -> true);
    }

    /** One that fits, if one does; any otherwise. */
    Asset asset(final Predicate<Asset> condition) {
        final List<Asset> all = List.copyOf(state.definitions().assets().values());
        final List<Asset> fitting = all.stream().filter(condition).toList();
        return dice.pick(fitting.isEmpty() ? all : fitting);
    }

    /** Every price id in use with its limit, 0 left out. */
    SortedMap<Long, BigInteger> priceLimits() {
        final SortedMap<Long, BigInteger> limits = new TreeMap<>();
        state.definitions().assets().values().forEach(asset -> limits.put(asset.priceId(), asset.maxPrice()));
        state.definitions()
                .instruments()
                .values()
                .forEach(instrument -> limits.put(instrument.priceId(), instrument.maxPrice()));
        limits.remove(0L);
        return limits;
    }

    /** The price in force, or one to begin with. */
    BigInteger price(final long priceId, final BigInteger limit) {
        return state.prices().of(priceId).orElseGet(() -> limit.shiftRight(2).max(BigInteger.ONE));
    }

    /** What stands in place of an instrument's price in what its positions are worth. */
    BigInteger mark(final Instrument instrument) {
        return instrument.mark(price(instrument.priceId(), instrument.maxPrice()));
    }

    // ---- numbering

    int source(final long accountId) {
        return 1 + (int) Math.floorMod(accountId, (long) world.sources());
    }

    /** The next sequence of a source; its first is any. */
    long next(final int source) {
        return skip(source, 1);
    }

    /** Leaves out {@code step - 1} sequences. */
    long skip(final int source, final long step) {
        return lastSequence.merge(source, dice.between(0L, 10L), (last, unused) -> last + step);
    }

    long last(final int source) {
        return lastSequence.computeIfAbsent(source, unused -> 0L);
    }

    // ---- records that many scenarios write

    void tick(final InputRecords out, final long priceId, final BigInteger value) {
        final long notOlder = state.prices()
                .lastAccepted(priceId)
                .map(tick -> tick.publishNs())
                .orElse(Long.MIN_VALUE);
        final long publishNs = Math.max(notOlder, out.eventNs() - dice.between(0L, 2_000_000_000L));
        out.priceTick(priceId, clamp(value), publishNs, dice.between(1, 3), ++tickSequence);
    }

    void tick(
            final InputRecords out,
            final long priceId,
            final BigInteger value,
            final OptionalLong confidence,
            final long publishNs,
            final int source,
            final boolean endOfGroup) {
        out.priceTick(priceId, clamp(value), confidence, publishNs, source, ++tickSequence, endOfGroup);
    }

    void transfer(final InputRecords out, final long accountId, final long assetId, final BigInteger amount) {
        final int source = source(accountId);
        out.transfer(accountId, assetId, clamp(amount), source, next(source));
    }

    void fill(
            final InputRecords out,
            final long accountId,
            final long instrumentId,
            final BigInteger quantity,
            final BigInteger price,
            final BigInteger fee) {
        final int source = source(accountId);
        out.fill(accountId, instrumentId, clamp(quantity), clamp(price), clamp(fee), source, next(source));
    }

    static long clamp(final BigInteger value) {
        return value.min(LONG_MAX).max(LONG_MAX.negate()).longValueExact();
    }
}
