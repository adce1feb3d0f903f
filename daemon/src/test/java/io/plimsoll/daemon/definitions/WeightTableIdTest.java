package io.plimsoll.daemon.definitions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plimsoll.daemon.Project;
import io.plimsoll.journal.config.UserError;
import io.plimsoll.protocol.codec.AssetDefinitionDecoder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** An asset's weight table has a number that follows from the asset's; the one that would be that of no table is refused. */
@Timeout(30)
class WeightTableIdTest {
    private static final String TIERS =
            "tiers: [{floor: \"0\", haircut: \"0.10\"}, {floor: \"1000\", haircut: \"0.50\"}]";

    @TempDir
    private Path folder;

    @Test
    void shouldNumberTheTableOfTheLargestIdThatMayHaveOne() throws IOException {
        final AssetSpec asset = read(Integer.MAX_VALUE - 1, TIERS).assets().stream()
                .filter(one -> one.id() == Integer.MAX_VALUE - 1)
                .findFirst()
                .orElseThrow();
        assertEquals(
                AssetDefinitionDecoder.weightTableIdNullValue() - 1,
                Integer.toUnsignedLong(asset.terms().weightTableId()));
    }

    @Test
    void shouldRefuseTheIdWhoseTableWouldHaveTheNumberOfNone() throws IOException {
        assertEquals(
                Integer.MAX_VALUE,
                read(Integer.MAX_VALUE, "haircut: \"0.10\"").assets().stream()
                        .mapToInt(AssetSpec::id)
                        .max()
                        .orElseThrow());
        final String told = assertThrows(UserError.class, () -> read(Integer.MAX_VALUE, TIERS))
                .getMessage();
        assertTrue(
                told.matches(
                        "(?s).*instruments\\.yaml:[0-9]+: .*id.* 2147483647, whose weight table would have the number of no"
                                + " table, expected another beside 'tiers'.*"),
                told);
    }

    private DefinitionSet read(final int id, final String weights) throws IOException {
        final String text = Files.readString(Project.root().resolve("config/instruments.yaml"));
        final String changed = text.replace("haircut: \"0.10\"", weights);
        assertTrue(!text.equals(changed) || weights.startsWith("haircut"), text);
        final Path file =
                Files.writeString(folder.resolve("instruments.yaml"), changed.replaceFirst("(?m)(id: )2$", "$1" + id));
        return DefinitionsReader.read(file, "USD", Project.linear());
    }
}
