package io.plimsoll.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plimsoll.protocol.codec.AccountOpenedEncoder;
import io.plimsoll.protocol.codec.AccountRole;
import io.plimsoll.protocol.codec.BalanceSnapshotEncoder;
import io.plimsoll.protocol.codec.BooleanType;
import io.plimsoll.protocol.codec.KillEncoder;
import io.plimsoll.protocol.codec.MessageHeaderEncoder;
import io.plimsoll.protocol.codec.PriceTickEncoder;
import io.plimsoll.protocol.codec.SourceDownEncoder;
import io.plimsoll.protocol.codec.TransferEncoder;
import java.nio.ByteOrder;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class VenueRecordTest {
    private static final int OFFSET = 24;

    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[256]);
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final VenueRecord record = new VenueRecord();

    private int opened(final String name) {
        return MessageHeaderEncoder.ENCODED_LENGTH
                + new AccountOpenedEncoder()
                        .wrapAndApplyHeader(buffer, OFFSET, header)
                        .accountId(5)
                        .sourceSequence(9)
                        .source(3)
                        .role(AccountRole.TRADER)
                        .parentAccountId(AccountOpenedEncoder.parentAccountIdNullValue())
                        .name(name)
                        .encodedLength();
    }

    private int balance() {
        return MessageHeaderEncoder.ENCODED_LENGTH
                + new BalanceSnapshotEncoder()
                        .wrapAndApplyHeader(buffer, OFFSET, header)
                        .accountId(5)
                        .amount(-1)
                        .sourceSequence(9)
                        .assetId(1)
                        .source(3)
                        .first(BooleanType.T)
                        .last(BooleanType.F)
                        .encodedLength();
    }

    private int price() {
        return MessageHeaderEncoder.ENCODED_LENGTH
                + new PriceTickEncoder()
                        .wrapAndApplyHeader(buffer, OFFSET, header)
                        .publishNs(77)
                        .sourceSequence(9)
                        .priceId(4)
                        .source(3)
                        .endOfGroup(BooleanType.T)
                        .encodedLength();
    }

    private int sourceDown() {
        return MessageHeaderEncoder.ENCODED_LENGTH
                + new SourceDownEncoder()
                        .wrapAndApplyHeader(buffer, OFFSET, header)
                        .source(3)
                        .encodedLength();
    }

    @Test
    void shouldReadWhatIsInOrder() {
        assertNull(record.check(buffer, OFFSET, opened("alice")));
        assertEquals("alice", record.openedName());
        assertEquals(5, record.openedAccountId());
        assertEquals(3, record.source());
        assertEquals(9, record.sourceSequence());
        assertNull(record.check(buffer, OFFSET, balance()));
        assertTrue(record.isOfSnapshot() && record.isFirst() && !record.isLast() && !record.isPrice());
        assertNull(record.openedName());
        assertNull(record.check(buffer, OFFSET, price()));
        assertTrue(record.isPrice());
        assertEquals(4, record.priceId());
        assertEquals(77, record.publishNs());
        assertNull(record.check(buffer, OFFSET, sourceDown()));
        assertTrue(record.isSourceDown() && !record.isPrice());
        assertEquals(3, record.source());
    }

    @Test
    void shouldRefuseEveryOtherLength() {
        requireOnly(opened("alice"));
        requireOnly(balance());
        requireOnly(price());
        requireOnly(sourceDown());
    }

    private void requireOnly(final int whole) {
        for (int length = 0; length < 200; length++) {
            final String defect = record.check(buffer, OFFSET, length);
            assertEquals(length == whole, defect == null, length + " of " + whole + " bytes: " + defect);
        }
    }

    @Test
    void shouldTakeAnotherAccountForAParent() {
        final int length = opened("alice");
        final int at =
                OFFSET + MessageHeaderEncoder.ENCODED_LENGTH + AccountOpenedEncoder.parentAccountIdEncodingOffset();
        for (final long parent : new long[] {1, 4, 6, Long.MAX_VALUE}) {
            buffer.putLong(at, parent, ByteOrder.LITTLE_ENDIAN);
            assertNull(record.check(buffer, OFFSET, length));
        }
        for (final long parent : new long[] {5, 0, -1}) {
            buffer.putLong(at, parent, ByteOrder.LITTLE_ENDIAN);
            assertEquals(
                    "account opened: parent account id " + parent + ", expected more than 0 and another account's",
                    record.check(buffer, OFFSET, length));
        }
    }

    @Test
    void shouldTakeEveryRole() {
        final int length = opened("alice");
        for (final AccountRole role : AccountRole.values()) {
            buffer.putByte(
                    OFFSET + MessageHeaderEncoder.ENCODED_LENGTH + AccountOpenedEncoder.roleEncodingOffset(),
                    (byte) role.value());
            final boolean isRole = role != AccountRole.NULL_VAL && role != AccountRole.SBE_UNKNOWN;
            assertEquals(isRole, record.check(buffer, OFFSET, length) == null, role.name());
        }
    }

    @Test
    void shouldRefuseWhatTheSchemaDoesNotKnow() {
        final int length = opened("alice");
        buffer.putByte(
                OFFSET + MessageHeaderEncoder.ENCODED_LENGTH + AccountOpenedEncoder.roleEncodingOffset(), (byte) 9);
        assertEquals("account opened: role 9", record.check(buffer, OFFSET, length));
        opened("alice");
        header.wrap(buffer, OFFSET).schemaId(header.sbeSchemaId() + 1);
        assertNotNull(record.check(buffer, OFFSET, length));
        opened("alice");
        header.wrap(buffer, OFFSET).version(MessageHeaderEncoder.SCHEMA_VERSION + 1);
        assertNotNull(record.check(buffer, OFFSET, length));
        opened("alice");
        header.wrap(buffer, OFFSET).blockLength(AccountOpenedEncoder.BLOCK_LENGTH - 1);
        assertNotNull(record.check(buffer, OFFSET, length));
        opened("alice");
        header.wrap(buffer, OFFSET).templateId(KillEncoder.TEMPLATE_ID);
        assertEquals(
                "template id " + KillEncoder.TEMPLATE_ID + ", which is not a price or an account record",
                record.check(buffer, OFFSET, length));
        final int snapshot = balance();
        buffer.putByte(
                OFFSET + MessageHeaderEncoder.ENCODED_LENGTH + BalanceSnapshotEncoder.lastEncodingOffset(), (byte) 7);
        assertEquals("snapshot: first 1, last 7", record.check(buffer, OFFSET, snapshot));
    }

    @Test
    void shouldRefuseIdsThatNobodyMayUse() {
        final int length = MessageHeaderEncoder.ENCODED_LENGTH
                + new TransferEncoder()
                        .wrapAndApplyHeader(buffer, OFFSET, header)
                        .accountId(0)
                        .sourceSequence(1)
                        .encodedLength();
        assertEquals("account id 0, expected more than 0", record.check(buffer, OFFSET, length));
        new TransferEncoder()
                .wrapAndApplyHeader(buffer, OFFSET, header)
                .accountId(1)
                .sourceSequence(-1);
        assertEquals("source sequence -1, expected 0 or more", record.check(buffer, OFFSET, length));
    }
}
