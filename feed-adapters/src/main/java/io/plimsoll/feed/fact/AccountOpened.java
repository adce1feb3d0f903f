package io.plimsoll.feed.fact;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.plimsoll.protocol.codec.AccountOpenedEncoder;
import io.plimsoll.protocol.codec.AccountRole;
import io.plimsoll.protocol.codec.MessageHeaderEncoder;
import org.agrona.MutableDirectBuffer;

/**
 * An account exists.
 *
 * @param accountId positive, the venue's id
 * @param role whether its margin is checked
 * @param parentAccountId the account that this one is an isolated part of, or {@link #NO_PARENT}
 * @param name the venue's name for it, 1 to 64 bytes of UTF-8
 */
public record AccountOpened(
        int source, long sourceSequence, long accountId, AccountRole role, long parentAccountId, String name)
        implements Fact {
    /** Of an account that is no part of another. */
    public static final long NO_PARENT = AccountOpenedEncoder.parentAccountIdNullValue();

    /** Most bytes of a name. */
    public static final int MAX_NAME = 64;

    /** Checks the fields. */
    public AccountOpened {
        Checks.source(source, sourceSequence);
        Checks.accountId(accountId);
        Checks.check(
                parentAccountId == NO_PARENT || (parentAccountId > 0 && parentAccountId != accountId),
                "parent account id",
                parentAccountId,
                "a positive number, another account's");
        final int length = name.getBytes(UTF_8).length;
        Checks.check(length > 0 && length <= MAX_NAME, "length of the name in bytes", length, "1 to " + MAX_NAME);
    }

    /** An account that is no part of another. */
    public AccountOpened(
            final int source,
            final long sourceSequence,
            final long accountId,
            final AccountRole role,
            final String name) {
        this(source, sourceSequence, accountId, role, NO_PARENT, name);
    }

    @Override
    public int encode(final MutableDirectBuffer buffer, final int offset) {
        final AccountOpenedEncoder encoder = new AccountOpenedEncoder()
                .wrapAndApplyHeader(buffer, offset, new MessageHeaderEncoder())
                .accountId(accountId)
                .sourceSequence(sourceSequence)
                .source(source)
                .role(role)
                .parentAccountId(parentAccountId)
                .name(name);
        return MessageHeaderEncoder.ENCODED_LENGTH + encoder.encodedLength();
    }
}
