package io.plimsoll.feed.pace;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plimsoll.feed.FakePort;
import io.plimsoll.feed.InputPort;
import io.plimsoll.feed.PlainTicks;
import io.plimsoll.feed.PriceId;
import io.plimsoll.feed.PricePublisher;
import io.plimsoll.feed.SourceStates;
import io.plimsoll.feed.TickSource;
import io.plimsoll.feed.WhenFull;
import io.plimsoll.feed.file.RecordedFile;
import io.plimsoll.feed.file.RecordedTicks;
import io.plimsoll.protocol.codec.BooleanType;
import io.plimsoll.protocol.codec.PriceTickDecoder;
import io.plimsoll.protocol.codec.SourceDownDecoder;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.agrona.concurrent.EpochNanoClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class ReplayTest {
    private static final long MS = 1_000_000;
    private static final int SOURCE = 4;

    private final SimulatedTime time = new SimulatedTime(0, 0);
    private static final long LIVE_NS = 1_800_000_000_000_000_000L;

    private final RecordedTicks recorded;

    ReplayTest() throws IOException {
        final String file = """
                ts,instrument,price,confidence
                1000,BTC,100.5,0.5
                2000,DOGE,3,
                1000,BTC,101,
                61000,BTC,-1,
                """;
        final Map<String, PriceId> ids = Map.of("BTC", new PriceId(1, 2));
        recorded = RecordedFile.read("r.csv", new ByteArrayInputStream(file.getBytes(UTF_8)), ids::get, List.of());
    }

    private long replay(
            final String pace, final EpochNanoClock liveClock, final FakePort port, final WhenFull whenFull) {
        return replay(recorded.ticks(), pace, liveClock, port, whenFull);
    }

    private long replay(
            final TickSource ticks,
            final String pace,
            final EpochNanoClock liveClock,
            final FakePort port,
            final WhenFull whenFull) {
        final Pacer pacer = new Pacer(Pace.parse(pace), time, time);
        final PricePublisher publisher = new PricePublisher(port, whenFull);
        return new Replay(ticks, SOURCE, pacer, liveClock, publisher, new SourceStates(port, publisher)).run();
    }

    @Test
    void shouldPublishEveryTickWithItsRecordedTime() {
        final FakePort port = new FakePort();
        assertEquals(4, replay("full", null, port, WhenFull.WAIT));
        assertEquals(4, port.published().size());

        final FakePort.Published first = port.published().get(0);
        final PriceTickDecoder price = first.price();
        assertEquals(1_000 * MS, first.eventNs());
        assertEquals(1_000 * MS, price.publishNs());
        assertEquals(1_000 * MS, price.receiveNs());
        assertEquals(1, price.priceId());
        assertEquals(10_050, price.value());
        assertEquals(50, price.confidence());
        assertEquals(1, price.sourceSequence());
        assertEquals(SOURCE, price.source());

        assertEquals(10_100, port.published().get(1).price().value());
        assertEquals(2, port.published().get(1).price().sourceSequence());
        assertEquals(TickSource.NO_CONFIDENCE, port.published().get(1).price().confidence());
        assertEquals(PriceId.UNKNOWN, port.published().get(2).price().priceId());
        assertEquals(-100, port.published().get(3).price().value());
    }

    @Test
    void shouldGiveTheSameBytesEachTime() {
        final FakePort one = new FakePort();
        final FakePort two = new FakePort();
        replay("full", null, one, WhenFull.WAIT);
        time.stall(123_456_789);
        replay("60x", null, two, WhenFull.WAIT);
        for (int i = 0; i < one.published().size(); i++) {
            assertEquals(one.published().get(i).buffer(), two.published().get(i).buffer());
            assertEquals(
                    one.published().get(i).eventNs(), two.published().get(i).eventNs());
        }
    }

    @Test
    void shouldGiveDueTimesOfTheScheduleAndLiveEventTime() {
        final FakePort port = new FakePort();
        replay("60x", () -> LIVE_NS, port, WhenFull.CONFLATE);
        final long startNs = port.published().get(0).dueNanoTime();
        assertEquals(startNs, port.published().get(1).dueNanoTime());
        assertEquals(startNs + 1_000 * MS / 60, port.published().get(2).dueNanoTime());
        assertEquals(startNs + 1_000 * MS, port.published().get(3).dueNanoTime());
        port.published().forEach(record -> {
            assertEquals(InputPort.LIVE_TIME, record.eventNs());
            assertEquals(LIVE_NS, record.price().publishNs());
            assertEquals(LIVE_NS, record.price().receiveNs());
        });
    }

    @Test
    void shouldNotPublishOlderPricesWhenTheClockIsSetBack() {
        final FakePort port = new FakePort();
        final AtomicLong clock = new AtomicLong(LIVE_NS + 2);
        replay("60x", clock::decrementAndGet, port, WhenFull.CONFLATE);
        port.published()
                .forEach(record -> assertEquals(LIVE_NS + 1, record.price().publishNs()));
    }

    @Test
    void shouldPublishWhatWaitsWithoutWaitingForTheNextTick() {
        final List<Long> roomAtNs = new ArrayList<>();
        final FakePort port = new FakePort(() -> {
            final boolean full = time.nowNs() < 20 * MS;
            if (!full) {
                roomAtNs.add(time.nowNs());
            }
            return full;
        });
        replay("1x", null, port, WhenFull.CONFLATE);
        assertEquals(3, port.published().size(), "the two ticks of the first moment became one");
        assertEquals(1, port.published().get(0).price().conflated());
        assertTrue(
                roomAtNs.get(0) < 21 * MS, "published at " + roomAtNs.get(0) + ", the next tick came after a second");
    }

    @Test
    void shouldStopWhenInterruptedAndDrain() {
        Thread.currentThread().interrupt();
        final FakePort port = new FakePort();
        assertEquals(0, replay("1/s", null, port, WhenFull.CONFLATE));
        assertTrue(Thread.interrupted());
        assertEquals(0, port.published().size());
    }

    /** A source that is late by what it says, then goes down. */
    private static final class LateTicks extends PlainTicks {
        private static final long[] LATE_MS = {500, 2_000, 0};

        @Override
        protected boolean exists() {
            return number() <= LATE_MS.length + 1;
        }

        @Override
        public boolean isDown() {
            return number() > LATE_MS.length;
        }

        @Override
        public long eventNs() {
            return (9_000L + 1_000L * number()) * MS;
        }

        @Override
        public long publishNs() {
            return eventNs() - LATE_MS[number() - 1] * MS;
        }

        @Override
        public boolean endsGroup() {
            return number() != 1;
        }
    }

    @Test
    void shouldPublishWhatWasLateAsLateAndSayThatTheSourceIsDown() {
        final FakePort port = new FakePort();
        assertEquals(4, replay(new LateTicks(), "1x", () -> LIVE_NS + time.nowNs(), port, WhenFull.CONFLATE));
        final List<FakePort.Published> published = port.published();
        assertEquals(4, published.size());
        assertEquals(500 * MS, lateNs(published.get(0)));
        assertEquals(BooleanType.F, published.get(0).price().endOfGroup());
        assertEquals(
                published.get(0).price().publishNs(),
                published.get(1).price().publishNs(),
                "1 s later, and later by 1.5 s: as old as the one before, but never older");
        assertEquals(BooleanType.T, published.get(1).price().endOfGroup());
        assertEquals(0, lateNs(published.get(2)));
        assertEquals(SourceDownDecoder.TEMPLATE_ID, published.get(3).templateId());
        assertEquals(InputPort.LIVE_TIME, published.get(3).eventNs());
    }

    private static long lateNs(final FakePort.Published published) {
        return published.price().receiveNs() - published.price().publishNs();
    }

    @Test
    void shouldKeepTheRecordedTimesOfABacktest() {
        final FakePort port = new FakePort();
        replay(new LateTicks(), "full", null, port, WhenFull.WAIT);
        final List<FakePort.Published> published = port.published();
        assertEquals(9_500 * MS, published.get(0).price().publishNs());
        assertEquals(10_000 * MS, published.get(0).price().receiveNs());
        assertEquals(10_000 * MS, published.get(0).eventNs());
        assertEquals(9_000 * MS, published.get(1).price().publishNs());
        assertEquals(SourceDownDecoder.TEMPLATE_ID, published.get(3).templateId());
        assertEquals(13_000 * MS, published.get(3).eventNs());
    }
}
