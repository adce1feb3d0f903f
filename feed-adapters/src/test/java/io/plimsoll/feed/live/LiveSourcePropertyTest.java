package io.plimsoll.feed.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plimsoll.feed.Seeds;
import io.plimsoll.protocol.codec.PriceTickDecoder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whatever connections do: what is published is new, and a source that has nobody left says so. */
@Timeout(60)
class LiveSourcePropertyTest {
    private static final int WORLDS = 150;
    private static final int STEPS = 400;

    @Test
    void shouldPublishOnlyWhatIsNewAndSayWhenItIsDown() {
        final Random random = Seeds.random(LiveSourcePropertyTest.class);
        int downs = 0;
        int rotations = 0;
        for (int i = 0; i < WORLDS; i++) {
            final LiveRig rig = world(random);
            downs += (int) rig.counters.downs();
            rotations += (int) rig.counters.rotations();
        }
        assertTrue(downs > WORLDS, "too few interruptions: " + downs);
        assertTrue(rotations > WORLDS / 10, "too few rotations: " + rotations);
    }

    private static LiveRig world(final Random random) {
        final VenueLimits limits = new VenueLimits(
                1 + random.nextInt(3),
                Duration.ofSeconds(10),
                random.nextBoolean() ? Duration.ofSeconds(5) : WordVenue.NO_LIMIT,
                random.nextBoolean() ? Duration.ofMinutes(2) : null,
                random.nextBoolean() ? Duration.ofSeconds(3) : null,
                1000);
        final LiveRig rig = new LiveRig(limits, random.nextInt(2));
        rig.share = random.nextDouble();
        rig.source.start();
        long value = 0;
        for (int step = 0; step < STEPS; step++) {
            final LiveRig.Line line = rig.line(Math.max(0, rig.lines.size() - 1 - random.nextInt(4)));
            switch (random.nextInt(14)) {
                case 0 -> open(line);
                case 1 -> close(line, random);
                case 2 -> line.frame(random.nextInt(8) == 0 ? "refuse this" : "ack 1");
                case 3 -> line.frame(random.nextBoolean() ? "nonsense" : "bye soon");
                case 4 -> line.listener.pong();
                case 5, 6, 7 -> rig.pass(random.nextInt(3_000));
                case 8 -> rig.full = !rig.full && random.nextInt(4) == 0;
                default -> {
                    value++;
                    if (random.nextInt(10) > 0) {
                        open(line);
                    }
                    line.frame("price " + (random.nextBoolean() ? "BTC " : "ETH ") + value + " "
                            + (rig.wallNs() - random.nextInt(40) * 100_000_000L) + " " + random.nextInt(3));
                }
            }
            check(rig);
        }
        rig.full = false;
        rig.pass(0);
        checkRing(rig);
        return rig;
    }

    // A transport tells once that it is open, and nothing before.
    private static void open(final LiveRig.Line line) {
        if (line.sent.isEmpty() && line.closed == null) {
            line.listener.opened();
        }
    }

    private static void close(final LiveRig.Line line, final Random random) {
        if (line.closed == null) {
            line.listener.closed("gone", random.nextInt(5) == 0 ? 1_000_000_000L : 0);
        }
    }

    private static void check(final LiveRig rig) {
        assertEquals(List.of(), rig.errors);
        final List<String> ring = rig.ring();
        final boolean isUp = rig.counters.isUp();
        if (!ring.isEmpty() && !isUp) {
            assertEquals("down", ring.get(ring.size() - 1));
        }
        if (isUp) {
            assertTrue(
                    rig.lines.stream().anyMatch(line -> line.closed == null && !line.sent.isEmpty()),
                    "up without a connection");
        }
        int open = 0;
        for (final LiveRig.Line line : rig.lines) {
            open += line.closed == null ? 1 : 0;
        }
        assertTrue(open <= 2 * rig.counters.connections(), open + " connections");
    }

    private static void checkRing(final LiveRig rig) {
        final List<String> ring = rig.ring();
        final long[] lastNs = new long[2];
        final long[] lastSequence = new long[2];
        int prices = 0;
        final List<Integer> downs = new ArrayList<>();
        for (int i = 0; i < ring.size(); i++) {
            if (ring.get(i).equals("down")) {
                assertTrue(i > 0 && !ring.get(i - 1).equals("down"), "down twice");
                downs.add(i);
                continue;
            }
            final PriceTickDecoder price = rig.price(prices);
            final int symbol = (int) price.priceId() - 11;
            assertTrue(
                    price.publishNs() > lastNs[symbol]
                            || (price.publishNs() == lastNs[symbol] && price.sourceSequence() > lastSequence[symbol]),
                    () -> "not new: " + price);
            lastNs[symbol] = price.publishNs();
            lastSequence[symbol] = price.sourceSequence();
            prices++;
        }
        assertEquals(rig.counters.downs(), downs.size());
    }
}
