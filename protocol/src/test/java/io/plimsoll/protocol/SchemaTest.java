package io.plimsoll.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.InputStream;
import java.util.HashSet;
import java.util.Set;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** The schema is published to bot authors: what it does not say, they must guess. */
@Timeout(30)
class SchemaTest {
    private static final Set<String> SELF_EXPLAINING = Set.of(
            "accountId",
            "sourceSequence",
            "source",
            "assetId",
            "instrumentId",
            "operatorName",
            "reason",
            "kind",
            "mode",
            "role",
            "boundary",
            "orderEpoch",
            "status",
            "previous",
            "current",
            "name",
            "accountName",
            "side",
            "disposition",
            "equity",
            "netWorth",
            "initialMargin",
            "stopMargin",
            "maintenanceMargin",
            "causeSequence",
            "causeCrc",
            "profileVersion",
            "priceDecimals",
            "quantityDecimals",
            "valueDecimals",
            "priceId",
            "state",
            "price",
            "hash",
            "origin");

    private static Document schema() throws Exception {
        try (InputStream in = SchemaTest.class.getResourceAsStream("/plimsoll/plimsoll-sbe.xml")) {
            return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(in);
        }
    }

    @Test
    void shouldDescribeEveryMessageAndEveryFieldThatIsNotPlain() throws Exception {
        final NodeList messages = schema().getElementsByTagName("sbe:message");
        assertTrue(messages.getLength() >= 28);
        for (int i = 0; i < messages.getLength(); i++) {
            final Element message = (Element) messages.item(i);
            assertFalse(message.getAttribute("description").isBlank(), message.getAttribute("name"));
            final NodeList fields = message.getElementsByTagName("field");
            for (int j = 0; j < fields.getLength(); j++) {
                final Element field = (Element) fields.item(j);
                final String name = field.getAttribute("name");
                assertTrue(
                        !field.getAttribute("description").isBlank() || SELF_EXPLAINING.contains(name),
                        message.getAttribute("name") + "." + name + " has no description");
            }
        }
    }

    @Test
    void shouldGiveEachMessageItsOwnIdInItsQueuesRange() throws Exception {
        final NodeList messages = schema().getElementsByTagName("sbe:message");
        final Set<Integer> ids = new HashSet<>();
        int outputs = 0;
        for (int i = 0; i < messages.getLength(); i++) {
            final int id = Integer.parseInt(((Element) messages.item(i)).getAttribute("id"));
            assertTrue(ids.add(id), "id " + id + " twice");
            assertTrue((id >= 1 && id < 50) || (id > 50 && id < 100), "id " + id);
            outputs += id > 50 && id < 90 ? 1 : 0;
        }
        assertEquals(16, outputs);
    }
}
