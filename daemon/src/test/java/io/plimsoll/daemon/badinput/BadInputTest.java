package io.plimsoll.daemon.badinput;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.plimsoll.daemon.Project;
import io.plimsoll.daemon.Seeds;
import io.plimsoll.daemon.badinput.BadInput.Family;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.ResourceAccessMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever comes in, what must follow follows (promise P9): 48 classes of bad input, {@code plimsoll.mutations} members of each, drawn
 * at random, and both engines asked about every record. The table of docs/internals/bad-inputs.md is this one.
 */
@Timeout(240)
@ResourceLock(value = Resources.SYSTEM_OUT, mode = ResourceAccessMode.READ)
class BadInputTest {
    private static final int MUTATIONS = Integer.getInteger("plimsoll.mutations", 200);
    private static final SplittableRandom SEEDS = Seeds.random(BadInputTest.class);

    static List<BadInput> classes() {
        return Stream.of(
                        Transport.classes(),
                        Sequences.classes(),
                        Times.classes(),
                        Prices.classes(),
                        Sizes.classes(),
                        References.classes(),
                        Accounts.classes())
                .flatMap(List::stream)
                .toList();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("classes")
    void shouldBringWhatMustFollow(final BadInput input) throws Exception {
        for (int mutation = 0; mutation < MUTATIONS; mutation++) {
            final SplittableRandom random = SEEDS.split();
            try {
                input.mutation().run(random);
            } catch (final Exception | AssertionError e) {
                throw new AssertionError(input + ", mutation " + mutation + ": " + e.getMessage(), e);
            }
        }
    }

    @Test
    void shouldBeFortyEightClassesEachOfItsOwnName() {
        final Map<Family, Integer> counts = new EnumMap<>(Family.class);
        classes().forEach(input -> counts.merge(input.family(), 1, Integer::sum));
        assertEquals(
                Map.of(
                        Family.TRANSPORT, 6,
                        Family.SEQUENCE, 8,
                        Family.TIME, 6,
                        Family.PRICE_AND_SIZE, 15,
                        Family.REFERENCE, 6,
                        Family.ACCOUNTS, 7),
                counts);
        assertEquals(48, new HashSet<>(classes().stream().map(BadInput::name).toList()).size());
    }

    @Test
    void shouldTellInItsPageWhatIsHeldHere() throws IOException {
        final List<String> rows = new ArrayList<>();
        for (final BadInput input : classes()) {
            rows.add("| "
                    + input.family().name().toLowerCase(Locale.ROOT).replace('_', ' ') + " | " + input.name()
                    + " | " + input.door() + " | " + input.follows() + " |");
        }
        final List<String> page = Files.readAllLines(Project.root().resolve("docs/internals/bad-inputs.md")).stream()
                .filter(line -> line.startsWith("| ") && !line.startsWith("| family"))
                .toList();
        assertEquals(rows, page);
    }
}
