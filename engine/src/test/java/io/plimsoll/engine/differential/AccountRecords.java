package io.plimsoll.engine.differential;

import io.plimsoll.protocol.codec.AccountOpenedEncoder;
import io.plimsoll.protocol.codec.AccountRole;
import java.util.OptionalLong;

/** Writes facts about accounts themselves. */
final class AccountRecords {
    private AccountRecords() {}

    /** A fact: an account exists, perhaps as an isolated part of another. */
    static void opened(
            final InputRecords out,
            final long accountId,
            final AccountRole role,
            final OptionalLong parent,
            final String name,
            final int source,
            final long sourceSequence) {
        out.record((buffer, at, header) -> new AccountOpenedEncoder()
                .wrapAndApplyHeader(buffer, at, header)
                .accountId(accountId)
                .sourceSequence(sourceSequence)
                .source(source)
                .role(role)
                .parentAccountId(parent.orElse(AccountOpenedEncoder.parentAccountIdNullValue()))
                .name(name)
                .encodedLength());
    }
}
