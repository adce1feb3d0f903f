package io.plimsoll.journal.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plimsoll.journal.Json;
import io.plimsoll.protocol.Frame;
import io.plimsoll.protocol.codec.AssetDefinitionEncoder;
import io.plimsoll.protocol.codec.InstrumentDefinitionEncoder;
import io.plimsoll.protocol.codec.LiquidationOrderEncoder;
import io.plimsoll.protocol.codec.MarginTableEncoder;
import io.plimsoll.protocol.codec.MessageHeaderEncoder;
import io.plimsoll.protocol.codec.ProfileDefinitionEncoder;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import javax.xml.parsers.DocumentBuilderFactory;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** What the schema can say, the text says: each field of a definition and of an order under its own name, and nothing of what is absent. */
@Timeout(30)
class DefinitionTextTest {
    private static final int BODY = Frame.HEADER_LENGTH + MessageHeaderEncoder.ENCODED_LENGTH;
    private static final byte ANY = 1; // of every byte: no integer is null then, and every choice is its first

    // Scales are told by the figures, and an id is one word.
    private static final Set<String> NOT_IN_ORDERS = Set.of(
            "epoch",
            "ordinal",
            "priceDecimals",
            "quantityDecimals",
            "valueDecimals",
            "curve",
            "expiryNs",
            "symbol",
            "accountName",
            "replacesSequence",
            "replacesEpoch",
            "replacesOrdinal");

    @ParameterizedTest
    @ValueSource(strings = {"AssetDefinition", "InstrumentDefinition", "ProfileDefinition"})
    void shouldTellEveryFieldOfADefinition(final String message) throws Exception {
        assertEquals(Set.of(), missing(fields(message, ""), textOf(message, ANY)));
    }

    @Test
    void shouldTellEveryFieldOfAnOrder() throws Exception {
        final List<String> fields = fields("LiquidationOrder", "");
        fields.removeAll(NOT_IN_ORDERS);
        final Map<String, Object> text = textOf("LiquidationOrder", ANY);
        assertEquals(Set.of(), missing(fields, text));
        assertEquals("16843009-72340172838076673-16843009", text.get("replaces"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"AssetDefinition", "InstrumentDefinition", "ProfileDefinition", "LiquidationOrder"})
    void shouldTellNothingOfWhatIsAbsent(final String message) throws Exception {
        final List<String> absent = fields(message, "4");
        assertTrue(absent.size() > 5, absent::toString);
        final Set<String> told = new TreeSet<>(absent);
        told.removeAll(missing(absent, textOf(message, null)));
        assertEquals(Set.of(), told);
    }

    @Test
    void shouldTellEveryTierOfAMarginTable() {
        final UnsafeBuffer buffer = new UnsafeBuffer(new byte[1024]);
        final MarginTableEncoder table = new MarginTableEncoder()
                .wrapAndApplyHeader(buffer, Frame.HEADER_LENGTH, new MessageHeaderEncoder())
                .tableId(7);
        table.tiersCount(2)
                .next()
                .floorMicros(0)
                .initialPpm(10_000)
                .stopPpm(7_000)
                .maintenancePpm(4_000)
                .next()
                .floorMicros(50_000_000_000L)
                .initialPpm(20_000)
                .stopPpm(12_500)
                .maintenancePpm(5_000);
        final Map<String, Object> text = textOf(buffer, table.encodedLength());
        assertEquals("marginTable", text.get("type"));
        assertEquals("7", text.get("tableId").toString());
        assertEquals(
                "[{floorMicros=0, initialPpm=10000, stopPpm=7000, maintenancePpm=4000}, "
                        + "{floorMicros=50000000000, initialPpm=20000, stopPpm=12500, maintenancePpm=5000}]",
                text.get("tiers").toString());
    }

    private static Set<String> missing(final List<String> fields, final Map<String, Object> text) {
        final Set<String> missing = new TreeSet<>(fields);
        missing.removeIf(text::containsKey);
        return missing;
    }

    /** The names of a message's own fields, or of those that one version brought. */
    private static List<String> fields(final String message, final String sinceVersion) throws Exception {
        final List<String> names = new ArrayList<>();
        final NodeList children = message(message).getChildNodes();
        for (int i = 0; i < children.getLength(); i++) {
            if (children.item(i) instanceof Element field
                    && !field.getTagName().equals("group")
                    && (sinceVersion.isEmpty()
                            || field.getAttribute("sinceVersion").equals(sinceVersion))) {
                names.add(field.getAttribute("name"));
            }
        }
        return names;
    }

    private static Element message(final String name) throws Exception {
        final Document schema;
        try (InputStream in = Frame.class.getResourceAsStream("/plimsoll/plimsoll-sbe.xml")) {
            schema = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(in);
        }
        final NodeList messages = schema.getElementsByTagName("sbe:message");
        for (int i = 0; i < messages.getLength(); i++) {
            if (((Element) messages.item(i)).getAttribute("name").equals(name)) {
                return (Element) messages.item(i);
            }
        }
        throw new AssertionError("no message " + name);
    }

    /** @param fill every byte of the block, or null for the bytes of a version that did not have the newest fields */
    private static Map<String, Object> textOf(final String message, final Byte fill) {
        final UnsafeBuffer buffer = new UnsafeBuffer(new byte[1024]);
        final MessageHeaderEncoder header = new MessageHeaderEncoder();
        final int block = switch (message) {
            case "AssetDefinition" ->
                new AssetDefinitionEncoder()
                        .wrapAndApplyHeader(buffer, Frame.HEADER_LENGTH, header)
                        .sbeBlockLength();
            case "InstrumentDefinition" ->
                new InstrumentDefinitionEncoder()
                        .wrapAndApplyHeader(buffer, Frame.HEADER_LENGTH, header)
                        .sbeBlockLength();
            case "ProfileDefinition" ->
                new ProfileDefinitionEncoder()
                        .wrapAndApplyHeader(buffer, Frame.HEADER_LENGTH, header)
                        .sbeBlockLength();
            default ->
                new LiquidationOrderEncoder()
                        .wrapAndApplyHeader(buffer, Frame.HEADER_LENGTH, header)
                        .sbeBlockLength();
        };
        if (fill == null) {
            header.version(3);
        }
        buffer.setMemory(BODY, block, fill == null ? ANY : fill);
        return textOf(buffer, block + 16);
    }

    private static Map<String, Object> textOf(final UnsafeBuffer buffer, final int length) {
        Frame.seal(buffer, 0, MessageHeaderEncoder.ENCODED_LENGTH + length, 1, 1, 0);
        final ByteArrayOutputStream text = new ByteArrayOutputStream();
        try (PrintStream out = new PrintStream(text, false, StandardCharsets.UTF_8)) {
            new RecordText(out, true, true).onFrame(buffer, 0, BODY + length);
        }
        return Json.object(text.toString(StandardCharsets.UTF_8));
    }
}
